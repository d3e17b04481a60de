"""Bytes of a spreadsheet's text file, in whichever way it was saved, as rows of cells."""

import codecs
import csv
from io import StringIO

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.refusal import FileError, FileRefused

MOST_BYTES = 2_000_000
DELIMITERS = ",;\t"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB18030 hardly ever passes for UTF-8 for as many characters as this.
SURELY_UTF8 = 8


def read_table(data: bytes) -> list[list[str]]:
    """The rows of `data`: UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs."""
    if len(data) > MOST_BYTES:
        raise FileRefused([FileError(_l("The file is larger than 2 MB."))])
    text = _decoded(data)
    header = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=header.count)
    rows: list[list[str]] = []
    try:
        # Strict, so that a quotation mark left open is an error and not one endless cell.
        rows.extend(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        reason = _l("The quotation marks or the length of a cell are wrong in this row.")
        raise FileRefused([FileError(reason, row=len(rows) + 1)]) from None
    return rows


def write_table(rows: list[list[str]]) -> bytes:
    """The same rows as UTF-8 with commas, as spreadsheets write them."""
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _decoded(data: bytes) -> str:
    try:
        return data.decode(_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        reason = _l(
            "The file cannot be read from here on. Save it as UTF-8, UTF-16 or GB18030 text."
        )
        row = data[: error.start].decode(error.encoding).count("\n") + 1
        raise FileRefused([FileError(reason, row=row)]) from None


def _encoding(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    # Our header is ASCII: in UTF-16 each of its letters has an empty byte beside it.
    if b"\0" in data[:2]:
        return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    return "utf-8" if _is_utf8(data) else "gb18030"


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8, be it damaged: read as GB18030 it would be accepted as nonsense."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        return sum(not letter.isascii() for letter in before) >= SURELY_UTF8
    return True
