"""`quiz restore`: the database of a backup in the place of this one."""

from pathlib import Path

import click
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import make_url

from quiz.cli.checks.data import look_at_schema
from quiz.cli.copies import check_sqlite, opened, plain_sqlite, run_program, tells
from quiz.cli.terminal import in_terminal_language
from quiz.config import from_environment
from quiz.database import is_sqlite, sound_sqlite
from quiz.errors import Conflict, Invalid

# Phones leave out what is older than they know: what was lost may have been so many changes.
VERSIONS_AHEAD = 1_000
SQLITE_MAGIC = b"SQLite format 3\0"
POSTGRESQL_MAGIC = b"PGDMP"
OTHERS = """
SELECT COUNT(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace what the database holds.")
@in_terminal_language
def restore_command(file: Path, *, force: bool) -> None:
    """Put the database of FILE, which quiz backup made, in the place of this one.

    Refused while the quiz runs, and where the database holds anything unless forced. It happens
    whole or not at all. Afterwards quiz integrity counts everything again.

    Example: quiz restore /var/backups/celadon/evening.backup
    """
    url = from_environment().database_url
    refuse_other_kind(file, sqlite=is_sqlite(url))
    if is_sqlite(url):
        Path(str(make_url(url).database)).parent.mkdir(0o700, parents=True, exist_ok=True)
    refuse_running(url)
    with opened(url) as connection:
        there = tells(connection)
    if there and not force:
        raise Conflict(_l("The database holds %(held)s. --force replaces it.", held=there))
    (fill_sqlite if is_sqlite(url) else fill_postgresql)(url, file)
    with opened(url) as connection:
        connection.execute(f"UPDATE event SET version = version + {VERSIONS_AHEAD}")  # noqa: S608 (a constant)
        if there:
            click.echo(_("The database held %(held)s.", held=there))
        click.echo(_("Now it holds %(held)s.", held=tells(connection)))
        schema = look_at_schema(connection)
    if not schema.well:
        click.echo(schema.sentence)
    click.echo(_("quiz integrity counts everything again and compares."))


def fill_sqlite(url: str, file: Path) -> None:
    """Put the copy in `file` into an SQLite database, in one transaction of SQLite's own."""
    with plain_sqlite(file) as source, opened(url) as target:
        check_sqlite(source, file)
        source.backup(target)


def fill_postgresql(url: str, file: Path) -> None:
    """Put the dump in `file` into a PostgreSQL database, in one transaction."""
    options = ["--clean", "--if-exists", "--no-owner", "--no-privileges"]
    run_program(url, "pg_restore", *options, "--single-transaction", "--exit-on-error", str(file))


def refuse_other_kind(file: Path, *, sqlite: bool) -> None:
    """Say so if `file` is no copy of this kind of database."""
    with file.open("rb") as opened_file:
        begins = opened_file.read(len(SQLITE_MAGIC))
    if not begins.startswith(SQLITE_MAGIC if sqlite else POSTGRESQL_MAGIC):
        sentence = _l("%(file)s is not a backup of this kind of database.", file=str(file))
        raise Invalid(sentence)


def refuse_running(url: str) -> None:
    """Say so if anybody else has the database open."""
    if is_sqlite(url):
        free = is_free_sqlite(Path(str(make_url(url).database)))
    else:
        with opened(url) as connection:
            free = connection.execute(OTHERS).fetchone()[0] == 0
    if not free:
        raise Conflict(_l("The database is in use. Stop the quiz first, on every machine."))


def is_free_sqlite(path: Path) -> bool:
    """Whether no other process has the file open; one that only waits has it open, too."""
    if not path.exists():
        return True
    with plain_sqlite(path) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except sound_sqlite().OperationalError:
            return False
    return True
