"""Points: the same for both languages and for any network. Pure, and exact until rounded."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

CHARACTERS_PER_SECOND = {"fr": 18, "zh": 6}
PRESETS = {"accuracy": Fraction(0), "balanced": Fraction(1, 5), "fast": Fraction(1, 2)}
FULL_POINTS = 1000

REACTION_MS = 1700
# Over so many ms phones spread what they fetch, however few they are (`events.rules.spread_ms`).
SHORTEST_SPREAD_MS = 300
PICTURE_MS = 2000
ROOM_MS = 5000


def speed_weight(preset: str) -> Fraction:
    """The share of the points that speed decides, under a scoring preset of `PRESETS`."""
    return PRESETS[preset]


def reading_plateau_ms(
    lengths: Mapping[str, int], spread_ms: int, picture_with_question: bool = False
) -> int:
    """G in ms: until then everybody has full points, so neither language nor network costs any.

    `lengths` counts, for each language, the characters of the prompt and its choices.
    """
    reading = max(
        Fraction(1000 * lengths[language], per_second)
        for language, per_second in CHARACTERS_PER_SECOND.items()
    )
    return REACTION_MS + spread_ms + ceil(reading) + picture_with_question * PICTURE_MS


def minimum_seconds(plateau_ms: int) -> int:
    """The fewest seconds a question may be open for, once the plateau is G = `plateau_ms`."""
    return ceil(Fraction(plateau_ms + ROOM_MS, 1000))


def points(
    credit: Fraction | None,
    weight: int,
    w: Fraction,
    elapsed_ms: int,
    plateau_ms: int,
    seconds: int,
) -> int:
    """What an answer is worth, rounded half up to 1 % of 1000 × `weight`; a poll (None) is 0.

    P · credit · (1 − w · late / room), in whole numbers: a crowd answers within seconds, and
    fractions would cost each of its answers more than the rest of the judging.
    """
    if not credit:
        return 0
    # A question shorter than its plateau is never launched; one that is has no slope.
    room = max(seconds * 1000 - plateau_ms, 1)
    late = min(max(elapsed_ms - plateau_ms, 0), room)
    kept = w.denominator * room - w.numerator * late
    whole = credit.denominator * w.denominator * room
    percent = (200 * credit.numerator * kept + whole) // (2 * whole)
    return percent * FULL_POINTS * weight // 100
