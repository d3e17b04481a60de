"""What was answered in each round of an event, for staff."""

from dataclasses import dataclass

from sqlalchemy import case, func, select

from quiz.bank.kinds.registry import kind_of, prompt_of
from quiz.bank.kinds.tally import Share
from quiz.events.models import Round
from quiz.extensions import db
from quiz.game.models import Answer, Board
from quiz.i18n.localized import Localized


@dataclass(frozen=True, slots=True)
class RoundReport:
    """A round in numbers; `right` is a percentage, None without an answer, as `mean_ms` is.

    `right` counts who has the whole credit, and is None where nothing is right.
    """

    number: int
    kind: str
    prompt: Localized
    is_counted: bool
    is_void: bool
    is_worded: bool
    answers: int
    right: int | None
    mean_ms: float | None
    spread: tuple[Share, ...]


def list_rounds(event_id: int) -> list[RoundReport]:
    """The launched rounds of the event, the first one first."""
    launched = select(Round).where(Round.event_id == event_id, Round.cancelled_at.is_(None))
    played = db.session.scalars(launched.order_by(Round.number)).all()
    ids = [row.id for row in played]
    numbers = _numbers(ids)
    boards = {
        b.round_id: b for b in db.session.scalars(select(Board).where(Board.round_id.in_(ids)))
    }
    return [_line(row, numbers.get(row.id, (0, 0, 0.0)), boards.get(row.id)) for row in played]


def _numbers(round_ids: list[int]) -> dict[int, tuple[int, int, float]]:
    """For each round: answers, those with the whole credit, their mean time in ms."""
    right = func.sum(case((Answer.credit == "1", 1), else_=0))
    rows = db.session.execute(
        select(Answer.round_id, func.count(), right, func.avg(Answer.elapsed_ms))
        .where(Answer.round_id.in_(round_ids))
        .group_by(Answer.round_id)
    )
    return {row[0]: (int(row[1]), int(row[2]), float(row[3])) for row in rows}


def _line(played: Round, numbers: tuple[int, int, float], board: Board | None) -> RoundReport:
    answers, right, mean_ms = numbers
    kind = kind_of(played.content)
    scored = answers and kind.is_scored
    return RoundReport(
        number=played.number,
        kind=kind.name,
        prompt=prompt_of(played.content),
        is_counted=played.counted_at is not None,
        is_void=played.voided_at is not None and not played.counts_again,
        is_worded=kind.is_worded,
        answers=answers,
        right=round(100 * right / answers) if scored else None,
        mean_ms=mean_ms if answers else None,
        spread=() if board is None else kind.tally(played.content, board.spread, board.answers),
    )
