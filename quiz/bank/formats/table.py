"""A spreadsheet's text as rows of cells, whichever separator it was saved with."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.headers import Head, find_head
from quiz.bank.formats.refusal import FileError, FileRefused

SEPARATORS = ",;\t|"
# A line that only tells Excel which separator follows; Excel itself does not show it as a row.
SEPARATOR_LINE = re.compile(r'\s*"?sep=(\\t|[^"\r\n]|)"?[,;\t ]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet, its head among them, and the separator between its cells."""

    rows: list[list[str]]
    head: Head
    separator: str


def read_table(text: str) -> Table:
    """The table in `text`, whose separator is the one under which most of our columns are found.

    FileRefused names the row whose quotation marks are wrong.
    """
    line = SEPARATOR_LINE.match(text)
    if line is not None:
        text = text[line.end() :]
        if line[1]:
            return _table(text, "\t" if line[1] == r"\t" else line[1])
    found = [table for mark in SEPARATORS if (table := _whole_table(text, mark)) is not None]
    best = max(found, key=lambda table: table.head.known, default=None)
    if best is None or not best.head.known:
        first = text.lstrip().partition("\n")[0]
        return _table(text, max(SEPARATORS, key=first.count))
    return best


def write_table(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """The same rows as text, as spreadsheets write them."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def _whole_table(text: str, separator: str) -> Table | None:
    try:
        return _table(text, separator)
    except FileRefused:
        return None


def _table(text: str, separator: str) -> Table:
    rows: list[list[str]] = []
    try:
        # Strict, so that a quotation mark left open is an error and not one endless cell.
        rows.extend(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        reason = _l("The quotation marks or the length of a cell are wrong in this row.")
        raise FileRefused([FileError(reason, row=len(rows) + 1)]) from None
    return Table(rows, find_head(rows), separator)
