"""Who is told to ask again and then "too late" is told the truth, whatever held the database up."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from flask import Flask

from quiz.database import connect_raw, is_sqlite, writing
from quiz.events.models import Channel
from quiz.extensions import db
from quiz.game.ledger.entries import AnswerEntry, Fate, Kept, LateEntry
from tests.clocks import EVENING
from tests.evenings import Evening
from tests.factories import make_player

pytestmark = pytest.mark.both_databases

PLAYER = 11
SOON_S = 0.2


@contextmanager
def holding(url: str) -> Iterator[Any]:
    """A connection that keeps everybody else from writing answers."""
    with closing(connect_raw(url)) as connection:
        if is_sqlite(url):
            connection.execute("BEGIN IMMEDIATE")
        else:
            connection.execute("BEGIN")
            connection.execute("LOCK TABLE answer IN EXCLUSIVE MODE")
        yield connection


@pytest.fixture
def entry(evening: Evening) -> AnswerEntry:
    """An answer that is about to be sent in an open round, to a ledger at work."""
    with writing():
        make_player(db.session.get_one(Channel, evening.channels[0]), id=PLAYER)
        db.session.commit()
    played = evening.launch_and_open()
    evening.desk.ledger.start()
    return AnswerEntry(played.times.id, PLAYER, "a", EVENING, 1_200, "1", 740, evening.channels[0])


def test_what_may_be_asked_again_is_not_written_behind_ones_back(
    app: Flask, evening: Evening, entry: AnswerEntry
) -> None:
    late = LateEntry(entry.round_id, PLAYER)
    put = evening.put
    with holding(app.config["SQLALCHEMY_DATABASE_URI"]) as connection:
        assert put(entry, SOON_S) is Fate.AWAY
        connection.execute("ROLLBACK")
    assert put(late, 10) is Fate.SHUT
    evening.desk.ledger.end()
    assert evening.desk.reader.answers(entry.round_id) == 0


def test_too_late_is_not_said_while_a_write_is_under_way(
    app: Flask, evening: Evening, entry: AnswerEntry
) -> None:
    late = LateEntry(entry.round_id, PLAYER)
    put = evening.put
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    with closing(connect_raw(url)) as other:
        lock = "" if is_sqlite(url) else " FOR SHARE"
        other.execute("BEGIN IMMEDIATE" if is_sqlite(url) else "BEGIN")
        other.execute(f"SELECT id FROM round{lock}").fetchall()
        marks = ", ".join(["?" if is_sqlite(url) else "%s"] * len(entry[:-1]))
        columns = ", ".join(AnswerEntry._fields[:-1])
        other.execute(f"INSERT INTO answer ({columns}) VALUES ({marks})", entry[:-1])
        assert put(late, SOON_S) is Fate.AWAY
        other.execute("COMMIT")
    assert put(late, 10) == Kept(False, "a", 1_200)
