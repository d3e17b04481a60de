"""The life of a crowd in a rehearsal: it says that it lives, and hears when to leave."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from quiz.accounts.queries import present_staff
from quiz.audit.actions import CONSOLE
from quiz.cli.rehearsal.report import Report
from quiz.cli.rehearsal.twin import RehearsedEvent
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import is_any_event_on
from quiz.extensions import db
from quiz.simulation.actions import call_crowd, end_crowd, tell_of_crowd
from quiz.simulation.queries import is_crowd_wanted, is_rehearsal_there
from quiz.simulation.rules import (
    UNSEEN_MS,
    CrowdEnding,
    CrowdManner,
    CrowdSurroundings,
    Tidings,
    ending_of,
)

BEAT_S = 0.5
# Where nothing is new, it is said that often.
STILL_S = 4.0
# A crowd that cannot be sent away any more leaves by itself.
UNREACHABLE_S = 20.0


class CrowdLine:
    """The line between a crowd and its row: the crowd of that key, in that rehearsal.

    One that a console has sent in is `watched`: it leaves as well when no host is there any more,
    when nobody answers it, and when an evening begins.
    """

    def __init__(self, app: Flask, event_id: int, key: str, *, watched: bool) -> None:
        self._app, self._event_id, self._key, self._watched = app, event_id, key, watched
        self._since = clock.now()
        self._last = Tidings()
        self._last_at = self._heard_at = monotonic()
        self._is_first, self._is_gone = True, False

    async def follow(self, report: Report, ending: asyncio.Event) -> None:
        """Say how many play and answered, until `ending`, which is set once all have to leave."""
        self._heard_at = monotonic()
        while not ending.is_set():
            if not await self._goes_on(report):
                report.is_gone = report.is_gone or self._is_gone
                ending.set()
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT_S):
                    await ending.wait()

    async def _goes_on(self, report: Report) -> bool:
        tidings, unanswered = report.tidings(), report.unanswered_s()
        try:
            goes_on = await asyncio.to_thread(self._beat, tidings, unanswered)
        except SQLAlchemyError:
            return monotonic() - self._heard_at < UNREACHABLE_S
        self._heard_at = monotonic()
        return goes_on

    def _beat(self, tidings: Tidings, unanswered_s: float) -> bool:
        with self._app.app_context():
            now = clock.now()
            if not is_crowd_wanted(self._event_id, self._key):
                self._is_gone = not is_rehearsal_there(self._event_id)
                return False
            ending = self._own_ending(now, unanswered_s)
            db.session.rollback()
            if ending is not None:
                self._write_end(ending, now)
                return False
            return self._write(tidings, now) if self._is_due(tidings) else True

    def _own_ending(self, now: int, unanswered_s: float) -> CrowdEnding | None:
        if not self._watched:
            return None
        lately = now - UNSEEN_MS
        is_watched = self._since > lately or bool(present_staff(self._event_id, lately))
        return ending_of(CrowdSurroundings(is_watched, is_any_event_on(now), unanswered_s))

    def _is_due(self, tidings: Tidings) -> bool:
        is_still = tidings == self._last and not self._is_first
        return not is_still or monotonic() - self._last_at > STILL_S

    def _write(self, tidings: Tidings, now: int) -> bool:
        with writing():
            wanted = tell_of_crowd(self._event_id, self._key, tidings, now)
            db.session.commit()
        self._last, self._last_at, self._is_first = tidings, monotonic(), False
        return wanted

    def _write_end(self, ending: CrowdEnding, now: int) -> None:
        with writing():
            end_crowd(self._event_id, self._key, ending, now)
            db.session.commit()


@contextmanager
def crowd_line(
    app: Flask, place: RehearsedEvent, players: int, manner: CrowdManner, key: str
) -> Iterator[CrowdLine | None]:
    """The line of the crowd that was called by that key, or of one that is called here.

    None where the crowd plays on an event itself. At the end, Ctrl-C is one, it is kept that the
    crowd has left.
    """
    event_id = place.rehearsal_id
    if event_id is None:
        with suppress(KeyboardInterrupt):
            yield None
        return
    own = key or call_here(event_id, players, manner)
    ending = CrowdEnding.FAILED
    try:
        yield CrowdLine(app, event_id, own, watched=bool(key))
        ending = CrowdEnding.OVER
    except KeyboardInterrupt:
        ending = CrowdEnding.SENT_AWAY
    finally:
        with writing():
            end_crowd(event_id, own, ending, clock.now())
            db.session.commit()


def call_here(event_id: int, players: int, manner: CrowdManner) -> str:
    """Call a crowd from the command line; its key."""
    with writing():
        key = call_crowd(event_id, players, manner, clock.now(), CONSOLE)
        db.session.commit()
    return key
