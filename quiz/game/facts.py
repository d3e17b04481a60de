"""What is read of one player and of one answer: values. Pure."""

from typing import NamedTuple


class AnswerFacts(NamedTuple):
    """A stored answer; `credit` is a fraction as text, None for a poll."""

    value: str
    elapsed_ms: int
    credit: str | None
    points: int


class MendedFacts(NamedTuple):
    """What the last mend that changed a player's answer made of its points."""

    mend_id: int
    points_before: int
    points: int


class NameFacts(NamedTuple):
    """What a player is called, none if forgotten, and whether anybody of the house has read it.

    A name that the player wrote is unread since it was set; one that staff gave `is_given`.
    """

    nickname: str | None
    language: str
    is_given: bool
    unseen_since: int | None
    is_doubtful: bool


class PlayerFacts(NamedTuple):
    """A player as `me` shows it, with what was given in two rounds and what it sums up to.

    Tie-breaks put the player `behind` so many others of the same score.
    """

    nickname: str
    language: str
    ranked: bool
    given: AnswerFacts | None
    result: AnswerFacts | None
    score: int
    right: int
    mended: MendedFacts | None = None
    behind: int = 0


class Wanted(NamedTuple):
    """What to read of a player: the rounds that are on and shown, and those still `hidden`.

    The points of hidden rounds are in no sum, though they may be counted already. `mends` are those
    of rounds whose answer was seen before, `tie_break` is the last one that was seen.
    """

    event_id: int
    given: int | None
    result: int | None
    hidden: tuple[int, ...]
    mends: tuple[int, ...] = ()
    tie_break: int | None = None
