"""Connections to both databases are set up as promised."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, text
from sqlalchemy.exc import IntegrityError

from quiz.clock import clock as product_clock
from quiz.database import connect_raw, is_sound, sqlite, writing
from quiz.errors import Invalid
from quiz.events.models import Event
from quiz.extensions import db
from quiz.statements import open_book
from tests.clocks import SettableClock
from tests.factories import make_channel, make_entry, make_event, make_player, make_staff
from tests.servers import PostgresServer

PRAGMAS = {"busy_timeout": 5000, "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_only_fixed_versions_of_sqlite_are_sound(
    version: tuple[int, int, int], sound: bool
) -> None:
    assert is_sound(version) is sound


@pytest.mark.both_databases
def test_factories_make_rows(app: Flask) -> None:
    event = make_event()
    make_player(make_channel(event))
    make_entry(event)
    make_staff("admin")
    make_staff("admin")
    db.session.commit()
    assert [entry.question.prompt.zh for entry in event.entries] == ["博物馆哪一年开放？"]
    stored = db.session.execute(text("SELECT prompt FROM question")).scalar_one()
    assert "博物馆" in str(stored)


def test_clock_stands_still_until_moved(clock: SettableClock) -> None:
    before = product_clock.now()
    clock.advance(1500)
    assert product_clock.now() - before == 1500


def test_sqlite_connections_keep_what_they_commit(app: Flask) -> None:
    for connection in (connect_raw(app.config["SQLALCHEMY_DATABASE_URI"]), db.session.connection()):
        run = getattr(connection, "exec_driver_sql", None) or connection.execute
        told = [run(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS]
        connection.close()
        assert dict(zip(PRAGMAS, told, strict=True)) == PRAGMAS


@pytest.mark.both_databases
def test_plain_connections_commit_each_statement(app: Flask) -> None:
    first, second = (connect_raw(app.config["SQLALCHEMY_DATABASE_URI"]) for _ in range(2))
    first.execute("INSERT INTO bank (name, made_at, version) VALUES ('V&A', 1, 1)")
    assert second.execute("SELECT name FROM bank").fetchall() == [("V&A",)]
    first.execute("BEGIN")
    first.execute("DELETE FROM bank")
    first.execute("ROLLBACK")
    assert second.execute("SELECT name FROM bank").fetchall() == [("V&A",)]
    first.close()
    second.close()


@pytest.mark.both_databases
def test_plain_connections_refuse_broken_references(app: Flask) -> None:
    connection = connect_raw(app.config["SQLALCHEMY_DATABASE_URI"])
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        connection.execute("INSERT INTO staff_role (staff_id, role_id) VALUES (7, 7)")
    connection.close()


@pytest.mark.postgresql
def test_postgresql_commits_wait_for_the_disk(postgresql: PostgresServer) -> None:
    connection = connect_raw(postgresql.url("postgres"))
    assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    connection.close()


def lock_is_held(url: str) -> bool:
    """Whether somebody holds SQLite's write lock."""
    connection = connect_raw(url)
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite.OperationalError as error:
        assert "locked" in str(error)  # noqa: PT017 (whatever else went wrong is a failure)
        return True
    else:
        return False
    finally:
        connection.close()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_that_reads_holds_no_lock(app: Flask, method: str) -> None:
    with app.test_request_context(method=method):
        db.session.execute(text("SELECT 1"))
        assert not lock_is_held(app.config["SQLALCHEMY_DATABASE_URI"])
        db.session.rollback()


@pytest.mark.both_databases
def test_a_request_writes_nowhere_else(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        with pytest.raises(RuntimeError, match="writing"):
            make_event()
        db.session.rollback()
        with pytest.raises(RuntimeError, match="writing"):
            db.session.execute(delete(Event))
        with writing():
            make_event()
            db.session.rollback()


def test_writing_holds_the_lock_from_its_first_read(app: Flask) -> None:
    db.session.rollback()
    with writing():
        db.session.execute(text("SELECT 1"))
        assert lock_is_held(app.config["SQLALCHEMY_DATABASE_URI"])
        db.session.rollback()
    db.session.execute(text("SELECT 1"))
    assert not lock_is_held(app.config["SQLALCHEMY_DATABASE_URI"])


def test_a_rollback_takes_everything_back(app: Flask) -> None:
    make_event()
    db.session.rollback()
    assert db.session.execute(text("SELECT COUNT(*) FROM event")).scalar_one() == 0


def test_writing_lets_go_of_what_was_read_before(app: Flask) -> None:
    db.session.execute(text("SELECT 1"))
    with writing():
        make_event()
        db.session.commit()
    assert db.session.execute(text("SELECT COUNT(*) FROM event")).scalar_one() == 1


@pytest.mark.both_databases
def test_writing_holds_nothing_after_its_end(app: Flask) -> None:
    with writing():
        make_event()
        with writing():
            make_event()
        assert db.session.execute(text("SELECT COUNT(*) FROM event")).scalar_one() == 2
    assert db.session.execute(text("SELECT COUNT(*) FROM event")).scalar_one() == 0


def refuse_half_way() -> None:
    """Write something, then refuse."""
    with writing():
        make_event()
        raise Invalid("No.")


def test_writing_holds_nothing_after_a_refusal(app: Flask) -> None:
    with pytest.raises(Invalid):
        refuse_half_way()
    assert not lock_is_held(app.config["SQLALCHEMY_DATABASE_URI"])


@pytest.mark.both_databases
def test_a_failed_statement_names_no_value(app: Flask) -> None:
    with pytest.raises(IntegrityError) as refused:
        db.session.execute(
            text("INSERT INTO staff_role (staff_id, role_id) VALUES (:staff, :role)"),
            {"staff": 271828, "role": 314159},
        )
    assert "parameters hidden" in str(refused.value)
    assert "271828" not in str(refused.value).partition("DETAIL")[0]
    db.session.rollback()


def test_sqlite_files_are_their_owners_alone(app: Flask, tmp_path: Path) -> None:
    database = tmp_path / "new.sqlite"
    book = open_book(f"sqlite:///{database}", in_turn=True)
    book.run("CREATE TABLE held (number INTEGER)")
    files = sorted(tmp_path.glob("new.sqlite*"))
    assert [(file.name, file.stat().st_mode & 0o777) for file in files] == [
        ("new.sqlite", 0o600),
        ("new.sqlite-shm", 0o600),
        ("new.sqlite-wal", 0o600),
        ("new.sqlite.turn", 0o600),
    ]
    for file in files:
        file.chmod(0o644)
    connect_raw(f"sqlite:///{database}").close()
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    book.close()
