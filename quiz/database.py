"""How a connection to either database is set up, for SQLAlchemy and for plain DB-API use."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import has_app_context, has_request_context
from flask_babel import lazy_gettext as _l
from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.orm import ORMExecuteState

from quiz.bin import leave_out_binned
from quiz.errors import Unavailable
from quiz.extensions import db

BUSY_MS = 5_000
POOL_SECONDS = 5
CONNECT_SECONDS = 5
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
DURABLE = "-c synchronous_commit=on"
# SQLite gives its log and its index the mode that the database has when they are made.
FAMILY = ("", "-wal", "-shm", ".turn")

# The wheel brings an SQLite of its own; the system's is the second choice.
sqlite: Any = import_module("pysqlite3") if find_spec("pysqlite3") else sqlite3

_writing: ContextVar[bool] = ContextVar("writing", default=False)


def is_sound(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug, which loses committed writes."""
    return (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51, 0)
        or (3, 44, 6) <= version < (3, 45, 0)
    )


def sound_sqlite() -> Any:
    """The DB-API module to open SQLite with; refused where its SQLite loses writes."""
    if not is_sound(sqlite.sqlite_version_info):
        raise Unavailable(
            _l(
                "This machine's SQLite %(version)s can lose what was written. Install SQLite "
                "3.51.3 or newer, or give a PostgreSQL database in QUIZ_DATABASE_URL.",
                version=sqlite.sqlite_version,
            )
        )
    return sqlite


def engine_options(url: str) -> dict[str, Any]:
    """What SQLAlchemy's engine for `url` needs; JSON is stored readable, not escaped."""
    options: dict[str, Any] = {
        "json_serializer": partial(json.dumps, ensure_ascii=False),
        # Whoever waits for a connection holds a thread that the crowd needs.
        "pool_timeout": POOL_SECONDS,
        # A failed statement is logged; what it was given may be a hash, a link or a name.
        "hide_parameters": True,
    }
    if is_sqlite(url):
        return options | {
            "module": sound_sqlite(),
            "connect_args": {"timeout": BUSY_MS / 1000, "isolation_level": None},
        }
    return options | {
        "pool_pre_ping": True,
        "connect_args": {"options": DURABLE, "connect_timeout": CONNECT_SECONDS},
    }


def is_sqlite(url: str) -> bool:
    """Whether `url` names an SQLite database."""
    return make_url(url).get_backend_name() == "sqlite"


def listen(engine: Engine) -> None:
    """Set up each SQLite connection of `engine`, and begin its transactions for real.

    The session writes in a request only where it said so, and reads nothing from the bin unasked.
    """
    if not event.contains(db.session, "before_flush", _before_flush):
        event.listen(db.session, "before_flush", _before_flush)
        event.listen(db.session, "do_orm_execute", _before_statement)
        event.listen(db.session, "do_orm_execute", leave_out_binned)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _before_connect)
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)


@contextmanager
def writing() -> Iterator[None]:
    """The one way to begin to write with `db.session`, in requests, commands and threads.

    Whatever the session has read or changed before is let go of: what is written inside is read
    again, in a transaction that on SQLite begins with the write lock. The block commits; what it
    has not committed at its end is rolled back, so nothing is held any longer. Inside another
    such block it is part of that.
    """
    if _writing.get() or not has_app_context():
        yield
        return
    db.session.rollback()
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)
        db.session.rollback()


def connect_raw(url: str, *, existing: bool = False) -> Any:
    """A plain DB-API connection in autocommit: say BEGIN (IMMEDIATE on SQLite) and COMMIT.

    It may be used by another thread than the one that made it, by one at a time. An SQLite file
    that is not there is made, unless it should be `existing`.
    """
    if not is_sqlite(url):
        address = make_url(url).set(drivername="postgresql")
        # Ten megabytes of each worker, where there is no PostgreSQL, are better left alone.
        return import_module("psycopg").connect(
            address.render_as_string(hide_password=False),
            autocommit=True,
            options=DURABLE,
            connect_timeout=CONNECT_SECONDS,
        )
    path = str(make_url(url).database)
    keep_private(path, existing=existing)
    connection = sound_sqlite().connect(
        f"file:{quote(path)}?mode={'rw' if existing else 'rwc'}",
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
    )
    _on_connect(connection, None)
    return connection


def keep_private(path: str, *, existing: bool = False) -> None:
    """Let only its owner read an SQLite file and what belongs to it.

    One that is not there is made, unless it should be `existing`. Who may not do either is left to
    what SQLite says of the file.
    """
    with suppress(OSError):
        if not existing:
            # Never opened where it is there: closing it would end the locks of this process.
            Path(path).touch(0o600, exist_ok=False)
    for name in FAMILY:
        file = Path(f"{path}{name}")
        with suppress(OSError):
            if file.stat().st_mode & 0o077:
                file.chmod(0o600)


def _before_connect(_dialect: object, _record: object, path: list[str], _options: object) -> None:
    keep_private(path[0])


def _on_connect(connection: Any, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _before_flush(*_names: object) -> None:
    """Refuse a request that writes outside `writing()`: it would hold what was read before."""
    if has_request_context() and not _writing.get():
        raise RuntimeError("Begin to write with quiz.database.writing().")


def _before_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        _before_flush()
