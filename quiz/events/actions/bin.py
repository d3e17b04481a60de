"""Events put aside and into the bin, and the runs of show whose questions went there."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select

from quiz.audit.actions import record
from quiz.bank.models import Question
from quiz.bin import WITH_BINNED
from quiz.errors import Conflict, Invalid, NotFound
from quiz.events.actions.steps import lock_event
from quiz.events.deletion import Presence, refuse_binning
from quiz.events.models import Entry, Event
from quiz.events.queries import event_times
from quiz.extensions import db
from quiz.i18n.folding import fold_code


def bin_event(event_id: int, presence: Presence, typed: str, actor: str) -> Event:
    """Put an event into the bin: nobody finds it, and its codes stay its own.

    Conflict while it is on. Where it has players, its code must have been `typed`: Invalid says so.
    """
    event = lock_event(event_id)
    if event.is_rehearsal:
        raise Conflict(_l("A rehearsal is dropped, and goes into no bin."))
    if (reason := refuse_binning(event_times(event), presence)) is not None:
        raise Conflict(reason)
    check_typed(event, presence.players, typed)
    event.binned_at, event.binned_by = presence.now, actor
    event.version += 1
    db.session.flush()
    record(actor, "event.bin", event.subject, {"version": event.version})
    return event


def check_typed(event: Event, players: int, typed: str) -> None:
    """Refuse what takes players' answers along while nobody typed which event it is."""
    if players and fold_code(typed) not in {event.code, *(old.code for old in event.aliases)}:
        raise Invalid(
            _l("This event has players. Please type its code, %(code)s, to go on.", code=event.code)
        )


def restore_event(event_id: int, actor: str) -> Event:
    """Bring an event back with its players, its answers and its codes."""
    event = lock_event(event_id, with_binned=True)
    if event.binned_at is not None:
        event.binned_at = event.binned_by = None
        event.version += 1
        db.session.flush()
        record(actor, "event.restore", event.subject, {"version": event.version})
    return event


def set_archived(event_id: int, archived: bool, actor: str) -> Event:
    """Take an event out of the lists, or bring it back; done already is the same success."""
    event = lock_event(event_id)
    if event.archived != archived:
        event.archived = archived
        event.version += 1
        db.session.flush()
        act = "event.archive" if archived else "event.unarchive"
        record(actor, act, event.subject, {"version": event.version})
    return event


def list_binned_events() -> Sequence[Event]:
    """The events in the bin, the last one first; no rehearsals."""
    found = select(Event).where(Event.binned_at.is_not(None), Event.original_id.is_(None))
    ordered = found.order_by(Event.binned_at.desc(), Event.id)
    return db.session.scalars(ordered.execution_options(**WITH_BINNED)).all()


def get_binned_event(event_id: int) -> Event:
    """The event of that number in the bin, or NotFound."""
    found = select(Event).where(Event.id == event_id, Event.binned_at.is_not(None))
    event = db.session.scalar(found.execution_options(**WITH_BINNED))
    if event is None:
        raise NotFound(_l("There is no such event in the bin."))
    return event


def renew_shows(question_ids: Sequence[int]) -> None:
    """Let every event say how many questions it has, once some of its run of show went or came."""
    _renew(Entry.question_id.in_(question_ids))


def renew_shows_of_bank(bank_id: int) -> None:
    """The same of a bank's questions."""
    own = select(Question.id).where(Question.bank_id == bank_id)
    _renew(Entry.question_id.in_(own))


def _renew(which: ColumnElement[bool]) -> None:
    touched = select(Entry.event_id).where(which).distinct().order_by(Entry.event_id)
    for event_id in db.session.scalars(touched.execution_options(**WITH_BINNED)).all():
        lock_event(event_id, with_binned=True).version += 1
    db.session.flush()
