"""Rehearsals that nobody dropped go by themselves once their day is over."""

from collections.abc import Callable
from time import monotonic

from flask import Flask

from quiz.database import writing
from quiz.extensions import db
from quiz.game.actions.rehearsal import drop_old_rehearsals
from quiz.periodic import PeriodicTask
from quiz.statements import Book

EVERY_S = 60.0
ANY = "SELECT 1 FROM event WHERE original_id IS NOT NULL LIMIT 1"


class Dropping(PeriodicTask):
    """Looks once a minute whether there is a rehearsal at all, and drops those that are old."""

    def __init__(self, app: Flask, open_book: Callable[[], Book], now: Callable[[], int]) -> None:
        super().__init__("dropping", open_book, self._drop)
        self._app = app
        self._now = now
        self._due = 0.0

    def _drop(self, book: Book) -> None:
        if monotonic() < self._due:
            return
        self._due = monotonic() + EVERY_S
        if book.run(ANY).fetchone() is None:
            return
        with self._app.app_context(), writing():
            drop_old_rehearsals(self._now())
            db.session.commit()
