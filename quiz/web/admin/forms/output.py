"""What staff fill in about an overlay."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from quiz.events.actions.outputs import OutputFields
from quiz.events.models import Event, Output
from quiz.events.outputs import MARGIN, NORMAL, SCREEN_KIND, WIDEST_SIDE, SafeArea, shape_of
from quiz.web.admin.forms.versioned import VersionedForm
from quiz.web.links import SIZE_LABELS
from quiz.web.values import whole_number

# What the record and the facts of an output call all four together.
SAFE = "safe"
SIDES = ("top", "right", "bottom", "left")


def side(label: Any) -> IntegerField:
    """How much stays free on one side, in per cent."""
    return IntegerField(
        label,
        [InputRequired(), NumberRange(0, WIDEST_SIDE)],
        default=MARGIN,
        render_kw={"type": "number", "min": "0", "max": str(WIDEST_SIDE), "step": "1"},
    )


class OutputForm(VersionedForm):
    """An overlay; what stays free is in per cent of the picture's height or width."""

    name = StringField(
        _l("What the studio calls it"),
        [InputRequired(), Length(max=120)],
        description=_l("Kuaishou upright, the wide picture, the great hall."),
    )
    channel = SelectField(
        _l("Whose QR code and address it shows"),
        description=_l("Viewers then join on the channel that they watch, with its delay."),
    )
    size = RadioField(
        _l("Size of the picture"),
        choices=[SelectChoice(*pair) for pair in SIZE_LABELS.items()],
        default=NORMAL,
    )
    top = side(_l("At the top"))
    right = side(_l("At the right"))
    bottom = side(_l("At the bottom"))
    left = side(_l("At the left"))
    sound = BooleanField(
        _l("Sound: a porcelain bowl at five seconds, at the close and at the reveal"),
        description=_l(
            "OBS mixes it once “Control audio via OBS” is ticked in the source. Any other browser "
            "is silent until somebody presses a key on the page."
        ),
    )

    def __init__(self, event: Event, output: Output | None = None, **kwargs: Any) -> None:
        data = {"version": event.version} | ({} if output is None else output_values(output))
        super().__init__(data=data, **kwargs)
        self.channel.choices = [
            SelectChoice("", _l("The event: it asks where one watches")),
            *(SelectChoice(str(c.id), c.platform or c.name) for c in event.channels),
        ]

        if output is not None and output.kind == SCREEN_KIND:
            # A room has one picture, and its screen fits itself into any.
            del self.size

    def validate_left(self, _field: Field) -> None:
        """Room for a question, once all four are numbers."""
        area, orientation = self.area(), shape_of(self.chosen_size())[0]
        if area is not None and not area.leaves_room(orientation):
            raise ValidationError(
                _l("This leaves no room for a question. Keep less of the picture free.")
            )

    def chosen_size(self) -> str:
        """The size that was chosen, where there is a choice."""
        return (self.size.data if "size" in self else None) or NORMAL

    def area(self) -> SafeArea | None:
        """The four numbers, if they are four."""
        sides = [self[name].data for name in SIDES]
        return None if None in sides else SafeArea(*sides)

    @staticmethod
    def recorded_as(name: str) -> str:
        """How the record calls a field."""
        return SAFE if name in SIDES else {"channel": "channel_id"}.get(name, name)

    def fields(self) -> OutputFields:
        """What was typed, once it is valid."""
        return OutputFields(
            name=self.name.data,
            channel_id=whole_number(self.channel.data),
            size=self.chosen_size(),
            safe=self.area() or SafeArea(),
            sound=self.sound.data,
        )


def output_values(output: Output) -> dict[str, Any]:
    """What the form shows of an overlay."""
    facts = output.facts
    return {
        "name": facts.name,
        "channel": "" if facts.channel_id is None else str(facts.channel_id),
        "size": facts.size,
        "sound": facts.sound,
        **dict(zip(SIDES, facts.safe.sides, strict=True)),
    }
