"""`quiz bank`: question banks from files and into files."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.audit.actions import CONSOLE
from quiz.bank.actions import add_file
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.imports import read_file
from quiz.bank.queries import export_bank, get_bank_named, list_banks
from quiz.clock import clock
from quiz.database import writing
from quiz.extensions import db


@click.group()
def bank_group() -> None:
    """Bring question banks in from files, list them, write them out.

    Example: quiz bank list
    """


@bank_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--bank", "name", help="The bank to add to; the file's name if not given.")
@with_appcontext
def import_command(file: Path, name: str | None) -> None:
    """Add the questions of FILE, a bilingual CSV, to a bank.

    A wrong file is refused whole, with its errors; a second time adds nothing.

    Example: quiz bank import bank-va.csv --bank "V&A"
    """
    try:
        read = read_file(file.read_bytes())
    except FileRefused as refused:
        say_errors(refused)
        raise
    with writing():
        done = add_file(name or file.stem, read, clock.now(), CONSOLE)
        bank_name = done.bank.name
        db.session.commit()
    line = ngettext(
        "%(bank)s: %(num)s question added, %(already)s already there.",
        "%(bank)s: %(num)s questions added, %(already)s already there.",
        done.added,
        bank=bank_name,
        already=done.already,
    )
    click.echo(line)


def say_errors(refused: FileRefused) -> None:
    """A line for each error, and one for those that are not listed."""
    for error in refused.errors:
        click.echo(str(error.sentence), err=True)
    if refused.rest:
        rest = ngettext(
            "%(num)d more error is not listed.", "%(num)d more errors are not listed.", refused.rest
        )
        click.echo(rest, err=True)


@bank_group.command("list")
@with_appcontext
def list_banks_command() -> None:
    """Say which banks there are, and how many questions each has.

    Example: quiz bank list
    """
    rows = list_banks()
    for row in rows:
        click.echo(f"{row.questions:>5}  {row.name}")
    if not rows:
        click.echo(_("There is no bank yet."))


@bank_group.command("export")
@click.argument("name")
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@with_appcontext
def export_command(name: str, file: Path) -> None:
    """Write the bank NAME to FILE as a bilingual CSV, which imports back to the same bank.

    Example: quiz bank export bank-va copy.csv
    """
    found = get_bank_named(name)
    try:
        file.write_bytes(export_bank(found.id))
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    click.echo(_("%(bank)s: written to %(file)s.", bank=found.name, file=file))
