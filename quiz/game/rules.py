"""What becomes of an answer, and how scores rank. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from heapq import nsmallest
from math import ceil
from typing import NamedTuple

from quiz.bank.kinds.registry import kind_of
from quiz.events.facts import RoundFacts
from quiz.events.timeline import GRACE_MS, MARGIN_MS, STAMP_MS, RoundTimes
from quiz.game.facts import NameFacts
from quiz.game.nicknames import stand_in
from quiz.game.ties import Tier
from quiz.scoring.rules import points

# Longer than a proxy lets a request wait for us; an older stamp is of a clock that is wrong, unless
# the round's door waits longer.
OLDEST_STAMP_MS = 5_000
LONGEST_MARGIN_MS = 15_000
# A door waits twice as long as answers do: they still have to be written.
MARGIN_TIMES = 2
# A board has so many lines at most; more players of one rank are one line, which names nobody.
SHOWN_LINES = 10
MOST_NAMED = 3
# A board keeps so many rows, and those of later places whom it names.
KEPT_ROWS = 100
# So long a host has to read a name before a board may show it unread: the design's twelfth section.
READING_MS = 20_000


class Verdict(StrEnum):
    """What a player is told of an answer; the first three mean that one is stored."""

    ACCEPTED = "accepted"
    REPEATED = "repeated"
    ALREADY_ANSWERED = "already_answered"
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    AMBIGUOUS = "ambiguous"
    MALFORMED = "malformed"
    NOT_JOINED = "not_joined"
    NOT_FOUND = "not_found"
    BANNED = "banned"
    AWAY = "away"


class Arrival(NamedTuple):
    """When an answer reached this machine, in ms UTC: at the earliest and at the latest.

    It was `handled` later, if it had to wait. `stamp` is when a proxy in front had it, by the
    proxy's own clock.
    """

    earliest: int
    latest: int
    handled: int
    stamp: int | None = None

    @classmethod
    def at(cls, instant: int) -> "Arrival":
        """An arrival of which the instant is known, and that was handled at once."""
        return cls(instant, instant, instant)

    @property
    def waited_ms(self) -> int:
        """How long at most it had to wait."""
        return self.handled - self.earliest


def settle_stamp(arrived: Arrival, times: RoundTimes) -> Arrival:
    """The arrival by a proxy's stamp, as far back as the door of the round reaches, or without it.

    A stamp that is later than the arrival, or much earlier, is of a clock that is not right.
    """
    stamp = arrived.stamp
    if stamp is None:
        return arrived
    oldest = arrived.latest - max(OLDEST_STAMP_MS, GRACE_MS + times.margin_ms)
    if oldest <= stamp <= arrived.latest:
        return Arrival(stamp, stamp, arrived.handled)
    return arrived._replace(stamp=None)


def outside(times: RoundTimes, window: tuple[int, int], arrived: Arrival) -> Verdict | None:
    """TOO_EARLY or TOO_LATE for an arrival outside a channel's window of the round, else None.

    What may have been in time is in time.
    """
    first, last = window
    if arrived.latest < first or times.cancelled_at is not None:
        return Verdict.TOO_EARLY
    return Verdict.TOO_LATE if arrived.earliest > last else None


def verdict_by_door(times: RoundTimes, refused: Verdict) -> Verdict:
    """What is told of a refused answer of which nothing is stored: AWAY, if that may still change.

    Where a margin was widened, answers wait, and the player's first may be one of them: that all
    came too late is known once the door is shut.
    """
    may_change = times.shut_at is None and times.margin_ms > MARGIN_MS
    return Verdict.AWAY if may_change and refused is Verdict.TOO_LATE else refused


def counted_from(window: tuple[int, int], arrived: Arrival) -> int:
    """The instant that counts for an arrival inside a window: the earliest that lies within."""
    return max(window[0], arrived.earliest)


def wider_margin(times: RoundTimes, waited_ms: int, now: int) -> int | None:
    """The margin (ms) that a round needs at `now`, where answers wait so long to be handled.

    None if it has as much, or is not open; and when every process could no longer hear of it
    before the door shuts.
    """
    is_open = times.cancelled_at is None and times.shut_at is None and times.opens <= now
    if not is_open or now >= times.shuts - STAMP_MS:
        return None
    needed = min(1_000 * ceil(MARGIN_TIMES * waited_ms / 1_000), LONGEST_MARGIN_MS)
    return needed if needed > times.margin_ms else None


def credit_in(played: RoundFacts, value: str) -> Fraction | None:
    """How right a canonical value is, from 0 to 1; None in a poll, and in a tie-break."""
    if played.times.tie_break:
        return None
    return kind_of(played.content).credit(dict(played.content), value)


def worth(played: RoundFacts, credit: Fraction | None, elapsed_ms: int) -> int:
    """The points of an answer of that credit and time; a void round or a tie-break has none."""
    if played.times.is_void or played.times.tie_break:
        return 0
    return points(
        credit,
        played.weight,
        played.speed_weight,
        elapsed_ms,
        played.times.plateau_ms,
        played.times.seconds,
    )


def rank_of(histogram: Mapping[int, int], score: int) -> int:
    """One more than the number of players with a higher score; equal scores share a rank."""
    return 1 + sum(count for other, count in histogram.items() if other > score)


def in_front(
    scores: Mapping[int, int], behind: Mapping[int, int], shared: Sequence[Tier]
) -> list[int]:
    """Who has a row on a board: the first hundred, then those of later places whom it names.

    `behind` is how many of the same score stand before a player, `shared` all places in order.
    """

    def order(player_id: int) -> tuple[int, int, int]:
        return -scores[player_id], behind.get(player_id, 0), player_id

    first = nsmallest(KEPT_ROWS, scores, key=order)
    there = frozenset(first)
    named = {(tier.score, tier.behind) for tier in named_tiers(shared)}
    later = (
        player_id
        for player_id, score in scores.items()
        if (score, behind.get(player_id, 0)) in named and player_id not in there
    )
    return [*first, *sorted(later, key=order)]


def board_name(player_id: int, name: NameFacts, counted_at: int) -> str:
    """How a board that was counted then calls a player; empty for who is forgotten.

    A name that nobody of the house has read is on it once there was time to, unless it may be
    meant ill; until then one from the museum's cases stands for it.
    """
    if name.nickname is None:
        return ""
    since = name.unseen_since
    if name.is_given or since is None:
        return name.nickname
    if not name.is_doubtful and since + READING_MS <= counted_at:
        return name.nickname
    return stand_in(name.language, player_id)


def named_tiers(shared: Iterable[Tier]) -> list[Tier]:
    """The places, of all of them in order, of those whom the first ten lines of a board name.

    Nobody is named where more than three share the rank; who has no points is named only among
    the hundred whom every board keeps.
    """
    named: list[Tier] = []
    lines = 0
    for place in shared:
        if lines >= SHOWN_LINES or place.score <= 0:
            break
        is_named = place.players <= MOST_NAMED
        named += [place] if is_named else []
        lines += place.players if is_named else 1
    return named
