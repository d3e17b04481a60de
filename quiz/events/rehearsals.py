"""The rehearsal of an event: a twin of its own, under a code that nobody guesses, for one day."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select

from quiz.bin import WITH_BINNED
from quiz.events.models import Event
from quiz.extensions import db

# Of the code, so that what is added to it still fits.
KEPT_OF_CODE = 23


def find_rehearsal(event_id: int) -> Event | None:
    """The rehearsal of the event of that number, if there is one."""
    found = select(Event).where(Event.original_id == event_id)
    return db.session.scalar(found.order_by(Event.id.desc()).limit(1))


def original_of(event: Event) -> Event:
    """The event that is rehearsed in this one, even in the bin; itself if it is no rehearsal."""
    if event.original_id is None:
        return event
    return db.session.get_one(Event, event.original_id, execution_options=WITH_BINNED)


def rehearsal_code(code: str, rng: Random) -> str:
    """A code for the rehearsal of the event of that code, which nobody guesses."""
    return f"{code[:KEPT_OF_CODE].rstrip('-')}-{rng.getrandbits(32):08x}"


def rehearsal_end(starts_at: int, made_at: int, time_zone: str) -> int:
    """When a rehearsal goes by itself (ms UTC): the day of the evening is over there by then.

    One that was made after the evening goes at the end of the day on which it was made.
    """
    zone = ZoneInfo(time_zone)
    day = datetime.fromtimestamp(max(starts_at, made_at) / 1_000, UTC).astimezone(zone).date()
    over = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    return int(over.timestamp() * 1_000)
