"""A host who clicks while a round is being counted: both are done, neither stops the other."""

import threading

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.database import writing
from quiz.events.actions.steps import lock_event
from quiz.events.models import Round
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.tally.count import shut_and_count
from quiz.statements import open_book
from tests.evenings import Evening
from tests.phones import Hall

pytestmark = pytest.mark.both_databases


def test_a_reveal_that_meets_the_count(app: Flask, evening: Evening) -> None:
    played = evening.launch_and_open()
    evening.clock.set(played.times.shuts)
    book = open_book(app.config["SQLALCHEMY_DATABASE_URI"])
    counting = threading.Thread(target=shut_and_count, args=[book, evening.clock.now])
    with writing():
        lock_event(evening.event_id)
        counting.start()
        counting.join(0.3)  # It comes to where it waits for us.
        row = db.session.get_one(Round, played.times.id)
        row.reveal_click_at = evening.clock.now() + 500
        db.session.commit()
    counting.join()
    book.close()
    row = db.session.scalars(select(Round).execution_options(populate_existing=True)).one()
    assert (row.reveal_click_at, row.counted_at) == (evening.clock.now() + 500,) * 2


def test_joins_do_not_wait_for_a_host(hall: Hall, backend: str) -> None:
    if backend == "sqlite":
        return  # It has one writer at a time, which is quick.
    hall.evening.step(Step.LAUNCH)
    with writing():
        lock_event(hall.evening.event_id)
        assert hall.phone().join("Ming").status_code == 201
        db.session.rollback()
