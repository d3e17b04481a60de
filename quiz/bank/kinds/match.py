"""Pairs of texts: each on the left belongs to one on the right.

In forms and sheets a pair is one choice with an equals sign or an arrow between its two texts:
`Longquan = céladon`, `龙泉窑→青瓷`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Content, Fields, Kind, Solution, frozen, ids_of, readable
from quiz.bank.kinds.choices import LETTERS, ChoiceKind, draw_ids
from quiz.bank.kinds.tally import Share, percent_of
from quiz.bank.rules import Draft, Problem
from quiz.errors import Invalid
from quiz.i18n.folding import fold
from quiz.i18n.localized import LANGUAGES, Localized

# The first of them that stands in a text parts it, so that `E = mc² → énergie` is one pair.
BETWEEN = (re.compile("→|⇒|=>|->"), re.compile("[=＝]"))
SIDES = 2
# The texts on the right of a frozen copy, as they were dealt.
OTHERS = "others"
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

    The right side is dealt in a random order that is never right already; of two pairs it may be,
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
        for language in LANGUAGES:
            seen: tuple[dict[str, int], dict[str, int]] = ({}, {})
            for number, choice in enumerate(draft.choices, 1):
                if language not in choice.missing():
                    yield from _pair_problems(number, language, getattr(choice, language), seen)

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        if draft.key.get("right"):
            yield Problem("correct", "", _l("Each pair says what is right: leave this empty."))

    def deal(self, draft: Draft, rng: Random) -> Content:
        count = len(draft.choices)
        lefts, rights = zip(*(_both_sides(choice) for choice in draft.choices), strict=True)
        left_places = rng.sample(_by_text(lefts), count)
        # Both orders are always drawn, and from the texts alone, so a seed says nothing of the key.
        places = _by_text(rights)
        first = rng.sample(places, count)
        second = list(rng.choice([other for other in permutations(places) if other != (*first,)]))
        dealt = second if first == left_places and count > SIDES else first
        ids = draw_ids(2 * count, rng)
        left_ids, right_ids = ids[:count], dict(zip(dealt, ids[count:], strict=True))
        choices = [
            {"id": own, **lefts[place].to_json()}
            for own, place in zip(left_ids, left_places, strict=True)
        ]
        others = [{"id": own, **rights[place].to_json()} for place, own in right_ids.items()]
        key = {"matches": [right_ids[place] for place in left_places]}
        return frozen(draft, choices, key) | {OTHERS: others}

    def public(self, content: Content) -> Content:
        return super().public(content) | {OTHERS: content[OTHERS]}

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
        return ",".join(rng.sample(ids, len(ids)))

    def recall(self, content: Content, skill: float, language: str, rng: Random) -> str:  # noqa: ARG002 (ids are the same in every language)
        """The right pairs as far as they are known, and the others in some order."""
        known = [own if rng.random() < skill else "" for own in content["key"]["matches"]]
        left = [other["id"] for other in content[OTHERS] if other["id"] not in known]
        rng.shuffle(left)
        return ",".join(own or left.pop() for own in known)

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


def sides_of(text: str) -> tuple[str, str] | None:
    """The two texts of a pair; None where nothing stands between two of them, or more than one."""
    for between in BETWEEN:
        parts = [part.strip() for part in between.split(text)]
        if len(parts) > 1:
            return (parts[0], parts[1]) if len(parts) == SIDES and all(parts) else None
    return None


def _both_sides(pair: Localized) -> tuple[Localized, Localized]:
    """The left and the right side of a pair without problems."""
    sides = [sides_of(getattr(pair, language)) or ("", "") for language in LANGUAGES]
    left, right = zip(*sides, strict=True)
    return Localized(*left), Localized(*right)


def _by_text(side: tuple[Localized, ...]) -> list[int]:
    """The places of the texts of one side in an order that they alone decide."""
    return sorted(range(len(side)), key=lambda place: str(side[place]))


def _pair_problems(
    number: int, language: str, text: str, seen: tuple[dict[str, int], dict[str, int]]
) -> Iterator[Problem]:
    """What is wrong with a pair in one language; `seen` has the sides before it."""
    sides = sides_of(text)
    if sides is None:
        sentence = _l("Write the two texts of a pair with one “=” between them: left = right.")
        yield Problem(f"choice{number}", language, sentence)
        return
    for side, known in zip(sides, seen, strict=True):
        first = known.setdefault(fold(side) or side, number)
        if first != number:
            sentence = _l(
                "Pairs %(first)s and %(second)s share the text “%(text)s”: which one is meant"
                " could not be told.",
                first=first,
                second=number,
                text=side,
            )
            yield Problem(f"choice{number}", language, sentence)
