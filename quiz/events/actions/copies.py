"""An event once more, under another code: its channels and run of show."""

from random import Random
from typing import Any

from sqlalchemy import insert, select

from quiz.audit.actions import record
from quiz.events.actions.codes import check_code
from quiz.events.actions.outputs import copy_outputs
from quiz.events.models import Channel, Entry, Event
from quiz.events.rehearsals import rehearsal_code
from quiz.extensions import db
from quiz.i18n.folding import fold_code
from quiz.themes.actions import copy_look

SAME = ("title", "museum", "time_zone", "preset", "one_delay", "suggested_names")
SAME_OF_CHANNEL = ("position", "name", "platform", "link", "delay_ms", "language")


def duplicate_event(
    event: Event, code: str, starts_at: int, now: int, rng: Random, actor: str
) -> Event:
    """A new event of that code and start (ms UTC), with the channels, outputs and questions of
    `event`.

    Questions that it launched come first, in their order, then those that it still planned. Its
    secrets are new, and nobody has joined it. Invalid or Conflict says what is wrong with the code.
    """
    check_code(code, None)
    own = {"starts_at": starts_at, "made_at": now, "series_id": event.series_id}
    copy = _copy(event, fold_code(code), rng, **own)
    record(actor, "event.duplicate", copy.subject, {"from": event.code})
    return copy


def make_twin(event: Event, now: int, rng: Random) -> Event:
    """A new event in which `event` is rehearsed: the same, on the same hour, in no series."""
    own = {"starts_at": event.starts_at, "made_at": now, "original_id": event.id}
    return _copy(event, rehearsal_code(event.code, rng), rng, **own)


def _copy(event: Event, code: str, rng: Random, **own: Any) -> Event:
    values = {name: getattr(event, name) for name in SAME} | own
    ends = {"ended_at": None, "ended_delays": None}
    copy = Event(code=code, key=f"{rng.getrandbits(128):032x}", **ends, **values)
    copy.channels = [
        Channel(**{name: getattr(channel, name) for name in SAME_OF_CHANNEL})
        for channel in event.channels
    ]
    db.session.add(copy)
    db.session.flush()
    copy_outputs(event, copy)
    copy_look(event.id, copy.id)
    rows = [
        {"event_id": copy.id, "question_id": number, "position": place}
        for place, number in enumerate(_questions(event), start=1)
    ]
    if rows:
        db.session.connection().execute(insert(Entry), rows)
    return copy


def _questions(event: Event) -> list[int]:
    """The numbers of the questions that the event has asked or will ask, each once."""
    asked = [r.question_id for r in event.rounds if r.cancelled_at is None and r.question_id]
    planned = select(Entry.question_id).join(Entry.question).where(Entry.event_id == event.id)
    ordered = planned.order_by(Entry.position, Entry.id)
    return list(dict.fromkeys([*asked, *db.session.scalars(ordered)]))
