"""Nicknames that nobody of the house has looked at yet, for a host to read as they come."""

from dataclasses import dataclass

from quiz.console.evening import Evening
from quiz.console.names import LINES
from quiz.events.phases import Phase
from quiz.game.queries import unseen_names

_BUSY = frozenset({Phase.READY, Phase.OPEN, Phase.CLOSED})


@dataclass(frozen=True, slots=True)
class NewcomerLine:
    """A player by the name that they wrote; one that is `doubtful` may be meant ill."""

    player_id: int
    nickname: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class NewcomersView:
    """The first few, the doubtful ones before the others; `has_more` where they are not all."""

    lines: tuple[NewcomerLine, ...]
    has_more: bool


def newcomers_view(evening: Evening, *, beside_others: bool) -> NewcomersView | None:
    """One line beside a question or other names, else a few; None where there is none to read."""
    if evening.facts.times.ended_at is not None:
        return None
    most = 1 if beside_others or evening.present.phase in _BUSY else LINES
    found = unseen_names(evening.facts.id, most + 1)
    lines = tuple(NewcomerLine(*row) for row in found[:most])
    return NewcomersView(lines, len(found) > most) if lines else None
