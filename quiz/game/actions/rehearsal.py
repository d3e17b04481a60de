"""To rehearse: a twin of the event is made, and dropped with all that was played in it."""

from random import Random

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import CONSOLE, forget_record, record
from quiz.bin import WITH_BINNED
from quiz.errors import Conflict
from quiz.events.actions.copies import make_twin
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event
from quiz.events.queries import is_any_event_on
from quiz.events.rehearsals import find_rehearsal, original_of, rehearsal_end
from quiz.extensions import db
from quiz.game.actions.erase import erase_rows


def begin_rehearsal(event_id: int, seen: str, now: int, rng: Random, actor: str) -> Event:
    """A new twin of the event; the one before is dropped.

    Conflict where that is not the one whose code was `seen`, or "": somebody else has begun one.
    """
    event = lock_event(original_of(lock_event(event_id)).id)
    known = find_rehearsal(event.id)
    if (known.code if known else "") != seen:
        raise Conflict(_l("Somebody else has begun or dropped a rehearsal meanwhile."))
    if known is not None:
        drop_rehearsal(known.id, now, actor)
    twin = make_twin(event, now, rng)
    record(actor, "event.rehearse", event.subject)
    db.session.flush()
    return twin


def drop_rehearsal(twin_id: int, now: int, actor: str) -> None:
    """Delete a twin with all that was played in it; the record keeps that there was one.

    While another event is on nobody finds it any more, and it is deleted afterwards.
    """
    twin = lock_event(twin_id)
    if not twin.is_rehearsal:
        raise Conflict(_l("This is no rehearsal."))
    forget_record(twin.key)
    record(actor, "event.drop", original_of(twin).subject)
    if is_any_event_on(now):
        twin.binned_at, twin.binned_by = now, actor
        twin.version += 1
        db.session.flush()
    else:
        erase_rows(twin_id, now)


def drop_old_rehearsals(now: int) -> int:
    """Drop every rehearsal whose day is over, and delete what was dropped before; how many went."""
    found = select(Event).where(Event.original_id.is_not(None)).execution_options(**WITH_BINNED)
    twins = db.session.scalars(found).all()
    binned = [twin.id for twin in twins if twin.binned_at is not None]
    old = [twin.id for twin in twins if twin.binned_at is None and _is_old(twin, now)]
    for twin_id in old:
        drop_rehearsal(twin_id, now, CONSOLE)
    if is_any_event_on(now):
        return len(old)
    for twin_id in binned:
        erase_rows(twin_id, now)
    return len(old) + len(binned)


def _is_old(twin: Event, now: int) -> bool:
    return rehearsal_end(original_of(twin).starts_at, twin.made_at, twin.time_zone) <= now
