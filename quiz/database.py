"""How a connection to either database is set up, for SQLAlchemy and for plain DB-API use."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import quote

from flask import has_request_context, request
from flask_babel import lazy_gettext as _l
from sqlalchemy import Connection, Engine, event, make_url

from quiz.errors import Unavailable

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
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

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
    """Set up each SQLite connection of `engine`, and begin its transactions for real."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions that begin in here are going to write, outside a request.

    On SQLite they begin with the write lock, as those of a POST do; without it, a transaction
    that read first and writes later fails at once when somebody else wrote in between.
    """
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


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
    path = quote(str(make_url(url).database))
    connection = sound_sqlite().connect(
        f"file:{path}?mode={'rw' if existing else 'rwc'}",
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
    )
    _on_connect(connection, None)
    return connection


def _on_connect(connection: Any, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _on_begin(connection: Connection) -> None:
    unsafe = has_request_context() and request.method not in SAFE_METHODS
    connection.exec_driver_sql("BEGIN IMMEDIATE" if unsafe or _writing.get() else "BEGIN")
