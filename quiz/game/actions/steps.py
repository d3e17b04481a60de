"""A host's step, where it touches scores."""

from sqlalchemy import select

from quiz.database import is_sqlite
from quiz.events.actions.steps import Surroundings, take_step
from quiz.events.models import Round
from quiz.events.rules import Step, StepOutcome
from quiz.extensions import db
from quiz.game.tally.count import recount
from quiz.statements import Book


def play_step(
    event_id: int, step: Step, around: Surroundings, number: int | None = None
) -> StepOutcome:
    """Take a host's step; voiding a round that was counted already counts all of them again."""
    answered = take_step(event_id, step, around, number)
    if step is Step.VOID and answered.possible and not answered.already:
        counted = db.session.scalar(
            select(Round.counted_at)
            .where(Round.event_id == event_id, Round.voided_at.is_not(None))
            .order_by(Round.voided_at.desc())
            .limit(1)
        )
        if counted is not None:
            recount(session_book(), event_id)
    return answered


def session_book() -> Book:
    """A book on the session's own connection, inside its transaction."""
    sqlite = is_sqlite(str(db.engine.url))
    connection = db.session.connection().connection.driver_connection
    return Book(connection, sqlite=sqlite, inside=True)
