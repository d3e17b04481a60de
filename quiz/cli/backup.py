"""`quiz backup`: the whole database in one file."""

import os
from pathlib import Path

import click
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.cli.copies import check_sqlite, opened, plain_sqlite, run_program, tells
from quiz.cli.terminal import in_terminal_language
from quiz.config import from_environment
from quiz.database import is_sqlite
from quiz.errors import Conflict, NotFound


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@in_terminal_language
def backup(file: Path) -> None:
    """Copy the whole database into FILE while the quiz goes on; a FILE that is there is kept.

    The copy is of one instant, checked, and its owner's alone. The secret key is not in it: keep a
    copy of that apart, or players and staff of a restored quiz must begin anew.

    Example: quiz backup /var/backups/celadon/evening.backup
    """
    url = from_environment().database_url
    if file.exists():
        raise Conflict(_l("%(file)s is there already; name another file.", file=str(file)))
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.touch(0o600, exist_ok=False)
        held = (copy_sqlite if is_sqlite(url) else dump_postgresql)(url, draft)
        if not held:
            raise NotFound(_l("The database holds nothing yet."))
        sync(draft)
        # A link is made whole or not at all, and never over another file.
        os.link(draft, file)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    finally:
        draft.unlink(missing_ok=True)
    click.echo(_("%(file)s was written. It holds %(held)s.", file=file, held=held))


def copy_sqlite(url: str, draft: Path) -> str:
    """Copy an SQLite database into the file `draft`; what the copy holds."""
    with opened(url, existing=True) as source, plain_sqlite(draft) as copy:
        # All pages in one step: writers go on meanwhile, and the copy is of one instant.
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        check_sqlite(copy, draft)
        return tells(copy)


def dump_postgresql(url: str, draft: Path) -> str:
    """Dump a PostgreSQL database into the file `draft`; what the dump holds."""
    with opened(url) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone()
        held = tells(connection)
        run_program(url, "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={draft}")
    # To nowhere: it reads every byte, and fails if one is wrong.
    run_program(None, "pg_restore", f"--file={os.devnull}", str(draft))
    return held


def sync(path: Path) -> None:
    """Return once the file is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
