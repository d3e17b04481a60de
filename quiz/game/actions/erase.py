"""An event deleted for good, with its players and all that they answered."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, delete, select, text

from quiz.audit.actions import record
from quiz.bin import WITH_BINNED
from quiz.errors import Conflict
from quiz.events.actions.bin import get_binned_event, list_binned_events
from quiz.events.models import Event, Mend, Round
from quiz.events.queries import is_any_event_on
from quiz.extensions import db
from quiz.game.models import Answer, Board, MendedAnswer, Player, Standing

LOOSELY = {"synchronize_session": False}


def erase_event(event_id: int, now: int, actor: str) -> None:
    """Delete an event in the bin for good: players, answers, boards; its codes are free again.

    Conflict where it has players and any event is on: nobody's answer shall wait for it.
    """
    subject = get_binned_event(event_id).subject
    for twin_id in db.session.scalars(twins_of(event_id)).all():
        erase_rows(twin_id, now)
    erase_rows(event_id, now)
    record(actor, "event.erase", subject)


def twins_of(event_id: int) -> Select[int]:
    """The numbers of the rehearsals of an event, also of those that were dropped already."""
    twins = select(Event.id).where(Event.original_id == event_id)
    return twins.execution_options(**WITH_BINNED)


def erase_rows(event_id: int, now: int) -> None:
    """Delete an event and all that was played in it; Conflict as above."""
    erase_played(event_id, now)
    gone = delete(Event).where(Event.id == event_id)
    db.session.execute(gone, execution_options=LOOSELY)
    db.session.expire_all()


def erase_played(event_id: int, now: int) -> None:
    """Delete all rounds, answers, boards and players of an event; Conflict as above."""
    rounds = select(Round.id).where(Round.event_id == event_id)
    mends = select(Mend.id).where(Mend.round_id.in_(rounds))
    for rows in (
        delete(MendedAnswer).where(MendedAnswer.mend_id.in_(mends)),
        delete(Board).where(Board.round_id.in_(rounds)),
        delete(Answer).where(Answer.round_id.in_(rounds)),
        delete(Standing).where(Standing.event_id == event_id),
        delete(Round).where(Round.event_id == event_id),
    ):
        db.session.execute(rows, execution_options=LOOSELY)
    if db.session.scalar(select(Player.id).where(Player.event_id == event_id).limit(1)):
        _erase_players(event_id, now)


def erase_old_events(before: int, now: int, actor: str) -> list[str]:
    """Delete for good the events that went into the bin before that instant (ms); their codes.

    None while any event is on.
    """
    if is_any_event_on(now):
        return []
    old = [e for e in list_binned_events() if (e.binned_at or before) < before]
    codes = [(event.id, event.code) for event in old]
    for event_id, _code in codes:
        erase_event(event_id, now, actor)
    return [code for _id, code in codes]


def _erase_players(event_id: int, now: int) -> None:
    """Each row that goes is looked for in all answers: an index makes that bearable for a crowd.

    It stands for this transaction only, since every answer would have to be written into it.
    """
    if is_any_event_on(now):
        raise Conflict(
            _l("An event is on now, and deleting could slow it down. Please try again later.")
        )
    players = delete(Player).where(Player.event_id == event_id)
    db.session.execute(text("CREATE INDEX ix_answer_erased ON answer (player_id)"))
    db.session.execute(players, execution_options=LOOSELY)
    db.session.execute(text("DROP INDEX ix_answer_erased"))
