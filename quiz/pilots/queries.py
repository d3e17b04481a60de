"""What is read of auto-pilots: their timetable, the next question's hour, what they do next."""

from dataclasses import dataclass

from sqlalchemy import select

from quiz.events.models import Entry, Event
from quiz.events.queries import event_times, next_entry
from quiz.extensions import db
from quiz.pilots.models import LaunchHour, Pilot
from quiz.pilots.rules import Due, PilotPause, Planned, Timetable, next_due


@dataclass(frozen=True, slots=True)
class PilotFacts:
    """An event's auto-pilot: its timetable, why it does not lead if so, and what it does next."""

    timetable: Timetable
    pause: PilotPause
    paused_at: int | None
    due: Due | None

    @property
    def leads(self) -> bool:
        """Whether it takes the steps now."""
        return self.paused_at is None


def find_pilot(event: Event) -> PilotFacts | None:
    """The event's auto-pilot as it is now, if it has one."""
    pilot = db.session.get(Pilot, event.id, populate_existing=True)
    if pilot is None:
        return None
    due = due_of(event, pilot)
    return PilotFacts(timetable_of(pilot), PilotPause(pilot.pause), pilot.paused_at, due)


def due_of(event: Event, pilot: Pilot) -> Due | None:
    """What the auto-pilot does next, by the timeline and the run of show of now."""
    planned = planned_of(event.id)
    return next_due(event_times(event), timetable_of(pilot), planned, pilot.engaged_at)


def timetable_of(pilot: Pilot) -> Timetable:
    """The timetable of that row."""
    return Timetable(pilot.answer_s, pilot.talk_s, pilot.ends)


def planned_of(event_id: int) -> Planned:
    """The next question of the run of show, as an auto-pilot sees it."""
    entry = next_entry(event_id)
    if entry is None:
        return Planned(is_there=False)
    hour = db.session.get(LaunchHour, entry.id, populate_existing=True)
    return Planned(is_there=True, hour=None if hour is None else hour.at)


def launch_hours(event_id: int) -> dict[int, int]:
    """The instants (ms UTC) at which planned questions are to be launched, by their entries."""
    rows = select(LaunchHour.entry_id, LaunchHour.at).join(Entry, Entry.id == LaunchHour.entry_id)
    found = db.session.execute(rows.where(Entry.event_id == event_id))
    return {row.entry_id: row.at for row in found}
