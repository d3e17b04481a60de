"""How slowly a crowd asks, and how long a question is open to it, by what machines carry. Pure."""

from dataclasses import dataclass
from math import ceil

from quiz.bank.kinds.registry import plateau_of
from quiz.bank.rules import Draft
from quiz.capacity.rules import COSTS, POLLED_PART, Load
from quiz.capacity.strain import REFUSED_MS, SPREAD_TIMES, Strain
from quiz.events.timeline import SHORTEST_LEAD_MS
from quiz.scoring.rules import SHORTEST_SPREAD_MS, minimum_seconds

SHORTEST_POLL_MS, LONGEST_POLL_MS = 1_000, 60_000
LONGEST_SPREAD_MS = 20_000
# What a crowd is expected to need is doubted by a third.
SPARE = 4 / 3
LONGEST_OPEN_S = 60


@dataclass(frozen=True, slots=True)
class Pace:
    """What a question is launched with for its crowd: the countdown, the spread, G, its seconds.

    `needed_s` are the seconds that the crowd is expected to need.
    """

    lead_ms: int
    spread_ms: int
    plateau_ms: int
    seconds: int
    needed_s: int


def lead_ms(poll_ms: int) -> int:
    """How long the countdown before a question is: every phone must have asked once before."""
    return max(SHORTEST_LEAD_MS, poll_ms + 3_000)


def poll_ms(players: int, capacity: int) -> int:
    """How often a phone asks for the pulse, by the number of players and pulses a second."""
    return min(max(1_000 * players // capacity, SHORTEST_POLL_MS), LONGEST_POLL_MS)


def longest_pause_ms(players: int, polled: int, strain: Strain) -> int:
    """The longest that a phone may wait before it asks for the pulse, told by so many a second."""
    pause = poll_ms(players, polled)
    return max(pause, REFUSED_MS) if strain >= Strain.PULSES else pause


def spread_ms(players: int, capacity: int) -> int:
    """Over how long phones spread the fetching of a question."""
    return min(max(250 * players // capacity, SHORTEST_SPREAD_MS), LONGEST_SPREAD_MS)


def spread_between_ms(players: int, load: Load) -> int:
    """Over how long they spread what is fetched outside of a question: longer under strain."""
    times = SPREAD_TIMES if load.strain >= Strain.SCENES else 1
    return min(times * spread_ms(players, load.capacity), LONGEST_SPREAD_MS)


def crowd_seconds(players: int, capacity: int, *, with_picture: bool = False) -> int:
    """How many whole seconds so many players need to fetch a question and to answer it."""
    return ceil(crowd_s(players, capacity, with_picture=with_picture))


def crowd_s(players: int, capacity: int, *, with_picture: bool = False) -> float:
    """The same, to the fraction of a second.

    The machines do what phones do not take up by their polls, and a third of the time is to spare.
    """
    each = COSTS["scene"] + COSTS["answer"] + with_picture * COSTS["picture"]
    rest = capacity / POLLED_PART * (1 - POLLED_PART)
    return players * each / rest * SPARE


def players_for(seconds: int, capacity: int) -> int:
    """For how many players so many seconds are enough to fetch a question and to answer it."""
    found = int(seconds / crowd_s(1, capacity))
    # A quotient may fall short of a whole number by a rounding.
    return found + (crowd_s(found + 1, capacity) <= seconds)


def most_players(capacity: int) -> int:
    """How many players machines carry: the longest that a question is open is enough for them."""
    return players_for(LONGEST_OPEN_S, capacity)


def open_seconds(seconds: int, plateau_ms: int, needed: int) -> int:
    """For how many seconds a question of `seconds` is open to a crowd that has need of `needed`.

    Whoever fetches it last has time to read and to answer it; it never takes over a minute.
    """
    return max(seconds, min(max(needed, minimum_seconds(plateau_ms)), LONGEST_OPEN_S))


def pace_of(draft: Draft, players: int, capacity: int, pause_ms: int | None = None) -> Pace:
    """The pace of a question for so many players, of machines that carry `capacity` pulses/s.

    `pause_ms` is the longest that a phone may wait before it hears of the question, if it was told
    by another figure than that.
    """
    spread = spread_ms(players, capacity)
    plateau = plateau_of(draft, spread)
    pause = poll_ms(players, capacity) if pause_ms is None else pause_ms
    needed = crowd_seconds(players, capacity, with_picture=draft.comes_with_picture)
    return Pace(
        lead_ms=lead_ms(pause),
        spread_ms=spread,
        plateau_ms=plateau,
        seconds=open_seconds(draft.seconds, plateau, needed),
        needed_s=needed,
    )
