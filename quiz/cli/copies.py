"""What a backup and a restore do alike: two kinds of database, PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import make_url

from quiz.database import connect_raw, sound_sqlite
from quiz.errors import Invalid, Unavailable

COUNTED = ("event", "question", "round", "player", "answer", "staff")
PROGRAMS = Path("/usr/lib/postgresql")


def tells(connection: Any) -> str:
    """What a database holds, in words; empty if it holds nothing that anybody made."""
    counts = {}
    for table in COUNTED:
        try:
            row = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608 (constants)
        except Exception:  # noqa: BLE001 (each driver has its own; all mean: no such table)
            return ""
        counts[table] = int(row[0])
    if not any(counts.values()):
        return ""
    sentence: str = _(
        "events: %(event)s, questions: %(question)s, rounds: %(round)s, players: %(player)s, "
        "answers: %(answer)s, staff: %(staff)s",
        **counts,
    )
    return sentence


def check_sqlite(connection: Any, file: Path) -> None:
    """Let SQLite look at every page."""
    try:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sound_sqlite().DatabaseError as error:
        found = str(error)
    if found != "ok":
        sentence = _l("%(file)s is damaged: %(reason)s", file=str(file), reason=found)
        raise Invalid(sentence)


@contextmanager
def opened(url: str, *, existing: bool = False) -> Iterator[Any]:
    """A plain connection to the quiz's database, closed at the end."""
    try:
        connection = connect_raw(url, existing=existing)
    except Exception as error:
        reason = str(error).strip()
        sentence = _l("The database cannot be reached: %(reason)s", reason=reason)
        raise Unavailable(sentence) from error
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def plain_sqlite(path: Path) -> Iterator[Any]:
    """An SQLite file as it is, without our settings."""
    connection = sound_sqlite().connect(str(path), timeout=0.5, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def run_program(url: str | None, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; its refusal is ours. The password is on no command line."""
    environment, target = dict(os.environ), []
    if url is not None:
        address = make_url(url)
        if address.password:
            environment["PGPASSWORD"] = str(address.password)
        plain = address.set(drivername="postgresql", password="")
        target = [f"--dbname={plain.render_as_string(hide_password=False)}"]
    command = [find_program(program), *target, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (our own words)
    if done.returncode:
        raise Unavailable(done.stderr.strip() or program)


def find_program(name: str) -> str:
    """Where a program of PostgreSQL's is on this machine: the newest, which reads older servers."""
    found = [path for path in PROGRAMS.glob(f"*/bin/{name}") if path.parent.parent.name.isdecimal()]
    if found:
        return str(max(found, key=lambda path: int(path.parent.parent.name)))
    program = shutil.which(name)
    if program is None:
        sentence = _l("%(name)s is missing: install PostgreSQL's client programs.", name=name)
        raise Unavailable(sentence)
    return program
