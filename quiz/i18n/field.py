"""A form's field for a `Localized`: one box a language."""

from typing import Any

from flask_wtf.i18n import translations
from wtforms import Form, FormField, StringField, TextAreaField
from wtforms.meta import DefaultMeta
from wtforms.validators import InputRequired, Length, Optional

from quiz.i18n.languages import NAMES
from quiz.i18n.localized import HTML_LANG, LANGUAGES, Localized


class Pair(Form):  # type: ignore[misc]  # WTForms ships no types.
    """The boxes of one field; their messages speak the page's language."""

    class Meta(DefaultMeta):  # type: ignore[misc]  # WTForms ships no types.
        """As Flask-WTF's own forms, without a token of its own."""

        def get_translations(self, form: Form) -> Any:  # noqa: ARG002 (the interface names it)
            """The translations of the request's language."""
            return translations


class LocalizedField(FormField):  # type: ignore[misc]  # WTForms ships no types.
    """Reads and gives a new `Localized`; the one it was shown with is never edited.

    `required` asks for both languages, `area` gives several lines, `longest` counts characters.
    """

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        area: bool = False,
        longest: int = 2000,
        **kwargs: Any,
    ) -> None:
        box = TextAreaField if area else StringField
        checks = [InputRequired() if required else Optional(), Length(max=longest)]
        boxes = {
            language: box(NAMES[language], checks, filters=[stripped]) for language in LANGUAGES
        }
        super().__init__(type("LocalizedPair", (Pair,), boxes), label, **kwargs)

    @property
    def data(self) -> Localized:
        """What was typed."""
        return Localized(**{language: self.form[language].data or "" for language in LANGUAGES})

    @property
    def by_language(self) -> list[Any]:
        """The boxes, French first, each with its `html_lang`."""
        boxes = [self.form[language] for language in LANGUAGES]
        for box, language in zip(boxes, LANGUAGES, strict=True):
            box.html_lang = HTML_LANG[language]
        return boxes

    def populate_obj(self, obj: Any, name: str) -> None:
        """Give `obj` a new value."""
        setattr(obj, name, self.data)


def stripped(text: str | None) -> str | None:
    """The text without the spaces around it."""
    return text.strip() if text else text
