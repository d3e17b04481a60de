"""How the answers of a round spread, in words: the one count that every screen reads."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quiz.i18n.localized import Localized

MOST_SHARES = 5
# Of the answers to a round so many different ones are counted apart, unless their kind says more.
KEPT_VALUES = 100
# How often something else was given, beside the parts of answers that are counted apart.
REST = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each answer, or part of one, was given, and how many answered.

    The most frequent ones come first.
    """

    counts: Mapping[str, int]
    answers: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many gave an answer, and what part of all answers that is, in whole percent.

    It is about one choice, then `choice` is its id, or about a whole answer. `label` is its short
    form, the same in both languages: a letter, the letters of an order, or the value itself.
    `places` are the right places of the choices of an order, from 1, as they were put; `text` is
    then empty.
    """

    label: str
    text: Localized
    count: int
    percent: int
    is_right: bool
    choice: str = ""
    places: tuple[int, ...] = ()


def percent_of(count: int, answers: int) -> int:
    """The part of `answers` that `count` is, in whole percent; 0 of none."""
    return round(100 * count / answers) if answers else 0


def most_frequent(spread: Mapping[str, int]) -> list[tuple[str, int]]:
    """The values that most gave, the most frequent first, those of one count in their own order."""
    return sorted(spread.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_SHARES]


def count_named(ids: Iterable[str], spread: Mapping[str, int]) -> dict[str, int]:
    """For each of the ids how many answers name it; an answer names several with commas between."""
    counts = dict.fromkeys(ids, 0)
    for value, count in spread.items():
        for part in value.split(","):
            if part in counts:
                counts[part] += count
    return counts


def count_parts(
    rows: Iterable[tuple[str, int]], parts: Callable[[str], tuple[str, ...]], most: int | None
) -> dict[str, int]:
    """How often each part of the answers was given: the `most` frequent ones, and the `REST`.

    None means all of them. `rows` are all values of a round, each with how many gave it.
    """
    counts: Counter[str] = Counter()
    for value, count in rows:
        for part in parts(value):
            counts[part] += count
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(count for _part, count in ranked[len(ranked) if most is None else most :])
    return {**dict(ranked[:most]), REST: rest} if rest else dict(ranked)
