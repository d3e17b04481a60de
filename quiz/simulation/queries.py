"""What is read of the crowd of a rehearsal."""

from sqlalchemy import select

from quiz.bin import WITH_BINNED
from quiz.events.models import Event
from quiz.extensions import db
from quiz.simulation.models import RehearsalCrowd
from quiz.simulation.rules import CrowdEnding, CrowdFacts, CrowdManner


def find_crowd(event_id: int) -> CrowdFacts | None:
    """The last crowd of that rehearsal, as the database has it now; None if there was none."""
    query = select(RehearsalCrowd).where(RehearsalCrowd.event_id == event_id)
    row = db.session.scalar(query.execution_options(populate_existing=True))
    return None if row is None else crowd_facts(row)


def is_crowd_wanted(event_id: int, key: str) -> bool:
    """Whether the crowd of that key may go on: nobody sent it away, and its rehearsal is there."""
    wanted = (
        select(RehearsalCrowd.key)
        .join(Event, Event.id == RehearsalCrowd.event_id)
        .where(RehearsalCrowd.event_id == event_id, RehearsalCrowd.key == key)
        .where(RehearsalCrowd.ended_at.is_(None), Event.binned_at.is_(None))
    )
    return db.session.scalar(wanted.execution_options(**WITH_BINNED)) is not None


def players_of_other_crowds(event_id: int, now: int) -> int:
    """How many simulated players are wished for in other rehearsals now."""
    others = select(RehearsalCrowd).where(
        RehearsalCrowd.event_id != event_id, RehearsalCrowd.ended_at.is_(None)
    )
    crowds = map(crowd_facts, db.session.scalars(others))
    return sum(crowd.players for crowd in crowds if crowd.is_here(now))


def is_rehearsal_there(event_id: int) -> bool:
    """Whether nobody has dropped that rehearsal."""
    return db.session.scalar(select(Event.id).where(Event.id == event_id)) is not None


def crowd_facts(row: RehearsalCrowd) -> CrowdFacts:
    """The row as plain facts."""
    return CrowdFacts(
        players=row.players,
        manner=CrowdManner(row.chinese, row.pace),
        started_at=row.started_at,
        beat_at=row.beat_at,
        joined=row.joined,
        answered=row.answered,
        round_number=row.round_number,
        ended_at=row.ended_at,
        ending=None if row.ending is None else CrowdEnding(row.ending),
    )
