"""What staff fill in about the look of an event's screens."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Field, StringField, ValidationError
from wtforms.validators import InputRequired

from quiz.bank.rules import picture_key, picture_name
from quiz.events.models import Event
from quiz.i18n.measures import number
from quiz.themes.rules import Colours, Look, is_colour, too_close
from quiz.web.admin.forms.picture import ACCEPT, PictureFields, PictureName
from quiz.web.admin.forms.versioned import VersionedForm
from quiz.web.language import current_language

NO_COLOUR = _l("A colour is written as # and six digits or letters from a to f.")
UNREAD: Mapping[str, Callable[[str, str], LazyString]] = {
    "words": lambda ratio, needed: _l(
        "On this panel the text has a contrast of %(ratio)s to 1; to be read on a stream it needs "
        "%(needed)s to 1. Make one of the two lighter or darker.",
        ratio=ratio,
        needed=needed,
    ),
    "accent": lambda ratio, needed: _l(
        "On this panel the accent has a contrast of %(ratio)s to 1; to be made out on a stream it "
        "needs %(needed)s to 1. Make one of the two lighter or darker.",
        ratio=ratio,
        needed=needed,
    ),
}


def colour(label: Any, description: Any) -> StringField:
    """A colour, which browsers let one choose."""
    return StringField(
        label, [InputRequired()], description=description, render_kw={"type": "color"}
    )


class ThemeForm(PictureFields, VersionedForm):
    """Three colours and the museum's mark."""

    panel = colour(_l("Panel"), _l("What lies under the text, and the room's screen as a whole."))
    words = colour(_l("Text"), _l("Questions, answers, names: contrast with the panel 4.5 to 1."))
    accent = colour(
        _l("Accent"), _l("The ring, shapes and the right answer: contrast with the panel 3 to 1.")
    )
    image = PictureName(_l("Mark"))
    picture_file = FileField(
        _l("The museum's mark"),
        description=_l("JPEG, PNG, WebP, AVIF or TIFF, up to 25 MB and 50 megapixels."),
        render_kw={"accept": ACCEPT},
    )

    without_effect = frozenset(("picture_file", "frame", "focus", "picture_removed"))

    def __init__(self, event: Event, look: Look, **kwargs: Any) -> None:
        chosen = look.colours
        super().__init__(
            data={
                "version": event.version,
                "panel": chosen.panel,
                "words": chosen.words,
                "accent": chosen.accent,
                "image": picture_name(look.mark) if look.mark else "",
            },
            **kwargs,
        )

    @staticmethod
    def recorded_as(name: str) -> str:
        """How the record calls a field."""
        return "mark" if name == "image" else name

    def look(self) -> Look:
        """What was chosen."""
        colours = Colours(self.panel.data or "", self.words.data or "", self.accent.data or "")
        return Look(colours, picture_key(self.image.data or ""))

    def validate_panel(self, field: Field) -> None:
        """A colour."""
        if not is_colour(field.data or ""):
            raise ValidationError(NO_COLOUR)

    def validate_words(self, field: Field) -> None:
        """A colour that is read on the panel."""
        self.refuse_unread(field)

    def validate_accent(self, field: Field) -> None:
        """A colour that is made out on the panel."""
        self.refuse_unread(field)

    def refuse_unread(self, field: Field) -> None:
        """Refuse what is no colour, or too close to the panel's."""
        if not is_colour(field.data or ""):
            raise ValidationError(NO_COLOUR)
        for found in too_close(self.look().colours):
            if found.part == field.name:
                language = current_language()
                ratio = number(found.ratio_below, language)
                raise ValidationError(UNREAD[found.part](ratio, number(found.needed, language)))
