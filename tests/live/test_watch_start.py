"""A process that starts while the database is away waits for it, and knows everything then."""

import threading
import time
from contextlib import closing

import pytest
from flask import Flask

from quiz.database import connect_raw
from tests.evenings import Evening

pytestmark = pytest.mark.both_databases


def test_it_begins_when_the_database_answers(app: Flask, evening: Evening) -> None:
    watch = app.extensions["runtime"].watch
    with closing(connect_raw(app.config["SQLALCHEMY_DATABASE_URI"])) as connection:
        connection.execute("ALTER TABLE event RENAME TO away")
        begins = threading.Thread(target=watch.start)
        begins.start()
        time.sleep(0.5)
        assert begins.is_alive()
        connection.execute("ALTER TABLE away RENAME TO event")
    begins.join(30)
    known = watch.event(evening.code)
    # Before the clock is given back: it would follow what the database says of today.
    watch.end()
    assert (begins.is_alive(), known and known.facts.id) == (False, evening.event_id)
