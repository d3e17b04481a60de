"""A made-up kind with an input of its own: a place on a dial between two named ends."""

from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import (
    Blank,
    Content,
    Key,
    Kind,
    Solution,
    frozen,
)
from quiz.bank.kinds.problems import missing_key
from quiz.bank.rules import Draft, Problem
from quiz.errors import Invalid
from quiz.i18n.localized import Localized

MOST = 100


class Dial(Kind):
    """Its two choices are the names of the ends; credit falls with the distance to the mark."""

    name = "dial"
    label = _l("Dial")
    widget = "dial"
    most_choices = 2
    usual_choices = (Localized("jamais", "从不"), Localized("toujours", "总是"))
    correct = Blank("mark", _l("Right place"), _l("From 0 to 100."))
    tolerance = Blank("slack", _l("Slack"), _l("Nothing is earned beyond."))

    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        written = {"mark": correct.strip(), "slack": tolerance.strip()}
        return {name: cell for name, cell in written.items() if cell}

    def cells(self, key: Key) -> tuple[str, str]:
        return key.get("mark", ""), key.get("slack", "")

    def reading_units(self, draft: Draft) -> dict[str, int]:
        """The figures at the ends are read too."""
        units = super().reading_units(draft)
        return {language: count + len(f"0{MOST}") for language, count in units.items()}

    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        if len(draft.choices) != 2:
            yield Problem("choice2", "", _l("A dial has two ends."), gap=True)
        for column, cell in zip(("correct", "tolerance"), self.cells(draft.key), strict=True):
            if not cell:
                yield missing_key() if column == "correct" else Problem(column, "", _l("Missing."))
            elif not (cell.isdecimal() and int(cell) <= MOST):
                yield Problem(column, "", _l("This is not on the dial."))

    def deal(self, draft: Draft, rng: Random) -> Content:
        ends = [end.to_json() for end in draft.choices]
        return frozen(draft, [], dict(draft.key)) | {"ends": ends}

    def public(self, content: Content) -> Content:
        ends = tuple(Localized.from_json(end) for end in content["ends"])
        return super().public(content) | {"ends": ends, "most": MOST}

    def parse(self, content: Content, raw: str, language: str) -> str:
        value = readable(raw)
        if not value.isdecimal() or int(value) > MOST:
            raise Invalid(_l("This is not on the dial."))
        return str(int(value))

    def credit(self, content: Content, value: str) -> Fraction:
        mark, slack = (int(cell) for cell in self.cells(content["key"]))
        return max(Fraction(0), 1 - Fraction(abs(int(value) - mark), max(1, slack)))

    def key_solution(self, key: Key) -> Solution:
        mark, slack = self.cells(key)
        return Solution(value=mark, tolerance=slack, facts={"mark": mark})

    def guess(self, public: Content, language: str, rng: Random) -> str:
        return str(rng.randint(0, MOST))

    def recall(self, content: Content, skill: float, language: str, rng: Random) -> str:
        mark = int(content["key"]["mark"])
        return str(round(mark * min(skill, 1) + rng.randint(0, MOST) * max(0, 1 - skill)))

    def words(self, content: Content, value: str) -> tuple[Localized, ...]:
        return (Localized(f"{value} sur {MOST}", f"{MOST}分之{value}"),)
