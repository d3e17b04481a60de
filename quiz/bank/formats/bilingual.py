"""Our own bilingual sheet: a question a row, each text in French and in Chinese side by side.

What is exported imports back to the same bank, and exports again byte for byte. A sheet of
somebody's own may leave columns out, add others, and name them in French or in Chinese.

Kinds write themselves into the same columns: a scale's first two choices are the words at its ends,
a pair is one choice (`left = right`, `left → right`), a word cloud has its question alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, zip_longest
from pathlib import PurePosixPath

from babel.numbers import get_decimal_symbol
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileDoubt, FileReading, Format, ReadQuestion
from quiz.bank.formats.columns import COLUMNS, IDENTITY, NEEDED, RARELY, language_of
from quiz.bank.formats.decoding import decoded
from quiz.bank.formats.headers import MOST_COLUMNS, Head
from quiz.bank.formats.names import close_column, column_of
from quiz.bank.formats.origin import foreign_sheet, foreign_text, refuse_foreign
from quiz.bank.formats.questions import row_of_draft
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.row_by_row import rows_refusal
from quiz.bank.formats.rows import heads_of, read_row, version_cell
from quiz.bank.formats.table import Table, read_table, write_table
from quiz.bank.kinds.registry import canonical
from quiz.bank.rules import Draft
from quiz.i18n.spreadsheets import (
    GUARD,
    MARK,
    SEPARATORS,
    guarded,
    is_failed,
    is_formula,
    is_guarded,
)

# What a page can carry while somebody looks at it.
MOST_BYTES = 3_600_000
MOST_ROWS = 5_000
NUMBERS = {"correct", "tolerance", "seconds", "weight", "id"}
# Cells that name pictures, with bars between them.
PICTURED = {"image", "object_picture", "tolerance"}
# How questions call a picture, by the folded name of its file.
PictureNames = Mapping[str, str]
NO_NAMES: PictureNames = {}
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:[.,](?:\d*[1-9]|\d{3}0))?")


def read(data: bytes) -> tuple[Draft, ...]:
    """The questions of a file, canonical and complete; FileRefused names everything wrong."""
    return read_sheet(data).drafts


def read_sheet(data: bytes, names: PictureNames = NO_NAMES) -> FileReading:
    """A file's questions with what is not certain of them; FileRefused names everything wrong.

    `names` are those of the pictures that come beside it.
    """
    refuse_large(data)
    refuse_foreign(data)
    text = decoded(data)
    return read_own_table(_table_of(text), text, names)


def read_own_table(table: Table, text: str = "", names: PictureNames = NO_NAMES) -> FileReading:
    """The questions of a table with our columns; `text` is all of the file, if it is one.

    `names` are those of the pictures that come beside it.
    """
    if not any(cell.strip() for row in table.rows for cell in row):
        raise FileRefused([FileError(_l("The file is empty."))])
    refuse_if_any(_head_errors(table, text))
    return _read_rows(table, names)


def _table_of(text: str) -> Table:
    try:
        return read_table(text)
    except FileRefused:
        # Quotation marks are wrong in everything that is no table.
        if (sentence := foreign_text(text)) is not None:
            raise FileRefused([FileError(sentence)]) from None
        raise


def _read_rows(table: Table, names: PictureNames) -> FileReading:
    point = "," if table.separator == SEPARATORS["fr"] else "."
    rows = [(number, _renamed(row, table.head, names)) for number, row in _written_rows(table)]
    if len(rows) > MOST_ROWS:
        reason = _l("The file has more than %(most)s questions.", most=MOST_ROWS)
        raise FileRefused([FileError(reason)])
    read = [read_row(number, row, table.head, point) for number, row in rows]
    errors = [error for row in read for error in row.errors]
    errors += _twice([row.question for row in read])
    doubts = [*_head_doubts(table.head), *(doubt for row in read for doubt in row.doubts)]
    reading = FileReading(
        tuple(row.question for row in read),
        tuple(doubts),
        ignored=tuple(_ignored(table)),
        cleaned=sum(row.cleaned for row in read),
        heads=heads_of(table.head),
        point=point,
    )
    if errors:
        raise rows_refusal(read, reading, errors, list(_head_doubts(table.head)))
    return reading


def _renamed(row: list[str], head: Head, names: PictureNames) -> list[str]:
    """A row in which pictures are called as `names` has them, by their files' folded names."""
    if not names:
        return row
    return [
        "|".join(names.get(file_word(part), part) for part in cell.split("|"))
        if column in PICTURED
        else cell
        for cell, column in zip_longest(row, head.columns[: len(row)], fillvalue="")
    ]


def file_word(cell: str) -> str:
    """What names of files are compared by: the last part of a path, folded."""
    return PurePosixPath(cell.strip()).name.casefold()


def write(drafts: Iterable[Draft]) -> bytes:
    """The file that holds `drafts`, canonical; `read` gives them back."""
    rows = [row_of_draft(canonical(draft)) for draft in drafts]
    head = [*COLUMNS, *needed_columns(rows)]
    table = [[plain_cell(row[column]) for column in head] for row in rows]
    return write_table([head, *table]).encode()


