"""A planned question as a host corrects it: its texts, its key, its seconds, its weight."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired

from quiz.bank.kinds.registry import KINDS, canonical
from quiz.bank.rules import SECONDS, WEIGHTS, Draft, Problem
from quiz.i18n.field import LocalizedField
from quiz.i18n.localized import LANGUAGES
from quiz.web.host.forms import CHOICES, WriteForm
from quiz.web.question_fields import typed_key


class CorrectionForm(WriteForm):
    """What a host may change of `before`; everything else stays as it is."""

    # A question keeps its kind and its bank.
    kind = None
    bank = None
    seconds = IntegerField(
        _l("Seconds"),
        [InputRequired()],
        render_kw={"min": SECONDS[0], "max": SECONDS[-1]},
    )
    weight = IntegerField(
        _l("Weight"),
        [InputRequired()],
        description=_l("Times 1,000 points; 0 counts nothing."),
        render_kw={"min": WEIGHTS[0], "max": WEIGHTS[-1]},
    )
    version = HiddenField()

    def __init__(self, before: Draft, version: int) -> None:
        self.before, self.of = before, KINDS[before.kind]
        self.others: list[str] = []
        super().__init__(data=correction_values(before, version))
        typed = {
            "weight": self.of.is_scored,
            "correct": self.of.correct is not None,
            "tolerance": self.types_tolerance,
        }
        # What the page has no field for is judged by nobody.
        for name in (name for name, is_typed in typed.items() if not is_typed):
            del self[name]

    @property
    def choice_rows(self) -> list[Any]:
        """Each choice that the kind may have, with its box for what is right."""
        return self.choice_fields[: self.of.most_choices]

    @property
    def types_tolerance(self) -> bool:
        """Whether the tolerance is a number that is typed, and nothing that lies on a picture."""
        return self.of.tolerance is not None and self.of.correct is not None

    def draft(self) -> Draft:
        """The question with what was typed."""
        choices = tuple(self[name].data for name in CHOICES[: self.of.most_choices])
        correct, tolerance = self.of.cells(self.before.key)
        if self.of.most_right:
            correct = "|".join(self.right.data or ())
        elif self.of.correct is not None:
            correct = self.correct.data or ""
        if self.types_tolerance:
            tolerance = self.tolerance.data or ""
        corrected = replace(
            self.before,
            prompt=self.prompt.data,
            choices=choices,
            key=typed_key(self.of, correct, tolerance, choices),
            seconds=self.seconds.data,
            weight=self.weight.data if self.of.is_scored else self.before.weight,
        )
        return canonical(corrected)

    def blame(self, problems: Iterable[Problem]) -> None:
        """Say each problem at the field in which it stands, or above them all."""
        for problem in problems:
            name = problem.field
            if name == "correct" and self.of.most_right:
                name = "right"
            field = next((box for box in self if box.name == name), None)
            if isinstance(field, LocalizedField):
                field = field.form[problem.language or LANGUAGES[0]]
            if field is None:
                self.others.append(str(problem.sentence))
            else:
                field.errors = [*field.errors, str(problem.sentence)]


def correction_values(draft: Draft, version: int) -> dict[str, Any]:
    """What the form shows of a question."""
    kind = KINDS[draft.kind]
    correct, tolerance = kind.cells(draft.key)
    return {
        "prompt": draft.prompt,
        "seconds": draft.seconds,
        "weight": draft.weight,
        "right": correct.split("|") if kind.most_right else [],
        "correct": correct,
        "tolerance": tolerance,
        "version": str(version),
        **dict(zip(CHOICES, draft.choices, strict=False)),
    }
