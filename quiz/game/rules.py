"""What becomes of an answer, and how scores rank. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from quiz.events.facts import RoundFacts
from quiz.events.timeline import RoundTimes
from quiz.scoring.rules import points


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


def outside(times: RoundTimes, window: tuple[int, int], arrived: int) -> Verdict | None:
    """TOO_EARLY or TOO_LATE for an arrival outside a channel's window of the round, else None."""
    first, last = window
    if arrived < first or times.cancelled_at is not None:
        return Verdict.TOO_EARLY
    return Verdict.TOO_LATE if arrived > last else None


def worth(played: RoundFacts, credit: Fraction | None, elapsed_ms: int) -> int:
    """The points of an answer of that credit and time; a void round is worth nothing."""
    if played.times.is_void:
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
