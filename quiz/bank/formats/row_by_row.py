"""A sheet of ours of which some rows are wrong: judged row by row, so that they can be mended."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from quiz.bank.formats.base import FileDoubt, FileReading, LeftOut, ReadQuestion
from quiz.bank.formats.foreign import first_words, judged
from quiz.bank.formats.questions import draft_of_row
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.rows import ReadRow
from quiz.i18n.localized import LANGUAGES


class RowsRefused(FileRefused):
    """A sheet that is refused whole, for its rows alone; `reading` has them judged one by one."""

    def __init__(self, refusal: FileRefused, reading: FileReading) -> None:
        super().__init__(refusal.errors, refusal.doubts, is_ruined=refusal.is_ruined)
        self.rest, self.message = refusal.rest, refusal.message
        self.reading = reading


def refusal_of(errors: Iterable[FileError], doubts: Iterable[FileDoubt]) -> FileRefused:
    """All that there is to say of the file at once, so that nothing waits for the next try."""
    known = list(doubts)
    # What was ruined explains the errors that it brings: texts that are alike, or missing.
    grave = [doubt.place for doubt in known if doubt.is_grave]
    others = [doubt.place for doubt in known if not doubt.is_grave]
    is_ruined = any(doubt.is_ruined for doubt in known)
    return FileRefused([*grave, *errors], others, is_ruined=is_ruined)


def rows_refusal(
    rows: Sequence[ReadRow],
    reading: FileReading,
    errors: Iterable[FileError],
    of_head: Sequence[FileDoubt],
) -> FileRefused:
    """The refusal; of new questions that are wrong, one after which they can be mended.

    What lost its letters is not mended here: it is sent again as it was.
    """
    refusal = refusal_of(errors, reading.doubts)
    if refusal.is_ruined or any(row.question.seen is not None for row in rows):
        return refusal
    return RowsRefused(refusal, judged_rows(rows, replace(reading, doubts=tuple(of_head))))


def judged_rows(rows: Sequence[ReadRow], reading: FileReading) -> FileReading:
    """The reading of those rows judged as questions of other programs are, one by one.

    A cell that is no text is empty in what is left to be mended.
    """
    fit = [row.question for row in rows if not row.unreadable]
    unfit = [_left_out(row, reading.point) for row in rows if row.unreadable]
    found = judged(fit, unfit, "")
    return replace(
        reading,
        questions=found.questions,
        doubts=(*reading.doubts, *found.doubts),
        left_out=found.left_out,
        is_judged=True,
    )


def changed_questions(
    reading: FileReading, change: Callable[[ReadQuestion], ReadQuestion]
) -> FileReading:
    """The reading with each question changed so, those too that are left out."""
    return replace(
        reading,
        questions=tuple(map(change, reading.questions)),
        left_out=tuple(_changed(left, change) for left in reading.left_out),
    )


def _changed(left: LeftOut, change: Callable[[ReadQuestion], ReadQuestion]) -> LeftOut:
    return left if left.question is None else replace(left, question=change(left.question))


def _left_out(row: ReadRow, point: str) -> LeftOut:
    question = row.question
    empty = dict.fromkeys((error.column for error in row.unreadable), "")
    cells = {**question.cells, **empty}
    draft, _cells = draft_of_row(cells, point)
    text = next(_first_texts(question.cells), "")
    whole = replace(question, draft=draft, cells=cells)
    return LeftOut(question.row, first_words(text), row.unreadable, whole)


def _first_texts(cells: Mapping[str, str]) -> Iterator[str]:
    for language in LANGUAGES:
        if text := cells.get(f"prompt_{language}", "").strip():
            yield text
