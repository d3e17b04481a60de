"""`quiz doctor`: what must be mended on this machine, in plain sentences."""

import os
import resource
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import click
from alembic.script import ScriptDirectory
from flask_babel import gettext as _

from quiz import database
from quiz.clock import boot_id, clock, database_offset
from quiz.config import ROOT, Settings, from_environment, read_secret
from quiz.errors import QuizError
from quiz.i18n.localized import LANGUAGES

PYTHONS = ((3, 11), (3, 14))
MEGABYTE = 1_000_000  # bytes
LEAST_DISK = 500  # megabytes: a long evening and its log
LEAST_FILES = 4_096
WORST_OFFSET_MS = 1_000
NOW = {
    True: "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)",
    False: "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    sentence: str


@click.command()
def doctor() -> None:
    """Say what is well on this machine and what must be mended; exit code 1 if anything must.

    Example: quiz doctor
    """
    settings = from_environment()
    findings = [finding for look in LOOKS for finding in look(settings)]
    for finding in findings:
        verdict = _("well") if finding.well else _("MEND")
        click.echo(f"{verdict}  {finding.sentence}")
    if not all(finding.well for finding in findings):
        raise click.exceptions.Exit(1)


def look_at_python(_settings: Settings) -> Iterator[Finding]:
    """Whether this Python is one that the locked dependencies are made for."""
    mine = sys.version_info[:2]
    number = ".".join(str(part) for part in mine)
    yield Finding(
        PYTHONS[0] <= mine <= PYTHONS[1],
        _("Python %(number)s; 3.11 to 3.14 will do.", number=number),
    )


def look_at_secret(settings: Settings) -> Iterator[Finding]:
    """Whether the key is there, long enough, and nobody else's to read."""
    try:
        read_secret(settings.secret_file)
    except (QuizError, OSError) as error:
        yield Finding(False, str(error))
        return
    mode = stat.S_IMODE(settings.secret_file.stat().st_mode)
    sentence = _(
        "The secret key %(path)s has mode %(mode)s; 0600 keeps it secret.",
        path=str(settings.secret_file),
        mode=f"{mode:04o}",
    )
    yield Finding(not mode & 0o077, sentence)


def look_at_database(settings: Settings) -> Iterator[Finding]:
    """Whether the database is sound, reachable, up to date, and of one mind about the time."""
    url = settings.database_url
    if database.is_sqlite(url):
        version = database.sqlite.sqlite_version
        sound = database.is_sound(database.sqlite.sqlite_version_info)
        sentence = _("SQLite %(version)s; 3.51.3 and newer lose nothing.", version=version)
        yield Finding(sound, sentence)
        if not sound:
            return
    try:
        connection = database.connect_raw(url, existing=True)
    except Exception as error:  # noqa: BLE001 (each driver has its own; all mean the same here)
        reason = str(error).strip()
        yield Finding(False, _("The database cannot be reached: %(reason)s", reason=reason))
        return
    try:
        yield Finding(True, _("The database answers."))
        yield look_at_schema(connection)
        yield look_at_clocks(connection, NOW[database.is_sqlite(url)], settings)
    finally:
        connection.close()


def look_at_schema(connection: Any) -> Finding:
    """Whether the newest migration ran."""
    newest = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except Exception:  # noqa: BLE001 (each driver has its own; all mean: no such table)
        row = None
    current = row[0] if row else "empty"
    sentence = _(
        "The database is at version %(current)s, the program at %(newest)s; "
        "quiz serve brings it up.",
        current=current,
        newest=newest,
    )
    return Finding(current == newest, sentence)


def look_at_clocks(connection: Any, question: str, settings: Settings) -> Finding:
    """How far this machine's server, or this machine, is from the database's clock."""
    clock.take_over(settings.clock_file, boot_id())
    asked = clock.now()
    (told,) = connection.execute(question).fetchone()
    offset = database_offset(asked, told, clock.now())
    sentence = _("The quiz's clock and the database's are %(apart)s ms apart.", apart=abs(offset))
    return Finding(abs(offset) <= WORST_OFFSET_MS, sentence)


def look_at_room(settings: Settings) -> Iterator[Finding]:
    """Whether the disk and the limit of open files will do for an evening."""
    folder = settings.instance if settings.instance.exists() else settings.instance.parent
    free = shutil.disk_usage(folder).free // MEGABYTE
    told = _("%(free)s MB are free in %(folder)s.", free=free, folder=str(folder))
    yield Finding(free >= LEAST_DISK, told)
    if not os.access(folder, os.W_OK):
        yield Finding(False, _("%(folder)s cannot be written to.", folder=str(folder)))
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY:
        yield Finding(True, _("A process may open any number of files; each phone takes one."))
    else:
        told = _("A process may open %(many)s files; each phone takes one.", many=hard)
        yield Finding(hard >= LEAST_FILES, told)


def look_at_catalogues(_settings: Settings) -> Iterator[Finding]:
    """Whether every language's sentences are compiled, and none is newer than its compilation."""
    for language in LANGUAGES:
        source = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
        compiled = source.with_suffix(".mo")
        ready = compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime
        if ready:
            yield Finding(True, _("The catalogue of %(language)s is compiled.", language=language))
        else:
            told = _(
                "The catalogue of %(language)s is not compiled; make run does.", language=language
            )
            yield Finding(False, told)


LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    look_at_python,
    look_at_secret,
    look_at_database,
    look_at_room,
    look_at_catalogues,
)
