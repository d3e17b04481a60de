"""One row of a sheet: its question, everything wrong with it, and what is not certain of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileDoubt, ReadQuestion, Seen
from quiz.bank.formats.cells import not_a_text, whole_cell
from quiz.bank.formats.columns import IDENTITY, language_of
from quiz.bank.formats.damage import doubts_of
from quiz.bank.formats.headers import Head
from quiz.bank.formats.questions import draft_of_row
from quiz.bank.formats.refusal import FileError
from quiz.bank.kinds.cells import Cells
from quiz.bank.kinds.registry import problems
from quiz.bank.rules import TAGS, Draft, fingerprint
from quiz.i18n.invisible import has_invisible
from quiz.i18n.lists import is_unclear
from quiz.i18n.spreadsheets import unguarded

# Their question marks, figures and signs are their own.
UNJUDGED = {"kind", "tolerance", "seconds", "weight", "source_url", "image", "manifest", *IDENTITY}
MARK_LENGTH = 8
VERSION = re.compile(rf"v?(\d{{1,9}})(?:-([0-9a-f]{{{MARK_LENGTH}}}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A question, or at least what its row says of it; it is taken where there is no error.

    `cleaned` counts the cells from which invisible characters were removed; `unreadable` are the
    errors that are none of the question's, by our columns.
    """

    question: ReadQuestion
    errors: tuple[FileError, ...]
    doubts: tuple[FileDoubt, ...]
    cleaned: int
    unreadable: tuple[FileError, ...] = ()


def read_row(number: int, row: Sequence[str], head: Head, point: str) -> ReadRow:
    """The question of a row; cells that are missing at its end are empty."""
    width = len(head.columns)
    named = {name: cell for name, cell in zip(head.columns, row, strict=False) if name}
    cells = {name: unguarded(cell) for name, cell in named.items()}
    draft, key_cells = draft_of_row(cells, point)
    question = ReadQuestion(number, draft, cells, _seen(cells, point))
    errors = [
        FileError(reason, number, column, language_of(column))
        for column, cell in named.items()
        if (reason := not_a_text(cell)) is not None
    ]
    if any(cell.strip() for cell in row[width:]):
        errors.append(FileError(_too_wide(len(row), width), number))
    unreadable = tuple(errors)
    if not errors:
        errors += [*_identity_errors(question), *_tag_errors(number, cells)]
        unreadable = tuple(errors)
        # Of a question that the bank may have, only what changes is judged: see `comparison`.
        if question.seen is None:
            errors += row_problems(number, draft, with_gaps=False)
    heads = heads_of(head)
    doubts = tuple(
        replace(doubt, place=as_headed(doubt.place, heads))
        for doubt in _doubts(question, key_cells)
    )
    cleaned = sum(has_invisible(cell) for cell in named.values())
    headed = tuple(as_headed(error, heads) for error in errors)
    return ReadRow(question, headed, doubts, cleaned, unreadable)


def row_problems(row: int, draft: Draft, *, with_gaps: bool) -> Iterator[FileError]:
    """What is wrong in a row, and what is missing unless it may have gaps."""
    for problem in problems(draft):
        if not (problem.gap and with_gaps):
            yield FileError(problem.sentence, row, problem.column, problem.language)


def heads_of(head: Head) -> dict[str, str]:
    """The file's names of the columns that it has, by ours."""
    return {name: word for name, word in zip(head.columns, head.words, strict=True) if name}


def as_headed(error: FileError, heads: Mapping[str, str]) -> FileError:
    """The error under the name that the file gives its column."""
    word = heads.get(error.column, error.column)
    return FileError(error.reason, error.row, word, error.language)


def version_cell(version: int, draft: Draft) -> str:
    """A question's version, and a mark of what it said then: v3-1f0c2a9b."""
    return f"v{version}-{fingerprint(draft)[:MARK_LENGTH]}"


def _seen(cells: Mapping[str, str], point: str) -> Seen | None:
    """Which question of the bank a row was; id 0, which none has, where that cannot be read."""
    cell = cells.get("id", "").strip()
    if not cell:
        return None
    found = VERSION.fullmatch(cells.get("version", "").strip())
    number = max(whole_cell(cell, point), 0)
    if found is None:
        return Seen(number)
    return Seen(number, int(found[1]), (found[2] or "").lower())


def _identity_errors(question: ReadQuestion) -> Iterator[FileError]:
    if question.seen is not None and not question.seen.id:
        reason = _l(
            "An id is the number that an export wrote there. Leave it empty in a question that is"
            " new."
        )
        yield FileError(reason, question.row, "id")


def _tag_errors(number: int, cells: Mapping[str, str]) -> Iterator[FileError]:
    """Tags between which only commas or strokes stand, which may be part of one."""
    cell = cells.get(TAGS.column, "")
    if is_unclear(cell):
        sentence = _l(
            "Is “%(cell)s” one tag or several? Write | between several, or | after one.",
            cell=cell.strip(),
        )
        yield FileError(sentence, number, TAGS.column)


def _doubts(question: ReadQuestion, key_cells: Cells) -> Iterator[FileDoubt]:
    cells = question.cells
    for column, cell in cells.items():
        if column in UNJUDGED or not cell.strip():
            continue
        language = language_of(column)
        other = cells.get(f"{column.removesuffix('_zh')}_fr", "") if language == "zh" else ""
        for doubt in doubts_of(column, language, cell, other):
            place = FileError(doubt.sentence, question.row, column, language)
            yield FileDoubt(place, doubt.is_grave, doubt.is_ruined)
    for doubt in key_cells.doubts:
        yield FileDoubt(FileError(doubt.sentence, question.row, doubt.column), doubt.is_grave)


def _too_wide(cells: int, width: int) -> LazyString:
    return _l(
        "This row has %(cells)s cells, and the head %(width)s. Give each column a head, and look"
        " for a separator inside a text.",
        cells=cells,
        width=width,
    )
