"""Rows as a CSV file that a spreadsheet opens right, sent while they are read.

A byte order mark says that it is UTF-8, the separator is the one that spreadsheets of the page's
language expect, and a text that would be taken for a formula, a number or a date stays a text.
Every cell is quoted, so that none falls apart in a spreadsheet that expects the other separator.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from io import StringIO
from itertools import chain, islice
from typing import Any

from babel.numbers import get_decimal_symbol
from flask import Response
from flask_babel import force_locale

from quiz.i18n.localized import LANGUAGES
from quiz.i18n.spreadsheets import MARK, SEPARATORS, guarded
from quiz.web.language import current_language

Cell = str | int | Decimal | datetime | None
ROWS_AT_ONCE = 500


def sheet(name: str, heads: Sequence[Any], rows: Iterable[Sequence[Cell]]) -> Response:
    """The file `name`.csv, to be kept by its reader; `heads` are said in both languages."""
    language = current_language()
    lines = chain([[in_every_language(head) for head in heads]], rows)
    # The request is over when these are read: `rows` must need nothing of it.
    response = Response(sheet_bytes(lines, language), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def sheet_bytes(rows: Iterator[Sequence[Cell]], language: str) -> Iterator[bytes]:
    """The file's bytes, some hundred rows at a time."""
    yield MARK.encode()
    while portion := list(islice(rows, ROWS_AT_ONCE)):
        text = StringIO()
        writer = csv.writer(text, delimiter=SEPARATORS[language], quoting=csv.QUOTE_ALL)
        writer.writerows([[cell_text(cell, language) for cell in row] for row in portion])
        yield text.getvalue().encode()


def cell_text(cell: Cell, language: str) -> str:
    """A cell as it is written: numbers as the language writes them, text so that it stays text."""
    if isinstance(cell, Decimal):
        return str(cell).replace(".", get_decimal_symbol(language))
    return guarded(cell, language) if isinstance(cell, str) else str("" if cell is None else cell)


def in_every_language(sentence: Any) -> str:
    """A heading in French and in Chinese; once where both say the same."""
    words = []
    for language in LANGUAGES:
        with force_locale(language):
            words.append(str(sentence))
    return " / ".join(dict.fromkeys(words))
