"""How late a channel is: three flashes of the overlay, and what taps on them mean. Pure.

All instants are integer milliseconds UTC. A flash is known by its numeral, so that a delay may be
longer than the time between two of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from statistics import median

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.events.rules import LONGEST_DELAY_MS
from quiz.events.timeline import EventTimes

FLASHES = 3
# For how long a link lets phones tap.
LINK_LASTS_MS = 15 * 60_000
# Until the first flash every overlay has heard of it, and whoever taps has looked up.
FIRST_MS = 8_000
# Nobody taps by habit where no two pauses are alike; far fewer flashes than one a second.
APART_MS, APART_SPAN_MS = 5_000, 3_000
FLASH_MS = 1_200
# Taps that differ by more than this from their median are worth no delay.
TRUSTED_MS = 1_000
# A delay is proposed in such steps: no finger is more exact. Every finger is late by a quarter of a
# second, so that the nearest step is hardly ever less than the delay itself.
STEP_MS = 500
TENTH_MS = 100
# Three taps of each of so many phones are enough for anybody.
MOST_TAPPERS = 100


class TapVerdict(StrEnum):
    """What became of a tap."""

    TAKEN = "taken"
    EARLY = "early"  # That flash had not been shown yet.
    LATE = "late"  # No channel is that late.
    FULL = "full"  # More phones tapped than a median needs.


@dataclass(frozen=True, slots=True)
class TapReading:
    """A verdict, and how late the flash was seen, if the tap was taken."""

    verdict: TapVerdict
    delay_ms: int = 0


@dataclass(frozen=True, slots=True)
class DelayReading:
    """What all taps on one channel say together: their number, their median, its spread."""

    taps: int
    median_ms: int
    spread_ms: int

    @property
    def is_whole(self) -> bool:
        """Whether there are as many taps as flashes, at least."""
        return self.taps >= FLASHES

    @property
    def is_trusted(self) -> bool:
        """Whether it is worth a delay: whole, and its taps agree."""
        return self.is_whole and self.spread_ms <= TRUSTED_MS

    @property
    def told_spread_ms(self) -> int:
        """The spread as it is told: no measurement is exact to less than a tenth of a second."""
        return max(self.spread_ms, TENTH_MS)

    @property
    def proposed_ms(self) -> int:
        """The delay that a channel should have."""
        nearest = (self.median_ms + STEP_MS // 2) // STEP_MS * STEP_MS
        return min(nearest, LONGEST_DELAY_MS)


def flash_instants(started_at: int) -> tuple[int, ...]:
    """When the flashes of the series that began then are to be seen in the studio."""
    chance = Random(started_at)
    instants = [started_at + FIRST_MS]
    while len(instants) < FLASHES:
        instants.append(instants[-1] + APART_MS + chance.randrange(APART_SPAN_MS))
    return tuple(instants)


def flashes_shown(started_at: int | None, launched_at: int | None, now: int) -> tuple[int, ...]:
    """The instants that overlays still have to know; none once all are over, or a launch came."""
    if started_at is None or (launched_at is not None and launched_at >= started_at):
        return ()
    instants = flash_instants(started_at)
    return instants if now < instants[-1] + FLASH_MS else ()


def refuse_flashes(times: EventTimes) -> LazyString | None:
    """Why nothing may flash now, None if it may: a question has the screens until its count."""
    if times.ended_at is not None:
        return _l("The event is over: nothing is streamed any more.")
    if times.last is not None and times.last.counted_at is None:
        return _l("A question is on. The overlay can flash once its answers are counted.")
    return None


def read_tap(started_at: int | None, number: int, at: int) -> TapReading:
    """What a tap at that instant says of flash `number`, from 1, of the series."""
    if started_at is None:
        return TapReading(TapVerdict.EARLY)
    delay = at - flash_instants(started_at)[number - 1]
    if delay < 0:
        return TapReading(TapVerdict.EARLY)
    if delay > LONGEST_DELAY_MS:
        return TapReading(TapVerdict.LATE)
    return TapReading(TapVerdict.TAKEN, delay)


def read_delays(delays: Sequence[int]) -> DelayReading | None:
    """Median and spread of delays in ms; None where there is none.

    Three quarters of them lie within the spread on either side: of three taps all do, of many one
    that slipped is left out.
    """
    if not delays:
        return None
    middle = round(median(delays))
    off = sorted(abs(delay - middle) for delay in delays)
    return DelayReading(len(delays), middle, off[-(-3 * len(off) // 4) - 1])
