"""`quiz bank`: question banks from files and into files."""

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from quiz.audit.actions import CONSOLE
from quiz.bank.actions import Imported, add_file
from quiz.bank.comparison import Comparison
from quiz.bank.formats.base import FileReading
from quiz.bank.formats.bilingual import refuse_if_any
from quiz.bank.formats.foreign import first_words
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.history.archive import archived_pictures, export_archive
from quiz.bank.imports import BankFile, Follow, bank_file, file_reading, pair_reading
from quiz.bank.preview import Light, preview_of
from quiz.bank.queries import (
    compare_file,
    export_bank,
    export_with_pictures,
    export_workbook,
    get_bank_named,
    list_banks,
    pictures_of,
)
from quiz.bank.remarks import remarks
from quiz.bounds import PROBLEMS
from quiz.cli.bank_check import check_command
from quiz.cli.museum_object import object_command
from quiz.cli.progress import WatchedWork
from quiz.clock import clock
from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.languages import spoken_by
from quiz.i18n.localized import LANGUAGES
from quiz.pictures.queries import masters_of
from quiz.web.file_objects import cite_objects_of, cited_objects
from quiz.web.file_pictures import with_kept_pictures

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LIGHTS = {
    Light.GREEN: _l("Fine"),
    Light.AMBER: _l("To be looked at"),
    Light.RED: _l("Left out"),
}
# Bytes of a file that is read and written before anybody could wonder.
LARGE = 100_000
# The exit code where questions of the file were left out.
LEFT_OUT = 3


@click.group()
def bank_group() -> None:
    """Bring question banks in from files, list them, write them out.

    Example: quiz bank list
    """


bank_group.add_command(object_command, "object")
bank_group.add_command(check_command, "check")


@bank_group.command("import")
@click.argument("file", type=FILE)
@click.option("--bank", "name", help="The bank to add to; the file's name if not given.")
@click.option("--pair", "other", type=FILE, help="The same questions in the other language.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The only language of FILE.")
@click.option("--dry-run", is_flag=True, help="Say what would become of it, and write nothing.")
@click.option("--anyway", is_flag=True, help="Take texts that look ruined as they are.")
@click.option("--overwrite", is_flag=True, help="Also replace what changed in the meantime.")
@with_appcontext
def import_command(
    file: Path,
    name: str | None,
    other: Path | None,
    language: str | None,
    *,
    dry_run: bool,
    anyway: bool,
    overwrite: bool,
) -> None:
    """Add the questions of FILE to a bank, and change those with an id.

    FILE is our bilingual sheet, or one of another program: Kahoot, Wooclap, Moodle, H5P, QTI. A
    wrong sheet of ours is refused whole, with its errors; of another program's file what has no
    counterpart is named and left out. A second time adds nothing.

    The exit code is 0 where everything was taken, 3 where something was left out, 1 where nothing
    was imported.

    Example: quiz bank import bank-va.csv --bank "V&A"
    """
    bank_name = name or file.stem
    try:
        progress = watched_import(file, other)
        progress.begin(_("Reading %(file)s…", file=file.name))
        reading = read_given(file, other, language or "")
        read = bank_file(reading, partial(progress.follow, _("Questions")))
        comparison = compare_file(bank_name, read)
        refuse_if_any(() if anyway else comparison.grave)
    except FileRefused as refused:
        say_errors(refused)
        raise
    if dry_run:
        for line in foreseen_lines(bank_name, comparison, read.reading):
            click.echo(line)
    else:
        write_given(bank_name, read, comparison, progress, overwrite=overwrite)
    if comparison.left_out:
        click.get_current_context().exit(LEFT_OUT)


def watched_import(*files: Path | None) -> WatchedWork:
    """How far an import of these files is, where somebody looks and it takes a while."""
    size = sum(file.stat().st_size for file in files if file is not None)
    return WatchedWork(sys.stderr, is_large=size >= LARGE)


def write_given(
    name: str, read: BankFile, comparison: Comparison, progress: WatchedWork, *, overwrite: bool
) -> None:
    """Keep the file's pictures, write its questions, and say what became of it."""
    has_pictures = any(question.pictures for question in read.reading.questions)
    follow: Follow = partial(progress.follow, _("Pictures")) if has_pictures else iter
    file = with_kept_pictures(read, CONSOLE, follow)
    if file is not read:
        comparison = compare_file(name, file)
    say_uncertain(comparison)
    progress.begin(
        ngettext("Writing %(num)d question…", "Writing %(num)d questions…", len(file.rows))
    )
    with writing():
        done = add_file(name, file, comparison, clock.now(), CONSOLE, overwrite=overwrite)
        cite_objects_of(file, done.bank.id, clock.now(), CONSOLE)
        name = done.bank.name
        db.session.commit()
    for line in import_lines(name, done, comparison, file.reading):
        click.echo(line)


