"""Whether the first place is shared, and how the console offers to decide who has it."""

from dataclasses import dataclass

from quiz.bank.kinds.registry import KINDS
from quiz.console.evening import Evening
from quiz.console.steps import coming_number
from quiz.events.rules import is_settled
from quiz.leaderboard.rules import BoardFacts


@dataclass(frozen=True, slots=True)
class TieBreakView:
    """How many share the first place; `number` is that of the question that could decide, if the
    next one in the run of show can.
    """

    tied: int
    number: int | None


def tie_break_view(evening: Evening, board: BoardFacts | None) -> TieBreakView | None:
    """By the board of the last round, until the next: if several with points are first on it."""
    last, times = evening.last, evening.facts.times
    if last is None or times.ended_at is not None or not is_settled(last.times):
        return None
    lines = () if board is None else board.lines
    if not lines or lines[0].tied < 2:
        return None
    can_decide = any(
        KINDS[entry.draft.kind].breaks_ties and not entry.problems for entry in evening.entries[:1]
    )
    return TieBreakView(lines[0].tied, coming_number(times) if can_decide else None)
