"""Where a simulated crowd plays: on the twin of an event, or on the event itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import CONSOLE
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import NotFound
from quiz.events.models import Event
from quiz.events.queries import find_event
from quiz.events.rehearsals import find_rehearsal
from quiz.extensions import db
from quiz.game.actions.rehearsal import begin_rehearsal, drop_rehearsal
from quiz.live.runtime import runtime
from quiz.web.crowd.cookies import rehearsal_cookie, rehearsal_token

ELSEWHERE = _l(
    "There is no event with this code in this machine's own database. With --here the crowd plays "
    "on the event itself, wherever it is."
)


class RehearsedEvent(NamedTuple):
    """The code of the event in which a crowd plays, and the cookies by which it is let in.

    Of a rehearsal that may be sent away from its console, its number.
    """

    code: str
    admission: str = ""
    rehearsal_id: int | None = None


@contextmanager
def rehearsed_event(
    code: str, *, on_itself: bool, say: Callable[[str], None]
) -> Iterator[RehearsedEvent]:
    """The event itself (`on_itself`), or its twin: the present one, else one while this lasts.

    NotFound where a twin would have to be made of what is not in this machine's database.
    """
    event = find_event(code)
    if on_itself or event is None:
        if not on_itself:
            raise NotFound(ELSEWHERE)
        yield RehearsedEvent(code, "" if event is None else admission_of(event))
        return
    known = event if event.is_rehearsal else find_rehearsal(event.id)
    twin_id = begin_twin(event) if known is None else known.id
    twin = db.session.get_one(Event, twin_id)
    place = RehearsedEvent(twin.code, admission_of(twin), twin_id)
    say(_("The crowd plays in the rehearsal %(code)s.", code=place.code))
    db.session.rollback()
    try:
        yield place
    finally:
        if known is None:
            drop_twin(place.code)


def event_here(key: str) -> Event | None:
    """The event that the server plays, if it is in this machine's database."""
    return db.session.scalar(select(Event).where(Event.key == key))


def begin_twin(event: Event) -> int:
    """Make a twin of the event; its number."""
    rng: Random = current_app.config["RANDOM"]
    event_id = event.id
    with writing():
        twin_id = begin_rehearsal(event_id, "", clock.now(), rng, CONSOLE).id
        db.session.commit()
    return twin_id


def drop_twin(code: str) -> None:
    """Drop the twin of that code, unless somebody was first."""
    with writing():
        twin = find_event(code)
        if twin is not None:
            drop_rehearsal(twin.id, clock.now(), CONSOLE)
            db.session.commit()


def admission_of(event: Event) -> str:
    """The cookies that let a player into the rehearsal, by HTTP and by HTTPS."""
    token = rehearsal_token(runtime().around.secret, event.key)
    return "; ".join(f"{rehearsal_cookie(https=https)}={token}" for https in (False, True))
