"""The simulated crowd of a rehearsal, as its console shows it."""

from dataclasses import dataclass

from quiz.console.evening import Evening
from quiz.simulation.queries import find_crowd
from quiz.simulation.rules import CrowdEnding, CrowdLife


@dataclass(frozen=True, slots=True)
class CrowdView:
    """What the last crowd does, or why it has left; how many were wished for, are in, answered.

    `answered` is None while nothing is asked; `life` where no crowd was ever called.
    """

    life: CrowdLife | None = None
    ending: CrowdEnding | None = None
    players: int = 0
    joined: int = 0
    answered: int | None = None

    @property
    def is_here(self) -> bool:
        """Whether there is one to be sent away."""
        return self.life in (CrowdLife.COMING, CrowdLife.PLAYING)


def crowd_view(evening: Evening) -> CrowdView | None:
    """The crowd of the rehearsal; None of an evening itself, which never has one."""
    if not evening.facts.is_rehearsal:
        return None
    crowd = find_crowd(evening.facts.id)
    if crowd is None:
        return CrowdView()
    number = None if evening.last is None else evening.last.times.number
    return CrowdView(
        life=crowd.life(evening.now),
        ending=crowd.ending,
        players=crowd.players,
        joined=crowd.joined,
        answered=None if number is None else crowd.answered_in(number),
    )
