"""Events that nobody leads: each process tries the step whose instant has come; one wins."""

from collections.abc import Callable

from flask import Flask

from quiz.audit.actions import PILOT
from quiz.database import writing
from quiz.events.actions.steps import Surroundings
from quiz.events.timeline import STAMP_MS
from quiz.extensions import db
from quiz.game.actions.pilot import fly
from quiz.periodic import PeriodicTask
from quiz.statements import Book

DUE = """SELECT pilot.event_id FROM pilot JOIN event ON event.id = pilot.event_id
WHERE pilot.paused_at IS NULL AND pilot.next_at <= ? AND event.binned_at IS NULL"""


class Piloting(PeriodicTask):
    """Looks four times a second for what is due, in one small table."""

    def __init__(
        self,
        app: Flask,
        open_book: Callable[[], Book],
        now: Callable[[], int],
        around: Callable[[int, str], Surroundings],
    ) -> None:
        super().__init__("piloting", open_book, self._lead)
        self._app = app
        self._now = now
        self._around = around

    def _lead(self, book: Book) -> None:
        # A step is stamped a little ahead, so that every process knows it in time.
        for (event_id,) in book.run(DUE, (self._now() + STAMP_MS,)).fetchall():
            self._step(event_id)

    def _step(self, event_id: int) -> None:
        with self._app.app_context():
            around = self._around(event_id, PILOT)
            with writing():
                fly(event_id, around)
                db.session.commit()
