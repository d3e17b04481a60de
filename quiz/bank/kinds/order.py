"""Choices to be put in order; the written order is the right one."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Content, Solution, readable
from quiz.bank.kinds.choices import ChoiceKind, by_text, ids_of
from quiz.bank.rules import Draft, Problem
from quiz.errors import Invalid


class Order(ChoiceKind):
    """Credit grows with the share of pairs in order: half of them is what chance gives.

    At least three choices: two that are never dealt in order would tell the answer.
    """

    name = "order"
    label = _l("Put in order")
    least_choices = 3

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        if draft.key.get("right"):
            yield Problem(
                "correct", "", _l("The choices are written in the right order: leave this empty.")
            )

    def dealt(self, draft: Draft, rng: Random) -> list[int]:
        # Both deals are always drawn, and from the texts alone, so a seed says nothing of the key.
        places = by_text(draft)
        first = tuple(rng.sample(places, len(places)))
        second = rng.choice([other for other in permutations(places) if other != first])
        right = tuple(range(len(places)))
        return list(second if first == right else first)

    def dealt_key(self, draft: Draft, id_of: dict[int, str]) -> dict[str, Any]:
        return {"order": [id_of[place] for place in range(len(draft.choices))]}

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (ids are the same in every language)
        sequence = [part.strip() for part in readable(raw).split(",")]
        if sorted(sequence) != sorted(ids_of(content)):
            raise Invalid(_l("The answer must put every choice of this question in its place."))
        return ",".join(sequence)

    def credit(self, content: Content, value: str) -> Fraction:
        place = {own: number for number, own in enumerate(content["key"]["order"])}
        pairs = list(combinations(value.split(","), 2))
        in_order = sum(place[earlier] < place[later] for earlier, later in pairs)
        return max(Fraction(0), 2 * Fraction(in_order, len(pairs)) - 1)

    def solution(self, content: Content) -> Solution:
        return Solution(order=tuple(content["key"]["order"]))
