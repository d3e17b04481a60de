"""That a console is open, noted by its own questions: a row in some seconds."""

from sqlalchemy.exc import IntegrityError, OperationalError

from quiz.accounts.actions.presence import is_noted, note_presence
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.web.signing import current_user


def note_console(code: str) -> None:
    """Keep that this reader has the console of that event open."""
    event_id, staff_id, now = get_event(code).id, current_user.id, clock.now()
    if is_noted(staff_id, event_id, now):
        return
    # On SQLite a transaction that has read may not begin to write: this is one of its own.
    db.session.rollback()
    with writing():
        try:
            note_presence(staff_id, event_id, now)
            db.session.commit()
        except (IntegrityError, OperationalError):
            # Another tab was first, or somebody else is writing: the next question says the same.
            db.session.rollback()
