"""A pair as it is written in one choice: two texts with an equals sign or an arrow between them.

`Longquan = céladon`, `龙泉窑→青瓷`; `→ faïence`, without a left side, belongs to nothing. Pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.gaps import GAP
from quiz.bank.rules import Problem
from quiz.i18n.folding import fold
from quiz.i18n.localized import LANGUAGES, Localized

# The first of them that stands in a text parts it, so that `E = mc² → énergie` is one pair.
BETWEEN = (re.compile("→|⇒|=>|->"), re.compile("[=＝]"))
LEAST = 2

Sides = tuple[str, str]


def sides_of(text: str) -> Sides | None:
    """The two texts of a pair, the left one empty where there is none; None for what is no pair."""
    for between in BETWEEN:
        parts = [part.strip() for part in between.split(text)]
        if len(parts) > 1:
            return (parts[0], parts[1]) if len(parts) == LEAST and parts[1] else None
    return None


@dataclass(frozen=True, slots=True)
class Columns:
    """The texts on the left and on the right, and the place of what belongs to each left one."""

    lefts: tuple[Localized, ...]
    rights: tuple[Localized, ...]
    belongs: tuple[int, ...]


def columns_of(choices: Sequence[Localized]) -> Columns:
    """The two sides of pairs without problems; a text that stands twice on the right is one."""
    pairs = [_both_sides(choice) for choice in choices]
    named: dict[tuple[str, ...], Localized] = {}
    for _left, right in pairs:
        named.setdefault(_likeness_in_both(right), right)
    places = {alike: place for place, alike in enumerate(named)}
    return Columns(
        lefts=tuple(left for left, _right in pairs if left),
        rights=tuple(named.values()),
        belongs=tuple(places[_likeness_in_both(right)] for left, right in pairs if left),
    )


def filled_pairs(choices: Sequence[Localized]) -> tuple[Localized, ...]:
    """The choices as pairs in both languages, and so many more that each side has two texts.

    What is missing on a right side is a sign with the pair's number, so that it is told apart.
    """
    pairs = [_filled_pair(choice, number) for number, choice in enumerate(choices, 1)]
    while True:
        known = columns_of(pairs)
        if min(len(known.lefts), len(known.rights)) >= LEAST:
            return tuple(pairs)
        pairs.append(_filled_pair(Localized(), len(pairs) + 1))


def _filled_pair(pair: Localized, number: int) -> Localized:
    return Localized(*(_filled_sides(getattr(pair, language), number) for language in LANGUAGES))


def _filled_sides(text: str, number: int) -> str:
    if sides_of(text) is not None:
        return text
    left = BETWEEN[1].split(BETWEEN[0].split(text)[0])[0].strip()
    return f"{left or GAP} → {GAP} {number}"


def _both_sides(pair: Localized) -> tuple[Localized, Localized]:
    sides = [sides_of(getattr(pair, language)) or ("", "") for language in LANGUAGES]
    left, right = zip(*sides, strict=True)
    return Localized(*left), Localized(*right)


def _likeness_in_both(text: Localized) -> tuple[str, ...]:
    return tuple(_likeness(getattr(text, language)) for language in LANGUAGES)


def pair_problems(choices: Sequence[Localized]) -> Iterator[Problem]:
    """What is wrong with pairs: those that are none, and those that cannot be told apart."""
    pairs: dict[int, list[Sides]] = {}
    for number, choice in enumerate(choices, 1):
        found = []
        for language in LANGUAGES:
            sides = sides_of(getattr(choice, language))
            if sides is not None:
                found.append(sides)
            elif language not in choice.missing():
                yield Problem(f"choice{number}", language, NO_PAIR)
        if len(found) == len(LANGUAGES):
            pairs[number] = found
    for number, sides_in in pairs.items():
        if len({bool(left) for left, _right in sides_in}) > 1:
            yield Problem(
                f"choice{number}", "", _l("This pair has a left side in one language only.")
            )
    for first, second in combinations(pairs, 2):
        yield from _likeness_problems(
            first, second, list(zip(pairs[first], pairs[second], strict=True))
        )
    if len(pairs) == len(choices) and len(choices) >= LEAST:
        yield from _number_problems([french for french, _chinese in pairs.values()])


NO_PAIR = _l("Write the two texts of a pair with one “=” between them: left = right.")


def _likeness_problems(
    first: int, second: int, together: list[tuple[Sides, Sides]]
) -> Iterator[Problem]:
    """What two pairs have in common that they must not; their sides stand side by side."""
    rights = [_alike(one[1], other[1]) for one, other in together]
    for language, (one, other), same in zip(LANGUAGES, together, rights, strict=True):
        text = one[0] if one[0] and _alike(one[0], other[0]) else ""
        if not text and same and not all(rights):
            text = one[1]
        if text:
            yield Problem(f"choice{second}", language, _shared(first, second, text))


def _number_problems(pairs: list[Sides]) -> Iterator[Problem]:
    lefts, rights = (
        [left for left, _right in pairs if left],
        {_likeness(right) for _left, right in pairs},
    )
    if len(lefts) < LEAST or len(rights) < LEAST:
        sentence = _l("There must be at least two texts on each side.")
        yield Problem("choice1", "", sentence)


def _likeness(text: str) -> str:
    """What texts that nobody could tell apart have in common."""
    return fold(text) or text


def _alike(one: str, other: str) -> bool:
    return _likeness(one) == _likeness(other)


def _shared(first: int, second: int, text: str) -> LazyString:
    return _l(
        "Pairs %(first)s and %(second)s share the text “%(text)s”: which one is meant could not be"
        " told.",
        first=first,
        second=second,
        text=text,
    )