def write_sheet(known: Iterable[tuple[int, int, Draft]], language: str) -> bytes:
    """A bank as a file that a spreadsheet of `language` opens, and that changes it when read.

    `known` gives each question's id, version and words.
    """
    point = get_decimal_symbol(language)
    rows = []
    for number, version, written in known:
        draft = canonical(written)
        identity = {"id": str(number), "version": version_cell(version, draft)}
        rows.append(row_of_draft(draft, point) | identity)
    head = [*COLUMNS, *needed_columns(rows), *IDENTITY]
    table = [[_sheet_cell(column, row[column], language) for column in head] for row in rows]
    return (MARK + write_table([head, *table], SEPARATORS[language])).encode()


def refuse_large(data: bytes) -> None:
    """Refuse a file that is larger than any bank, before anything in it is looked at."""
    if len(data) > MOST_BYTES:
        reason = _l("The file is larger than %(most)s kB.", most=MOST_BYTES // 1_000)
        raise FileRefused([FileError(reason)])


def refuse_if_any(errors: Iterable[FileError]) -> None:
    """Refuse the file whole if there is an error."""
    found = iter(errors)
    if (first := next(found, None)) is not None:
        raise FileRefused(chain([first], found))


def _head_errors(table: Table, text: str) -> Iterator[FileError]:
    head = table.head
    missing = [name for name in NEEDED if name not in head.columns]
    if missing and (sentence := foreign_sheet(table.rows) or foreign_text(text)) is not None:
        yield FileError(sentence)
        return
    if len(head.columns) > MOST_COLUMNS:
        yield FileError(
            _l("The file has more than %(most)s columns.", most=MOST_COLUMNS), head.place + 1
        )
        return
    for name in missing:
        yield FileError(_missing_sentence(head), head.place + 1, name, language_of(name))
    for place, name in enumerate(head.columns):
        if name and name in head.columns[:place]:
            reason = _l("This column is there twice.")
            yield FileError(reason, head.place + 1, name, language_of(name))


def _missing_sentence(head: Head) -> LazyString:
    if not head.known:
        return _l(
            "No row names this column; needed are kind, prompt_fr and prompt_zh, or Type, Question"
            " and 题目."
        )
    return _l(
        "This column is missing; needed are kind, prompt_fr and prompt_zh, or Type, Question and"
        " 题目."
    )


def _head_doubts(head: Head) -> Iterator[FileDoubt]:
    """Columns that are called almost as one of ours."""
    for word, column in zip(head.words, head.columns, strict=True):
        close = "" if column or not word else close_column(word)
        if close and close not in head.columns:
            reason = _l("This column is left out. Was it meant to be %(column)s?", column=close)
            yield FileDoubt(FileError(reason, head.place + 1, word))


def _written_rows(table: Table) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something of a question, with its number in the spreadsheet."""
    columns, first = table.head.columns, table.head.place + 1
    for place, row in enumerate(table.rows[first:], first):
        # A note in a column of its author's own is no question; nor is a head in another language.
        written = [
            cell for cell, column in zip(row, columns, strict=False) if column and cell.strip()
        ]
        is_head = place == first and len(written) > 1 and all(map(column_of, written))
        if (written or any(cell.strip() for cell in row[len(columns) :])) and not is_head:
            yield place + 1, row


def _twice(questions: Iterable[ReadQuestion]) -> Iterator[FileError]:
    """Rows that say to be the same question of the bank."""
    first: dict[int, int] = {}
    for question in questions:
        if question.seen is None:
            continue
        if question.seen.id in first:
            reason = _l(
                "Row %(row)s has this id too. Leave the cell empty in a question that is new.",
                row=first[question.seen.id],
            )
            yield FileError(reason, question.row, "id")
        first.setdefault(question.seen.id, question.row)


def _ignored(table: Table) -> Iterator[str]:
    """The heads of columns that are none of ours and have something in them."""
    rows = table.rows[table.head.place + 1 :]
    for place, (word, column) in enumerate(zip(table.head.words, table.head.columns, strict=True)):
        if not column and any(row[place].strip() for row in rows if place < len(row)):
            yield word or str(place + 1)


def needed_columns(rows: Iterable[Mapping[str, str]]) -> list[str]:
    """The columns, of those that are rarely needed, that some question has a need of."""
    written = list(rows)
    return [name for name in RARELY if any(row[name] for row in written)]


def plain_cell(text: str) -> str:
    """A text as a program reads it back: an apostrophe before what would be refused."""
    return GUARD + text if is_failed(text) or is_formula(text) or is_guarded(text) else text


def _sheet_cell(column: str, text: str, language: str) -> str:
    """A text as a spreadsheet keeps it; numbers are left to be numbers."""
    is_number = column in NUMBERS and NUMBER.fullmatch(text)
    return text if is_number else guarded(text, language)


FORMAT = Format(
    name="bilingual",
    label="CSV",
    description=_l(
        "A bilingual sheet saved as “CSV UTF-8”, as a bank's export gives it. Needed are the"
        " columns kind, prompt_fr and prompt_zh, which may also be called Type, Question and 题目;"
        " the others may be left out."
    ),
    suffixes=(".csv", ".tsv", ".txt"),
    media_types=("text/csv",),
    # It is our own: what nobody else recognizes is read as such, and refused with its errors.
    recognizes=lambda _data: True,
    read=read_sheet,
    write=write,
)
