"""What the tie-breaks of an event say by now, for lists of its players."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, or_, select

from quiz.events.models import Round
from quiz.extensions import db
from quiz.game.models import Board, TiePlace
from quiz.game.ties import apart_from


def last_tie_break(event_id: int) -> Select[int]:
    """The row of the last one that is counted and holds."""
    return (
        select(Round.id)
        .where(Round.event_id == event_id, Round.tie_break, Round.counted_at.is_not(None))
        .where(Round.cancelled_at.is_(None), or_(Round.voided_at.is_(None), Round.counts_again))
        .order_by(Round.number.desc())
        .limit(1)
    )


def behind_of(event_id: int, ids: Sequence[int]) -> dict[int, int]:
    """Behind how many of the same score some players stand; who is behind none is left out."""
    last = last_tie_break(event_id).scalar_subquery()
    rows = select(TiePlace.player_id, TiePlace.behind).where(
        TiePlace.round_id == last, TiePlace.player_id.in_(ids)
    )
    return {row.player_id: row.behind for row in db.session.execute(rows)}


def divided_scores(event_id: int) -> Mapping[int, Mapping[int, int]]:
    """The scores that are divided: how many stand behind how many others of each."""
    last = (
        select(Board.apart)
        .join(Round, Round.id == Board.round_id)
        .where(Round.event_id == event_id, Round.cancelled_at.is_(None))
        .order_by(Round.number.desc())
        .limit(1)
    )
    return apart_from(db.session.scalar(last))
