"""The phases of an evening, and what is told and shown in each. Pure."""

from enum import StrEnum


class Phase(StrEnum):
    """What a channel is in the middle of; every one but `closed` has a scene of its own."""

    LOBBY = "lobby"
    READY = "ready"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"
    VOID = "void"
    BOARD = "board"
    INTERLUDE = "interlude"
    OVER = "over"

    @property
    def is_timed(self) -> bool:
        """Whether it is told when its round opens and closes."""
        return self in _TIMED

    @property
    def tells_answers(self) -> bool:
        """Whether it is told how many answered; nothing is before the question opens."""
        return (self in _TIMED and self is not Phase.READY) or self is Phase.BOARD

    @property
    def shows_names(self) -> bool:
        """Whether nicknames stand on its screen."""
        return self is Phase.BOARD or self is Phase.OVER

    @property
    def shows_rank(self) -> bool:
        """Whether players learn their own rank on it."""
        return self is Phase.REVEALED or self.shows_names

    @property
    def tells_solution(self) -> bool:
        """Whether what is right stands on it."""
        return self is Phase.REVEALED

    @property
    def shows_picture(self) -> bool:
        """Whether its question's picture stands on it, whenever that may be seen first."""
        return self is Phase.REVEALED or self.comes_by_itself

    @property
    def shows_own_answer(self) -> bool:
        """Whether players see on it what they answered."""
        return self is Phase.REVEALED or self.comes_by_itself

    @property
    def comes_by_itself(self) -> bool:
        """Whether time brings it, and no click."""
        return self is Phase.OPEN or self is Phase.CLOSED

    @property
    def is_between_rounds(self) -> bool:
        """Whether its round is over for the host, who is told what became of it."""
        return self is Phase.INTERLUDE or self is Phase.OVER


_TIMED = frozenset({Phase.READY, Phase.OPEN, Phase.CLOSED, Phase.REVEALED, Phase.VOID})
