"""Whether the first place is shared, and how the console offers to decide who has it."""

from dataclasses import dataclass

from quiz.bank.kinds.registry import KINDS
from quiz.console.evening import Evening
from quiz.console.steps import coming_number
from quiz.events.rules import is_settled
from quiz.leaderboard.rules import board_from
from quiz.live.runtime import runtime


@dataclass(frozen=True, slots=True)
class TieBreakView:
    """How many share the first place; `number` is that of the question that could decide, if the
    next one in the run of show can.
    """

    tied: int
    number: int | None


def tie_break_view(evening: Evening) -> TieBreakView | None:
    """Between two rounds, while the first place is shared by some who have points."""
    last, times = evening.last, evening.facts.times
    if last is None or times.ended_at is not None or not is_settled(last.times):
        return None
    stored = runtime().reader.board(last.times.id)
    lines = () if stored is None else board_from(*stored).lines
    if not lines or lines[0].tied < 2:
        return None
    can_decide = any(
        KINDS[entry.draft.kind].breaks_ties and not entry.problems for entry in evening.entries[:1]
    )
    return TieBreakView(lines[0].tied, coming_number(times) if can_decide else None)
