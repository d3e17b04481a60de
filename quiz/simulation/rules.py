"""What a simulated crowd is like, whether it lives, and when it has to leave. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import NamedTuple

# By how much longer than usual a crowd takes to answer.
PACES: Mapping[str, float] = {"quick": 0.5, "usual": 1.0, "slow": 1.7}
USUAL = "usual"
HALF = 50
# One that has said nothing for so long is gone; at its start it has first to load.
SILENT_MS = 15_000
LOADING_MS = 90_000
# So long it plays while no console of the rehearsal is open, or while nobody answers it.
UNSEEN_MS = 15 * 60_000
UNANSWERED_S = 20.0


class CrowdEnding(StrEnum):
    """Why a crowd has left."""

    OVER = "over"
    SENT_AWAY = "sent away"
    UNSEEN = "unseen"
    EVENING = "evening"
    UNANSWERED = "unanswered"
    FAILED = "failed"


class CrowdLife(StrEnum):
    """What a crowd is doing, as far as anybody knows."""

    COMING = "coming"
    PLAYING = "playing"
    LEFT = "left"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class CrowdManner:
    """How many per cent play in Chinese, the others in French; their pace is one of PACES."""

    chinese: int = HALF
    pace: str = USUAL

    @property
    def slowness(self) -> float:
        """What the time that somebody takes to answer is multiplied by."""
        return PACES[self.pace]

    def languages(self, players: int, rng: Random) -> list[str]:
        """The language of each of so many players, in an order of chance."""
        chinese = round(players * self.chinese / 100)
        mixed = ["zh"] * chinese + ["fr"] * (players - chinese)
        rng.shuffle(mixed)
        return mixed


class Tidings(NamedTuple):
    """What a crowd says of itself: how many joined, and how many of them answered which round."""

    joined: int = 0
    answered: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CrowdFacts:
    """A crowd as it was wished for, and as it last said; instants in ms UTC."""

    players: int
    manner: CrowdManner
    started_at: int
    beat_at: int | None = None
    joined: int = 0
    answered: int = 0
    round_number: int | None = None
    ended_at: int | None = None
    ending: CrowdEnding | None = None

    def life(self, now: int) -> CrowdLife:
        """What it is doing at `now`."""
        if self.ended_at is not None:
            return CrowdLife.LEFT
        if self.beat_at is None:
            late = now - self.started_at > LOADING_MS
            return CrowdLife.SILENT if late else CrowdLife.COMING
        return CrowdLife.SILENT if now - self.beat_at > SILENT_MS else CrowdLife.PLAYING

    def is_here(self, now: int) -> bool:
        """Whether it plays, or is about to."""
        return self.life(now) in (CrowdLife.COMING, CrowdLife.PLAYING)

    def answered_in(self, number: int | None) -> int:
        """How many of them answered the round of that number."""
        return self.answered if number is not None and number == self.round_number else 0


@dataclass(frozen=True, slots=True)
class CrowdSurroundings:
    """What a crowd that a console has sent in looks at again and again.

    Whether a console was open lately, whether an evening is on, for how many seconds nothing that
    the crowd asked was answered.
    """

    is_watched: bool = True
    is_evening: bool = False
    unanswered_s: float = 0.0


def ending_of(around: CrowdSurroundings) -> CrowdEnding | None:
    """Why a crowd has to leave by itself; None while it need not."""
    if around.is_evening:
        return CrowdEnding.EVENING
    if not around.is_watched:
        return CrowdEnding.UNSEEN
    return CrowdEnding.UNANSWERED if around.unanswered_s > UNANSWERED_S else None


def seats_left(room: int, players: int, most: int) -> int:
    """How many may be sent in where machines carry `room` and so many players are there already."""
    return max(min(most, room - players), 0)
