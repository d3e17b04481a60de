"""Choices to be put in order; the written order is the right one."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import Content, Fields, Key, Kind, Solution, ids_of
from quiz.bank.kinds.choices import LETTERS, ChoiceKind, by_text
from quiz.bank.kinds.tally import Share, percent_of
from quiz.bank.rules import NOTHING, Draft, Problem
from quiz.errors import Invalid

# Without a script each choice has a field for its place.
PLACE = "place."


class Order(ChoiceKind):
    """Credit grows with the share of pairs in order: half of them is what chance gives.

    At least three choices: two that are never dealt in order would tell the answer.
    """

    name = "order"
    label = _l("Put in order")
    names = (
        *("ordre", "classement", "mise en ordre", "remise en ordre", "à classer"),
        *("排序", "排序题", "排序题目"),
        *("ordering", "put in order"),
    )
    widget = "order"
    least_choices = 3
    most_right = 0

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

    def sent_value(self, fields: Fields) -> str:
        """By the place each was given; equal places, and no place, keep the page's order."""
        places = {
            name.removeprefix(PLACE): values[0]
            for name, values in fields.items()
            if name.startswith(PLACE)
        }
        ranked = sorted(places, key=lambda own: places[own].zfill(2))
        return ",".join(ranked) or super().sent_value(fields)

    def credit(self, content: Content, value: str) -> Fraction:
        place = {own: number for number, own in enumerate(content["key"]["order"])}
        pairs = list(combinations(value.split(","), 2))
        in_order = sum(place[earlier] < place[later] for earlier, later in pairs)
        return max(Fraction(0), 2 * Fraction(in_order, len(pairs)) - 1)

    def key_solution(self, key: Key) -> Solution:
        return Solution(order=tuple(key.get("order", ())))

    def guess(self, public: Content, language: str, rng: Random) -> str:  # noqa: ARG002 (ids are the same in every language)
        ids = ids_of(public)
        return ",".join(rng.sample(ids, len(ids)))

    def recall(self, content: Content, skill: float, language: str, rng: Random) -> str:  # noqa: ARG002 (ids are the same in every language)
        """The right order, each neighbouring pair in doubt as often as the skill is missing."""
        order = list(content["key"]["order"])
        for place in range(len(order) - 1):
            if rng.random() > skill:
                order[place], order[place + 1] = order[place + 1], order[place]
        return ",".join(order)

    # Whole orders are counted: that a choice is named says nothing here.
    tally = Kind.tally

    def share(self, content: Content, value: str, count: int, answers: int) -> Share:
        parts, right = value.split(","), content["key"]["order"]
        letters = dict(zip(ids_of(content), LETTERS, strict=False))
        return Share(
            " ".join(letters.get(part, part) for part in parts),
            NOTHING,
            count,
            percent_of(count, answers),
            parts == right,
            places=tuple(right.index(part) + 1 for part in parts),
        )
