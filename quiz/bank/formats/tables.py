"""Another program's table, in a workbook or as text, found by the words of its head."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.archive import is_archive
from quiz.bank.formats.beginnings import first_sheets, first_table
from quiz.bank.formats.decoding import decoded
from quiz.bank.formats.headers import MOST_ABOVE
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.table import read_table
from quiz.bank.formats.workbook import is_workbook, read_workbook

# Where a row is the head of a program's table: the place of each of its columns.
HeadOf = Callable[[Sequence[str]], Mapping[str, int] | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table below its head: the place of each column, and the rows with their numbers."""

    head: Mapping[str, int]
    rows: tuple[tuple[int, Sequence[str]], ...]


def has_head(data: bytes, head_of: HeadOf) -> bool:
    """Whether such a head stands at the beginning of a sheet or of a text."""
    return any(_found(rows, head_of) is not None for rows in first_rows_of(data))


def find_rows(data: bytes, head_of: HeadOf) -> Rows:
    """The rows of the first sheet that has such a head; FileRefused where none has it."""
    for rows in _tables(data):
        found = _found(rows, head_of)
        if found is not None:
            place, head = found
            below = enumerate(rows[place + 1 :], place + 2)
            return Rows(head, tuple((number, row) for number, row in below if any(row)))
    raise FileRefused([FileError(_l("No row of this file names its columns."))])


def _found(rows: Sequence[Sequence[str]], head_of: HeadOf) -> tuple[int, Mapping[str, int]] | None:
    for place, row in enumerate(rows[:MOST_ABOVE]):
        if (head := head_of(row)) is not None:
            return place, head
    return None


def first_rows_of(data: bytes) -> Iterator[Sequence[Sequence[str]]]:
    """The first rows of each sheet of a workbook, or of a text."""
    if is_archive(data):
        yield from (sheet.rows for sheet in first_sheets(data))
    elif (table := first_table(data)) is not None:
        yield table.rows


def _tables(data: bytes) -> Iterator[Sequence[Sequence[str]]]:
    if is_workbook(data):
        yield from (sheet.rows for sheet in read_workbook(data))
    elif not is_archive(data):
        yield read_table(decoded(data)).rows
