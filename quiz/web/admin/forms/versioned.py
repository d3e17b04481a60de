"""A form of what others may change meanwhile: what its sender saw goes with it.

Who saves second has changed what is other than it was then; the rest is left as it is now.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, SelectField

from quiz.i18n.field import LocalizedField

MARK_LENGTH = 8
# What goes with every form and says nothing of the thing itself.
BESIDE = frozenset({"version", "base", "csrf_token"})


class VersionedForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A form with the `version` that its sender saw, and what each box held then, as marks."""

    version = HiddenField()
    base = HiddenField()
    # Fields that change nothing by themselves.
    without_effect: frozenset[str] = frozenset()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if self.base.raw_data is None:
            # It is about to be shown, and has not been sent.
            marks = (f"{box.name}:{box_mark(box)}" for _, box in boxes(self))
            self.base.data = " ".join((str(self.version.data), *marks))

    @staticmethod
    def recorded_as(name: str) -> str:
        """How the record calls a field."""
        return name

    @property
    def seen(self) -> dict[str, str]:
        """The mark of each box when the form was shown; none where the form does not say it."""
        version, *marks = (self.base.data or "").split(" ")
        if version != str(self.version.data):
            return {}
        return {name: mark for name, _, mark in (one.rpartition(":") for one in marks)}


def boxes(form: VersionedForm) -> Iterator[tuple[str, Field]]:
    """Each box that says something, with its field's name; of two languages, one each."""
    for field in form:
        name = field.short_name
        if name in BESIDE or name in form.without_effect:
            continue
        for box in field.by_language if isinstance(field, LocalizedField) else (field,):
            yield name, box


def box_mark(box: Field) -> str:
    """The same for two boxes that hold the same."""
    return hashlib.sha256(held(box).encode()).hexdigest()[:MARK_LENGTH]


def held(box: Field) -> str:
    """What a box holds, as a browser sends it."""
    if isinstance(box, (BooleanField, SelectField)):
        return str(box.data or "")
    text: str = box._value()  # noqa: SLF001 (WTForms' own name for what a box shows)
    return text.replace("\r\n", "\n").strip()


def fill_as(box: Field, other: Field) -> None:
    """Have a box hold what the other one does."""
    # What was sent would be shown before what is held.
    box.data, box.raw_data = other.data, None
