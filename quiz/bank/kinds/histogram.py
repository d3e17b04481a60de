"""The spread of numbers as bars beside one another: where they stand, how high they are. Pure.

Bars are as wide as a round number. What lies far outside is in the first and the last one, so that
a few strange answers do not flatten all the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from quiz.bank.kinds.tally import percent_of
from quiz.i18n.readings import plain_decimal

MOST_BARS = 20
# The picture that bars are drawn in.
WIDTH, HEIGHT = 280, 64
# So much of all answers may lie outside at each end.
OUTSIDE = 0.02
NEAREST = 3
ROUND_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Bar:
    """How many answers lie from `low` to below `high`; the rest is where it is drawn."""

    low: str
    high: str
    percent: int
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Near:
    """One of the answers that came nearest, and how many gave it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars from `low` to `high`, where the key and its band lie, and what came nearest.

    `inside` is how many percent of all answers earned something. Numbers are plain decimals;
    `key_x`, `band_x` and `band_width` lie in a picture of `WIDTH` by `HEIGHT`.
    """

    bars: tuple[Bar, ...]
    low: str
    high: str
    key_x: float
    band_x: float
    band_width: float
    band_low: str
    band_high: str
    inside: int
    nearest: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Where numbers lie: from `low`, so many `steps` of a round width."""

    low: Decimal
    step: Decimal
    steps: int

    @property
    def high(self) -> Decimal:
        """The end of the last step."""
        return self.low + self.step * self.steps

    def bar_of(self, number: Decimal) -> int:
        """The step in which a number lies, or the one nearest to it."""
        place = int(((number - self.low) / self.step).to_integral_value(ROUND_FLOOR))
        return max(0, min(self.steps - 1, place))

    def x(self, number: Decimal) -> float:
        """Where a number is drawn, within the picture."""
        place = WIDTH * (number - self.low) / (self.step * self.steps)
        return round(float(max(Decimal(0), min(Decimal(WIDTH), place))), 1)


def histogram(
    spread: Mapping[str, int], answers: int, key: Decimal, tolerance: Decimal
) -> Histogram:
    """The histogram of a spread that is not empty, around a key and its band."""
    numbers = sorted((Decimal(value), count) for value, count in spread.items())
    band = key - tolerance, key + tolerance
    axis = axis_of(numbers, band)
    inside = sum(c for n, c in numbers if abs(n - key) < tolerance or n == key)
    nearest = sorted(numbers, key=lambda pair: (abs(pair[0] - key), pair[0]))[:NEAREST]
    return Histogram(
        bars=_bars(numbers, axis, answers),
        low=plain_decimal(axis.low),
        high=plain_decimal(axis.high),
        key_x=axis.x(key),
        band_x=axis.x(band[0]),
        band_width=round(axis.x(band[1]) - axis.x(band[0]), 1),
        band_low=plain_decimal(band[0]),
        band_high=plain_decimal(band[1]),
        inside=percent_of(inside, answers),
        nearest=tuple(Near(plain_decimal(number), count) for number, count in nearest),
    )


def axis_of(numbers: list[tuple[Decimal, int]], band: tuple[Decimal, Decimal]) -> Axis:
    """The axis on which nearly all of the sorted numbers lie, and the band."""
    low = min(_first_beyond(numbers), band[0])
    high = max(_first_beyond(reversed(numbers)), band[1])
    step = _round_step((high - low) / (MOST_BARS - 2))
    if step < 1 and all(number == number.to_integral_value() for number, _count in numbers):
        step = Decimal(1)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    steps = int(((high - first) / step).to_integral_value(ROUND_FLOOR)) + 1
    return Axis(first, step, steps)


def _first_beyond(numbers: Iterable[tuple[Decimal, int]]) -> Decimal:
    """The first number, from one end, up to which more than a few answers lie."""
    ranked = list(numbers)
    few, seen = OUTSIDE * sum(count for _number, count in ranked), 0
    for number, count in ranked:
        seen += count
        if seen > few:
            return number
    return ranked[-1][0]


def _round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5, 10 and so on that is not below `least`; 1 for nothing."""
    if not least:
        return Decimal(1)
    power = Decimal(10) ** least.adjusted()
    return next(step * power for step in ROUND_STEPS if step * power >= least)


def _bars(numbers: list[tuple[Decimal, int]], axis: Axis, answers: int) -> tuple[Bar, ...]:
    counts = [0] * axis.steps
    for number, count in numbers:
        counts[axis.bar_of(number)] += count
    width, most = WIDTH / axis.steps, max(counts)
    heights = [round(HEIGHT * count / most, 1) for count in counts]
    return tuple(
        Bar(
            low=plain_decimal(axis.low + axis.step * place),
            high=plain_decimal(axis.low + axis.step * (place + 1)),
            percent=percent_of(count, answers),
            x=round(width * place + 1, 1),
            width=round(width - 2, 1),
            y=round(HEIGHT - height, 1),
            height=height,
        )
        for place, (count, height) in enumerate(zip(counts, heights, strict=True))
    )
