"""An event put back to its lobby, before anybody has really played."""

from random import Random

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from quiz.audit.actions import carry_record, record
from quiz.errors import Conflict, Invalid
from quiz.events.actions.edit import plan
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.actions.erase import erase_played
from quiz.game.models import Player
from quiz.game.queries import session_book
from quiz.game.tally.measure import add_up
from quiz.i18n.folding import fold_code
from quiz.pilots.actions import forget_pilot


def reset_event(event_id: int, typed: str, now: int, rng: Random, actor: str) -> Event:
    """Nothing was launched any more, nobody has joined, and every question is planned again.

    Invalid unless its code was `typed`; Conflict once its hour has come and somebody is in it who
    does not rehearse. Phones begin anew with its new key: what they keep is of another event.
    """
    event = lock_event(event_id)
    if fold_code(typed) not in {event.code, *(alias.code for alias in event.aliases)}:
        raise Invalid(_l("Please type the code of the event, %(code)s, to go on.", code=event.code))
    if now >= event.starts_at and count_real(event_id):
        raise Conflict(
            _l("The hour of this event has come and its players are there: it stays as it is.")
        )
    gone = {"players": count_players(event_id), "rounds": len(event.rounds)}
    asked = [r.question_id for r in event.rounds if r.cancelled_at is None and r.question_id]
    planned = {entry.question_id for entry in event.entries}
    erase_played(event_id, now)
    db.session.expire_all()
    add_up(session_book(), asked)
    if asked := [number for number in dict.fromkeys(asked) if number not in planned]:
        plan(event_id, asked, actor, first=True)
    _begin_anew(event, f"{rng.getrandbits(128):032x}")
    record(actor, "event.reset", event.subject, {"version": event.version, **gone})
    return event


def _begin_anew(event: Event, key: str) -> None:
    carry_record(event.key, key)
    event.interludes = []
    forget_pilot(event.id)
    event.key = key
    event.ended_at = event.ended_delays = event.ranking_closed_at = None
    event.version += 1
    db.session.flush()


def count_players(event_id: int) -> int:
    """How many have joined."""
    joined = select(func.count()).where(Player.event_id == event_id, ~Player.has_left)
    return db.session.scalar(joined) or 0


def count_real(event_id: int) -> int:
    """How many of them do not rehearse."""
    real = (Player.event_id == event_id, ~Player.has_left, ~Player.rehearses)
    return db.session.scalar(select(func.count()).where(*real)) or 0
