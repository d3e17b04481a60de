"""Pairs of texts: each on the left belongs to one on the right.

In forms and sheets a pair is one choice, as `bank.kinds.pairs` reads it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import Content, Fields, Kind, Solution, frozen, ids_of
from quiz.bank.kinds.choices import LETTERS, ChoiceKind, draw_ids
from quiz.bank.kinds.pairs import Columns, columns_of, filled_pairs, pair_problems
from quiz.bank.kinds.tally import Share, percent_of
from quiz.bank.rules import Draft, Problem
from quiz.errors import Invalid
from quiz.i18n.localized import LANGUAGES, Localized

SIDES = 2
# The texts on the right of a frozen copy, as they were dealt.
OTHERS = "others"
# Public where several on the left belong to one on the right: which ones is not said.
SHARED = "shared"
# Without a script each text on the left has a field for what belongs to it.
FIELD = "match."


@dataclass(frozen=True, slots=True)
class Other:
    """A text on the right in its dealt place, counted from 1."""

    id: str
    number: int
    text: Localized


class Pairs(ChoiceKind):
    """Credit is the share of right pairs.

    Several on the left may belong to one on the right, and one on the right to nothing. The right
    side is dealt in a random order that is never right already; of two plain pairs it may be,
    since an order that is always crossed would tell the answer.
    """

    name = "match"
    label = _l("Match in pairs")
    names = (
        *("association", "associations", "appariement", "paires", "relier"),
        *("配对", "配对题", "连线", "连线题", "匹配", "匹配题"),
        *("matching", "match pairs"),
    )
    widget = "match"
    most_right = 0
    counts_parts = True

    def choices_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from super().choices_problems(draft)
        yield from pair_problems(draft.choices)

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        if draft.key.get("right"):
            yield Problem("correct", "", _l("Each pair says what is right: leave this empty."))

    def filled(self, draft: Draft) -> Draft:
        """Each choice a pair, and two texts on each side at least."""
        return replace(super().filled(draft), choices=filled_pairs(draft.choices))

    def deal(self, draft: Draft, rng: Random) -> Content:
        written = columns_of(draft.choices)
        order = rng.sample(_by_text(written.lefts), len(written.lefts))
        right = tuple(written.belongs[place] for place in order)
        dealt = _dealt(written, right, rng)
        ids = draw_ids(len(order) + len(dealt), rng)
        id_of = dict(zip(dealt, ids[len(order) :], strict=True))
        choices = [
            {"id": own, **written.lefts[place].to_json()}
            for own, place in zip(ids, order, strict=False)
        ]
        others = [{"id": own, **written.rights[place].to_json()} for place, own in id_of.items()]
        shared = {SHARED: True} if len(set(right)) < len(right) else {}
        key = {"matches": [id_of[place] for place in right]}
        return frozen(draft, choices, key) | {OTHERS: others} | shared

    def public(self, content: Content) -> Content:
        shared = {SHARED: True} if content.get(SHARED) else {}
        return super().public(content) | {OTHERS: content[OTHERS]} | shared

    def others(self, facts: Mapping[str, Any]) -> tuple[Other, ...]:
        """The right side in its dealt order, from a frozen copy or from what is public of it."""
        return tuple(
            Other(other["id"], number, Localized.from_json(other))
            for number, other in enumerate(facts[OTHERS], 1)
        )

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (ids are the same in every language)
        chosen = [part.strip() for part in readable(raw).split(",")]
        known = {other["id"] for other in content[OTHERS]}
        if len(chosen) != len(content["choices"]) or not set(chosen) - {""} <= known:
            raise Invalid(_l("The answer must say what belongs to each text of this question."))
        if not any(chosen):
            raise Invalid(_l("The answer is empty."))
        return ",".join(chosen)

    def sent_value(self, fields: Fields) -> str:
        """What was chosen for each text on the left, in the page's order."""
        chosen = [values[0] for name, values in fields.items() if name.startswith(FIELD)]
        return ",".join(chosen) if any(chosen) else super().sent_value(fields)

    def credit(self, content: Content, value: str) -> Fraction:
        matches = content["key"]["matches"]
        right = sum(map(str.__eq__, value.split(","), matches))
        return Fraction(right, len(matches))

    def solution(self, content: Content) -> Solution:
        others = {other.id: other for other in self.others(content)}
        pairs = tuple(others[own] for own in content["key"]["matches"])
        return replace(super().solution(content), facts={"pairs": pairs})

    def guess(self, public: Content, language: str, rng: Random) -> str:  # noqa: ARG002 (ids are the same in every language)
        ids = [other["id"] for other in public[OTHERS]]
        return ",".join(rng.choice(ids) for _left in public["choices"])

    def recall(self, content: Content, skill: float, language: str, rng: Random) -> str:  # noqa: ARG002 (ids are the same in every language)
        """The right pairs as far as they are known, and anything for the others."""
        ids = [other["id"] for other in content[OTHERS]]
        matches = content["key"]["matches"]
        return ",".join(own if rng.random() < skill else rng.choice(ids) for own in matches)

    def parts(self, value: str) -> tuple[str, ...]:
        """Each pair: the place on the left, from 1, and the id on the right."""
        chosen = enumerate(value.split(","), 1)
        return tuple(f"{place}:{own}" for place, own in chosen if own)

    def host_texts(self, content: Content) -> tuple[Localized, ...]:
        return self.words(content, ",".join(content["key"]["matches"]))

    def words(self, content: Content, value: str) -> tuple[Localized, ...]:
        """Each pair that was made."""
        others = {other.id: other.text for other in self.others(content)}
        lefts = Kind.host_texts(self, content)
        return tuple(
            Localized(*(f"{left.in_(own)} → {others[right].in_(own)}" for own in LANGUAGES))
            for left, right in zip(lefts, value.split(","), strict=False)
            if right in others
        )

    def tally(self, content: Content, spread: Mapping[str, int], answers: int) -> tuple[Share, ...]:
        """Every pair as dealt, with how many found it."""
        found = enumerate(content["key"]["matches"], 1)
        counts = [spread.get(f"{place}:{own}", 0) for place, own in found]
        pairs = zip(ids_of(content), self.host_texts(content), counts, strict=True)
        return tuple(
            Share(letter, text, count, percent_of(count, answers), is_right=True, choice=own)
            for letter, (own, text, count) in zip(LETTERS, pairs, strict=False)
        )


def _dealt(written: Columns, right: tuple[int, ...], rng: Random) -> tuple[int, ...]:
    """The right side in an order that is not `right`, from the top on.

    Both orders are always drawn, and from the texts alone, so a seed says nothing of the key.
    """
    places = _by_text(written.rights)
    first = tuple(rng.sample(places, len(places)))
    second = rng.choice([one for one in permutations(places) if one[: len(right)] != right])
    is_plain_pair = len(right) + len(places) == 2 * SIDES
    return second if first[: len(right)] == right and not is_plain_pair else first


def _by_text(side: tuple[Localized, ...]) -> list[int]:
    """The places of the texts of one side in an order that they alone decide."""
    return sorted(range(len(side)), key=lambda place: str(side[place]))
