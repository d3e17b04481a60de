"""A file question by question, before anything of it is written: what is fine, doubtful, refused.

Who looks at it may mend texts and right answers, leave questions out, and look again. Pure.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from quiz.bank.comparison import Comparison
from quiz.bank.formats.base import (
    PLACELESS,
    FilePicture,
    FileReading,
    LeftOut,
    ReadQuestion,
)
from quiz.bank.formats.foreign import judged
from quiz.bank.formats.questions import draft_of_row, row_of_draft
from quiz.bank.formats.refusal import FileError
from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.kinds.registry import problems
from quiz.bank.rules import Draft
from quiz.i18n.localized import LANGUAGES

# A page has room for so many; of the others their number is said.
MOST_ROWS = 200
# A form with more fields than a thousand is refused; each row has up to two besides.
MOST_BOXES = 500
KEY_COLUMNS = frozenset(("correct", "tolerance"))
# What somebody wrote over a cell: its row and our column.
Mends = Mapping[tuple[int, str], str]


class Light(StrEnum):
    """How a question stands: as it should be, to be looked at, not to be taken."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class CellMend:
    """A cell that may be written anew, and what it says now."""

    column: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A question of a file: what it says, what is wrong with it by place, what can be mended.

    `draft` is none where its kind has no counterpart; `text` are its first words then.
    """

    row: int
    light: Light
    text: str
    draft: Draft | None
    errors: tuple[FileError, ...] = ()
    blanks: tuple[CellMend, ...] = ()
    correct: str = ""
    partner: int = 0

    @property
    def prompt(self) -> str:
        """What is asked, in whichever language there is."""
        return "" if self.draft is None else self.draft.prompt.in_(LANGUAGES[0])


@dataclass(frozen=True, slots=True)
class Preview:
    """The questions that a file would add, those in need first where there are too many."""

    rows: tuple[PreviewRow, ...]
    more: int
    counts: Mapping[Light, int]


def preview_of(reading: FileReading, comparison: Comparison, mends: Mends) -> Preview:
    """Each question that would be added, and each that cannot be, with its light."""
    doubts: dict[int, list[FileError]] = {}
    for doubt in comparison.doubts:
        doubts.setdefault(doubt.place.row, []).append(doubt.place)
    rows = [_taken(question, doubts, reading, mends) for question in comparison.new]
    rows += [_refused(left, mends) for left in comparison.left_out]
    rows.sort(key=lambda row: row.row)
    counts = {light: sum(row.light is light for row in rows) for light in Light}
    if len(rows) > MOST_ROWS:
        # What was written over a question is on the page alone, so that one stays on it.
        worst = sorted(rows, key=lambda r: (r.light is Light.GREEN and not r.blanks, r.row))
        rows, more = sorted(worst[:MOST_ROWS], key=lambda row: row.row), len(rows) - MOST_ROWS
        return Preview(tuple(_bounded(rows)), more, counts)
    return Preview(tuple(_bounded(rows)), 0, counts)


def _bounded(rows: Iterable[PreviewRow]) -> Iterator[PreviewRow]:
    """The rows, without boxes to write in once there are as many as a form may have."""
    boxes = 0
    for row in rows:
        boxes += len(row.blanks)
        yield row if boxes <= MOST_BOXES else replace(row, blanks=())


def _taken(
    question: ReadQuestion,
    doubts: Mapping[int, list[FileError]],
    reading: FileReading,
    mends: Mends,
) -> PreviewRow:
    draft, row = question.draft, question.row
    # What a translator will write is missing everywhere, and is said once above.
    found = [
        FileError(problem.sentence, row, problem.column, problem.language)
        for problem in problems(draft)
        if problem.gap and not (reading.language and problem.language not in ("", reading.language))
    ]
    errors = (*doubts.get(row, ()), *found)
    light = Light.AMBER if errors else Light.GREEN
    blanks = tuple(_mends(question, errors, mends)) if reading.is_judged else ()
    return PreviewRow(row, light, "", draft, errors, blanks, _correct(draft), question.partner)


def _refused(left: LeftOut, mends: Mends) -> PreviewRow:
    blanks = () if left.question is None else tuple(_mends(left.question, left.errors, mends))
    return PreviewRow(left.row, Light.RED, left.text, None, left.errors, blanks, "", left.partner)


def _correct(draft: Draft) -> str:
    """What is right, as a sheet says it."""
    return "" if len(draft.choices) > MOST_CHOICES else row_of_draft(draft)["correct"]


def _shown(question: ReadQuestion) -> dict[str, str]:
    """What the cells of a question say, as its file has them where it is a sheet of ours."""
    cells = row_of_draft(question.draft)
    return {column: question.cells.get(column, cell) for column, cell in cells.items()}


def _mends(question: ReadQuestion, errors: Iterable[FileError], mends: Mends) -> Iterator[CellMend]:
    """A cell for each error that is about one, and for what was written over before."""
    if len(question.draft.choices) > MOST_CHOICES:
        return
    row, cells = question.row, _shown(question)
    columns = dict.fromkeys((error.column for error in errors), "")
    columns |= {error.column: error.language for error in errors}
    columns |= {column: columns.get(column, "") for own, column in mends if own == row}
    for column, language in columns.items():
        if column in cells and column != "kind":
            yield CellMend(column, language, mends.get((row, column), cells[column]))


def mended(reading: FileReading, mends: Mends) -> FileReading:
    """The reading of the file as if it had said so; what cannot be mended stays as it is.

    So does a question that is left out, until something of it is written otherwise.
    """
    if not mends or not reading.is_judged:
        return reading
    parts = [left.question for left in reading.left_out if _is_mended(left, mends)]
    final = [left for left in reading.left_out if not _is_mended(left, mends)]
    questions = [_mended(each, mends) for each in (*reading.questions, *parts) if each]
    found = judged(questions, final, reading.language)
    return replace(found, format=reading.format, heads=reading.heads)


def _is_mended(left: LeftOut, mends: Mends) -> bool:
    return left.question is not None and bool(_changes(left.question, mends))


def _changes(question: ReadQuestion, mends: Mends) -> dict[str, str]:
    """What was written over its cells, by their columns; what stands there as before is none."""
    own = {column: text for (row, column), text in mends.items() if row == question.row}
    if not own or len(question.draft.choices) > MOST_CHOICES:
        return {}
    cells = _shown(question)
    return {column: text for column, text in own.items() if cells.get(column, text) != text}


def _mended(question: ReadQuestion, mends: Mends) -> ReadQuestion:
    changes = _changes(question, mends)
    if not changes:
        return question
    draft, _cells = draft_of_row(row_of_draft(question.draft) | changes, ".")
    kept = replace(draft, picture_with_question=question.draft.picture_with_question)
    # What was said of the key is answered once it is written anew.
    notes = () if KEY_COLUMNS & changes.keys() else question.notes
    return replace(question, draft=kept, notes=notes)


def screened_rows(comparison: Comparison) -> tuple[int, ...]:
    """The rows of the questions that screens can show, in their order: new, changed, half read."""
    rows = {question.row for question in comparison.new}
    rows |= {change.row for change in comparison.changes}
    rows |= {left.row for left in comparison.left_out if left.question is not None}
    return tuple(sorted(rows))


def question_alone(reading: FileReading, row: int, mends: Mends) -> FileReading | None:
    """The reading of one question as what was written over it says; None if there is none there.

    One that cannot be taken is read all the same, and of its pictures those that screens show.
    """
    found = next((each for each in _read_questions(reading) if each.row == row), None)
    if found is None:
        return None
    own = {place: text for place, text in mends.items() if place[0] == row}
    one = mended(replace(reading, questions=(found,), doubts=(), left_out=()), own)
    question = next(_read_questions(one), found)
    pictures = tuple(picture for picture in question.pictures if _is_seen(picture, question.draft))
    visible = replace(question, pictures=pictures, history=())
    return replace(one, questions=(visible,), doubts=(), left_out=())


def _read_questions(reading: FileReading) -> Iterator[ReadQuestion]:
    """Every question of which there is more than its first words, taken or not."""
    yield from reading.questions
    yield from (left.question for left in reading.left_out if left.question is not None)


def _is_seen(picture: FilePicture, draft: Draft) -> bool:
    """Whether it is not one of earlier versions alone."""
    return picture.choice != PLACELESS or picture.name == draft.object_picture


def without_rows(reading: FileReading, rows: Collection[int]) -> FileReading:
    """The reading without these questions."""
    return replace(
        reading,
        questions=tuple(question for question in reading.questions if question.row not in rows),
        doubts=tuple(doubt for doubt in reading.doubts if doubt.place.row not in rows),
        left_out=tuple(left for left in reading.left_out if left.row not in rows),
    )
