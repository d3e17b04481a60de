"""Who has a console open: one small row a person and event, written once in some seconds."""

from quiz.accounts.models import OpenConsole
from quiz.extensions import db

NOTED_EVERY_MS = 5_000


def is_noted(staff_id: int, event_id: int, now: int) -> bool:
    """Whether the person's row is new enough to be left as it is."""
    row = db.session.get(OpenConsole, (staff_id, event_id))
    return row is not None and now - row.seen_at < NOTED_EVERY_MS


def note_presence(staff_id: int, event_id: int, now: int) -> None:
    """Keep that the person has the event's console open now."""
    row = db.session.get(OpenConsole, (staff_id, event_id), populate_existing=True)
    if row is None:
        db.session.add(OpenConsole(staff_id=staff_id, event_id=event_id, seen_at=now))
    else:
        row.seen_at = now
    db.session.flush()
