"""The cells of an Excel workbook as texts, its sheets one after another."""

import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from quiz.bank.formats.archive import DAMAGED, entry_names, open_archive
from quiz.bank.formats.refusal import FileError, FileRefused

INSIDE = "xl/workbook.xml"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How a workbook writes an underline before what would be read as the code of a sign, and the
# return before the end of a line, which says nothing.
CODE = re.compile(r"(_)x005F_(?=x[0-9A-Fa-f]{4}_)|_x000D_")
MOST_SHEETS = 20
MOST_ROWS = 6_000
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, and its rows from the first on, each without empty cells at its end."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def is_workbook(data: bytes) -> bool:
    """Whether it is a workbook as Excel has saved them since 2007."""
    return INSIDE in entry_names(data)


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """All sheets; FileRefused where the file is damaged, or larger than any bank."""
    return sheets_of(data, MOST_ROWS)


def sheets_of(data: bytes, most_rows: int) -> tuple[Sheet, ...]:
    """As many rows of each sheet."""
    with open_archive(data), warnings.catch_warnings():
        # What openpyxl does not keep when it writes (lists in cells, styles) is not written here.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return tuple(
                Sheet(sheet.title, tuple(_rows(sheet, most_rows)))
                for sheet in book.worksheets[:MOST_SHEETS]
            )
        except Exception:  # noqa: BLE001 (no document names what it raises for damaged workbooks)
            raise FileRefused([FileError(DAMAGED)]) from None


def _rows(sheet: Any, most: int) -> Iterator[tuple[str, ...]]:
    # What the file says of its own size is often wrong.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS, values_only=True)
    empty = 0
    for row in rows:
        cells = _trimmed([_text(value) for value in row])
        if not cells:
            empty += 1
            continue
        # Rows that are only formatted go on for thousands below the last question.
        yield from ((),) * empty
        empty = 0
        yield cells


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    last = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return tuple(cells[:last])


def _text(value: object) -> str:
    """A cell as its author sees it: 20.0 is 20, a day is its date."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return CODE.sub(lambda found: found[1] or "", str(value))
