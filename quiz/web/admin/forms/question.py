"""What staff fill in about a question: every field of every kind, the same in both languages."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import OPTIONAL_TEXTS, PLAIN_TEXTS, PROMPT, SECONDS, WEIGHTS, Draft, Problem
from quiz.i18n.field import LocalizedField

WITH_CHOICES = tuple(name for name in KINDS if name not in ("number", "text"))
WITH_RIGHT = tuple(name for name in WITH_CHOICES if name not in ("order", "poll"))
NUMBERS = range(1, MOST_CHOICES + 1)
# Longer than what may be kept, so that the rules name what is too long in their own words.
LONGEST = 20_000
LIST_MARKS = re.compile(r"[|\n,，、]")
COLUMNS = {text.column: text.attribute for text in (*OPTIONAL_TEXTS, *PLAIN_TEXTS)}


class QuestionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A question; what its kind does not use is left out."""

    kind = SelectField(
        _l("Kind"), choices=[SelectChoice(name, kind.label) for name, kind in KINDS.items()]
    )
    prompt = LocalizedField(PROMPT.label, area=True, longest=LONGEST)
    value = StringField(
        _l("Right number"),
        [Optional()],
        description=_l("Digits, with a point before decimals: 1852 or -3.5."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    tolerance = StringField(
        _l("Tolerance"),
        [Optional()],
        description=_l("How far off still earns something; 0 asks for the exact number."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    forms = TextAreaField(
        _l("Accepted answers"),
        [Optional()],
        description=_l("One a line, in either language; the first one is shown at the reveal."),
    )
    seconds = IntegerField(
        _l("Seconds"),
        [InputRequired()],
        default=30,
        description=_l("How long it is open."),
        render_kw={"type": "number", "min": SECONDS[0], "max": SECONDS[-1]},
    )
    weight = IntegerField(
        _l("Weight"),
        [InputRequired()],
        default=1,
        description=_l("Times 1,000 points; 0 counts nothing."),
        render_kw={"type": "number", "min": WEIGHTS[0], "max": WEIGHTS[-1]},
    )
    picture_with_question = BooleanField(_l("Show the picture with the question, never before"))
    tags = StringField(_l("Tags"), [Optional()], description=_l("Separated by commas."))
    version = HiddenField()

    def __init__(self, draft: Draft | None = None, version: int = 0, **kwargs: Any) -> None:
        super().__init__(data=None if draft is None else shown(draft, version), **kwargs)

    @property
    def choices(self) -> Iterator[tuple[Field, Field]]:
        """Each choice, with the box that says that it is right."""
        for number in NUMBERS:
            yield self[f"choice{number}"], self[f"right{number}"]

    def draft(self) -> Draft:
        """What was typed, of the parts that its kind uses."""
        kind = self.kind.data
        choices = tuple(choice.data for choice, _ in self.choices) if kind in WITH_CHOICES else ()
        texts: dict[str, Any] = {name: self[name].data for name in LOCALIZED}
        texts |= {name: self[name].data or "" for name in PLAIN}
        return Draft(
            kind=kind,
            prompt=self.prompt.data,
            choices=choices,
            key=KINDS[kind].key(self._correct(kind), self._tolerance(kind)),
            seconds=self.seconds.data,
            weight=self.weight.data,
            picture_with_question=self.picture_with_question.data,
            tags=tuple(LIST_MARKS.split(self.tags.data or "")),
            **texts,
        )

    def _correct(self, kind: str) -> str:
        if kind in WITH_RIGHT:
            return "|".join(str(n) for n in NUMBERS if self[f"right{n}"].data)
        if kind == "number":
            return self.value.data or ""
        return "|".join((self.forms.data or "").splitlines()) if kind == "text" else ""

    def _tolerance(self, kind: str) -> str:
        return (self.tolerance.data or "") if kind == "number" else ""

    def blame(self, problems: Iterable[Problem]) -> None:
        """Put each problem under the field, and the language, that it is about."""
        for problem in problems:
            field = self._about(problem.field)
            if problem.language and isinstance(field, LocalizedField):
                field = field.form[problem.language]
            field.errors = [*field.errors, problem.sentence]

    def _about(self, column: str) -> Field:
        if column == "correct":
            return {"number": self.value, "text": self.forms}.get(self.kind.data, self.right1)
        name = COLUMNS.get(column, column)
        return self[name if name in self else "kind"]


LOCALIZED = tuple(text.attribute for text in OPTIONAL_TEXTS)
PLAIN = tuple(text.attribute for text in PLAIN_TEXTS)
for text in OPTIONAL_TEXTS:
    area = text.attribute == "explanation"
    setattr(QuestionForm, text.attribute, LocalizedField(text.label, area=area, longest=LONGEST))
for text in PLAIN_TEXTS:
    setattr(QuestionForm, text.attribute, StringField(text.label, [Optional()]))
for number in NUMBERS:
    label = _l("Choice %(number)s", number=number)
    setattr(QuestionForm, f"choice{number}", LocalizedField(label, longest=LONGEST))
    right = _l("Choice %(number)s is right", number=number)
    setattr(QuestionForm, f"right{number}", BooleanField(right))


def shown(draft: Draft, version: int) -> dict[str, Any]:
    """What the form shows of a question."""
    correct, tolerance = KINDS[draft.kind].cells(draft.key) if draft.kind in KINDS else ("", "")
    right = correct.split("|") if draft.kind in WITH_RIGHT else []
    data: dict[str, Any] = {
        name: getattr(draft, name)
        for name in ("kind", "prompt", "seconds", "weight", "picture_with_question")
    }
    data |= {name: getattr(draft, name) for name in (*LOCALIZED, *PLAIN)}
    data |= {f"choice{n}": choice for n, choice in enumerate(draft.choices, 1)}
    data |= {f"right{n}": str(n) in right for n in NUMBERS}
    return data | {
        "value": correct if draft.kind == "number" else "",
        "tolerance": tolerance if draft.kind == "number" else "",
        "forms": correct.replace("|", "\n") if draft.kind == "text" else "",
        "tags": ", ".join(draft.tags),
        "version": version,
    }
