"""What every format looks at to know its files: the first characters, the first rows."""

from functools import lru_cache

from quiz.bank.formats.archive import is_archive
from quiz.bank.formats.columns import NEEDED
from quiz.bank.formats.decoding import decoded
from quiz.bank.formats.headers import MOST_ABOVE
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.table import Table, read_table
from quiz.bank.formats.workbook import Sheet, is_workbook, sheets_of

# Enough of a text to know what it is.
START = 4_000


@lru_cache(maxsize=1)
def first_characters(data: bytes) -> str:
    """The beginning of a text, without spaces before it; "" where the bytes are no text."""
    if is_archive(data) or b"\0\0" in data[:START]:
        return ""
    try:
        return decoded(data)[:START].lstrip("\ufeff \t\r\n")
    except FileRefused:
        return ""


@lru_cache(maxsize=1)
def first_table(data: bytes) -> Table | None:
    """The first rows of a text that may be a table; None where it is none."""
    text = first_characters(data)
    try:
        # The last line may end in the middle of a cell.
        return read_table(text if len(text) < START else text.rpartition("\n")[0])
    except FileRefused:
        return None


@lru_cache(maxsize=1)
def first_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The first rows of each sheet of a workbook; none where it cannot be opened."""
    try:
        return sheets_of(data, MOST_ABOVE) if is_workbook(data) else ()
    except FileRefused:
        return ()


def is_own_sheet(data: bytes) -> bool:
    """Whether a text is a sheet of ours, whatever its cells hold."""
    table = first_table(data)
    return table is not None and set(NEEDED) <= set(table.head.columns)
