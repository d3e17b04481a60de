"""An event is handed to an auto-pilot, and taken back: by a button, by any step, by itself."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, delete, select

from quiz.audit.actions import record
from quiz.errors import Conflict, Invalid
from quiz.events.actions.steps import lock_event
from quiz.events.models import Entry, Event
from quiz.extensions import db
from quiz.pilots.models import LaunchHour, Pilot
from quiz.pilots.queries import due_of
from quiz.pilots.rules import (
    LONGEST_S,
    SHORTEST_ANSWER_S,
    SHORTEST_TALK_S,
    PilotPause,
    Timetable,
)


def engage_pilot(
    event_id: int, timetable: Timetable, hours: Mapping[int, int], now: int, actor: str
) -> None:
    """Let the event be led by that timetable from `now` on; `hours` (ms UTC) are by entry.

    Invalid if it leaves the answer or the board too short a time or too long; Conflict if nothing
    is left to lead.
    """
    event = lock_event(event_id)
    _check(timetable)
    _put_hours(event, hours)
    pilot = db.session.get(Pilot, event_id, populate_existing=True) or Pilot(event_id=event_id)
    pilot.answer_s, pilot.talk_s = timetable.answer_s, timetable.talk_s
    pilot.ends = timetable.ends
    db.session.add(pilot)
    _lead(event, pilot, now)
    details = {"answer_s": pilot.answer_s, "talk_s": pilot.talk_s, "ends": pilot.ends}
    record(actor, "pilot.engage", event.subject, details)


def hand_back(event_id: int, now: int, actor: str) -> None:
    """Let the auto-pilot lead again, as it did before; Conflict if nothing is left to lead."""
    event, pilot = _locked(event_id)
    _lead(event, pilot, now)
    record(actor, "pilot.engage", event.subject)


def pause_pilot(event_id: int, now: int, actor: str) -> None:
    """Take the event over from its auto-pilot; one that is paused already stays as it is."""
    event, pilot = _locked(event_id)
    if pilot.paused_at is None:
        ground(pilot, PilotPause.TAKEN_OVER, now)
        record(actor, "pilot.pause", event.subject)


def remove_pilot(event_id: int, actor: str) -> None:
    """Put the auto-pilot and its hours away; the event itself stays as it is."""
    event, _pilot = _locked(event_id)
    forget_pilot(event_id)
    record(actor, "pilot.remove", event.subject)


def forget_pilot(event_id: int) -> None:
    """Leave nothing of the event's auto-pilot, if it has one."""
    db.session.execute(delete(LaunchHour).where(LaunchHour.entry_id.in_(_entries_of(event_id))))
    db.session.execute(delete(Pilot).where(Pilot.event_id == event_id))


def take_over(event_id: int, now: int) -> None:
    """Somebody has taken a step: from now on the auto-pilot of the event, if any, does nothing."""
    pilot = db.session.get(Pilot, event_id, populate_existing=True)
    if pilot is not None and pilot.paused_at is None:
        ground(pilot, PilotPause.TAKEN_OVER, now)


def ground(pilot: Pilot, why: PilotPause, now: int) -> None:
    """Have the auto-pilot lead no more, and say why."""
    pilot.paused_at, pilot.pause = now, why
    pilot.next_step = pilot.next_at = None
    db.session.flush()


def look_ahead(event: Event, pilot: Pilot, now: int) -> None:
    """Write down what the auto-pilot does next and when; one with nothing left is finished."""
    db.session.flush()
    # A step that was just taken has changed what stands in other rows.
    db.session.expire(event)
    due = due_of(event, pilot)
    if due is None:
        ground(pilot, PilotPause.FINISHED, now)
        return
    # What waits for a count is looked at again, however late that is.
    pilot.next_step, pilot.next_at = due.step, due.at if due.firm else max(due.at, now)
    db.session.flush()


def _lead(event: Event, pilot: Pilot, now: int) -> None:
    pilot.engaged_at, pilot.paused_at, pilot.pause = now, None, PilotPause.NONE
    look_ahead(event, pilot, now)
    if pilot.paused_at is not None:
        raise Conflict(_l("Nothing is left to lead: plan a question first."))


def _locked(event_id: int) -> tuple[Event, Pilot]:
    event = lock_event(event_id)
    pilot = db.session.get(Pilot, event_id, populate_existing=True)
    if pilot is None:
        raise Conflict(_l("This event has no auto-pilot."))
    return event, pilot


def _put_hours(event: Event, hours: Mapping[int, int]) -> None:
    """Hours of entries that were launched meanwhile are let go of."""
    entries = _entries_of(event.id)
    db.session.execute(delete(LaunchHour).where(LaunchHour.entry_id.in_(entries)))
    planned = set(db.session.scalars(entries))
    db.session.add_all(
        LaunchHour(entry_id=entry_id, at=at)
        for entry_id, at in hours.items()
        if entry_id in planned
    )
    db.session.flush()


def _entries_of(event_id: int) -> Select[int]:
    return select(Entry.id).where(Entry.event_id == event_id)


def _check(timetable: Timetable) -> None:
    shortest = {"answer_s": SHORTEST_ANSWER_S, "talk_s": SHORTEST_TALK_S}
    for name, least in shortest.items():
        if not least <= getattr(timetable, name) <= LONGEST_S:
            raise Invalid(
                _l("Please give from %(least)s to %(most)s seconds.", least=least, most=LONGEST_S)
            )