def read_given(file: Path, other: Path | None, language: str) -> FileReading:
    """The questions of the file, with the other language of its questions if there is one."""
    if other is None:
        return file_reading(file.read_bytes(), language)
    return pair_reading(file.read_bytes(), other.read_bytes(), language)


def say_uncertain(comparison: Comparison) -> None:
    """A line for what is not certain, and for each reason why a question is left out."""
    for doubt in comparison.doubts[:PROBLEMS]:
        click.echo(str(doubt.place.sentence), err=True)
    for left in comparison.left_out:
        for error in left.errors:
            facts = {"question": left.text, "reason": error.sentence}
            click.echo(_("Left out: “%(question)s”. %(reason)s", **facts), err=True)


def foreseen_lines(bank: str, comparison: Comparison, reading: FileReading) -> Iterator[str]:
    """What would become of the file: a line for each question, then one for each thing."""
    preview = preview_of(reading, comparison, {})
    for row in preview.rows:
        text = first_words(row.text or row.prompt)
        yield _(
            "%(light)s, row %(row)s: %(question)s",
            light=LIGHTS[row.light],
            row=row.row,
            question=text,
        )
        yield from (f"    {error.reason}" for error in row.errors)
    if preview.more:
        yield ngettext("%(num)d more is not listed.", "%(num)d more are not listed.", preview.more)
    yield ngettext(
        "%(bank)s: %(num)s question would be added.",
        "%(bank)s: %(num)s questions would be added.",
        len(comparison.new),
        bank=bank,
    )
    if comparison.wanted:
        yield ngettext(
            "%(num)d question would change.",
            "%(num)d questions would change.",
            len(comparison.wanted),
        )
    yield from map(str, remarks(reading, comparison))


def import_lines(
    bank: str, done: Imported, comparison: Comparison, reading: FileReading
) -> Iterator[str]:
    """What became of the file, a line for each thing."""
    yield ngettext(
        "%(bank)s: %(num)s question added, %(already)s already there.",
        "%(bank)s: %(num)s questions added, %(already)s already there.",
        done.added,
        bank=bank,
        already=done.already,
    )
    if done.changed:
        yield ngettext("%(num)d question changed.", "%(num)d questions changed.", done.changed)
    if done.kept:
        yield ngettext(
            "%(num)d question changed after the file was written, and is left as it is; --overwrite"
            " changes it.",
            "%(num)d questions changed after the file was written, and are left as they are;"
            " --overwrite changes them.",
            done.kept,
        )
    yield from map(str, remarks(reading, comparison))


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
@click.option("--language", type=click.Choice(LANGUAGES), help="Whose spreadsheets open it.")
@click.option("--archived", is_flag=True, help="Archived questions too, as .json always has them.")
@with_appcontext
def export_command(name: str, file: Path, language: str | None, archived: bool) -> None:
    """Write the bank NAME to FILE, which changes the same bank when imported.

    FILE is a bilingual CSV; where it ends in .xlsx a workbook, in .zip the CSV with its pictures,
    in .json the bank's archive with its pictures.

    Example: quiz bank export bank-va copy.csv
    """
    found = get_bank_named(name)
    spoken = language or spoken_by(os.environ) or LANGUAGES[0]
    try:
        file.write_bytes(exported(found.id, file.suffix.lower(), spoken, archived))
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    click.echo(_("%(bank)s: written to %(file)s.", bank=found.name, file=file))


def exported(bank_id: int, suffix: str, language: str, archived: bool) -> bytes:
    """The bank in the format of that suffix, with its archived questions or without."""
    if suffix == ".xlsx":
        return export_workbook(bank_id, language, archived=archived)
    if suffix == ".zip":
        pictures = masters_of(pictures_of(bank_id, archived=archived))
        return export_with_pictures(bank_id, language, pictures, archived=archived)
    if suffix == ".json":
        pictures = masters_of(archived_pictures(bank_id))
        return export_archive(bank_id, pictures, cited_objects(bank_id))
    return export_bank(bank_id, language, archived=archived)
