"""A crowd is called into a rehearsal, says that it lives, is sent away, has left."""

import secrets
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, select, update

from quiz.audit.actions import record
from quiz.errors import Conflict, Invalid
from quiz.events.actions.edit import set_delay
from quiz.events.actions.steps import lock_event
from quiz.events.queries import is_any_event_on
from quiz.extensions import db
from quiz.simulation.models import RehearsalCrowd
from quiz.simulation.queries import find_crowd
from quiz.simulation.rules import CrowdEnding, CrowdManner, Tidings

KEY_BYTES = 8


def call_crowd(event_id: int, players: int, manner: CrowdManner, now: int, actor: str) -> str:
    """Keep that so many shall play in a rehearsal, and give the key of that crowd.

    Conflict where the event is no rehearsal, is over, or has a crowd already.
    """
    event = lock_event(event_id)
    if not event.is_rehearsal:
        raise Conflict(_l("A crowd plays in a rehearsal only, never on the evening itself."))
    if event.ended_at is not None:
        raise Conflict(_l("This rehearsal is over; begin another one."))
    before = find_crowd(event_id)
    if before is not None and before.is_here(now):
        raise Conflict(_l("A crowd plays already. Send it away first."))
    key = secrets.token_hex(KEY_BYTES)
    wish = {"players": players, "chinese": manner.chinese, "pace": manner.pace}
    fresh = {"beat_at": None, "round_number": None, "ended_at": None, "ending": None}
    own = {"event_id": event_id, "key": key, "started_at": now, "started_by": actor}
    db.session.merge(RehearsalCrowd(joined=0, answered=0, **wish, **fresh, **own))
    record(actor, "event.crowd", event.subject, wish)
    db.session.flush()
    return key


def refuse_crowd(players: int, seats: int, now: int) -> None:
    """Conflict while an evening is on: its players come first; Invalid where seats are too few."""
    if is_any_event_on(now):
        raise Conflict(
            _l("An event is on now, and its players come first. Send a crowd in once it is over.")
        )
    if players > seats:
        raise Invalid(_l("There is room for %(seats)s more players only.", seats=seats))


def send_crowd_away(event_id: int, now: int, actor: str) -> bool:
    """Let the crowd of a rehearsal leave; false if there was none."""
    event = lock_event(event_id)
    crowd = find_crowd(event_id)
    if crowd is None or not crowd.is_here(now):
        return False
    end_crowd(event_id, _key_of(event_id), CrowdEnding.SENT_AWAY, now)
    record(actor, "event.crowd_away", event.subject)
    return True


def simulate_delays(event_id: int, delays: Mapping[int, int], actor: str) -> None:
    """Make channels of a rehearsal as late as that, in ms by their number, from the next launch on.

    Conflict where the event is no rehearsal: the evening's own delays are an admin's.
    """
    event = lock_event(event_id)
    if not event.is_rehearsal:
        raise Conflict(_l("Delays are simulated in a rehearsal only, never on the evening itself."))
    for channel in event.channels:
        late_ms = delays.get(channel.id, channel.delay_ms)
        if late_ms != channel.delay_ms:
            set_delay(channel, late_ms, actor)


def end_crowd(event_id: int, key: str, ending: CrowdEnding, now: int) -> None:
    """Keep why the crowd of that key has left, unless that is known already."""
    _write(event_id, key, ended_at=now, ending=str(ending))


def tell_of_crowd(event_id: int, key: str, tidings: Tidings, now: int) -> bool:
    """Keep what the crowd of that key says; false if it has to leave."""
    joined, answered, number = tidings
    own = {"joined": joined, "answered": answered, "round_number": number}
    return _write(event_id, key, beat_at=now, **own)


def _write(event_id: int, key: str, **values: Any) -> bool:
    own = (
        RehearsalCrowd.event_id == event_id,
        RehearsalCrowd.key == key,
        RehearsalCrowd.ended_at.is_(None),
    )
    loosely = {"synchronize_session": False}
    done: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]  # An update gives a cursor.
        update(RehearsalCrowd).where(*own).values(**values), execution_options=loosely
    )
    db.session.flush()
    return bool(done.rowcount)


def _key_of(event_id: int) -> str:
    return db.session.scalars(
        select(RehearsalCrowd.key).where(RehearsalCrowd.event_id == event_id)
    ).one()
