"""What a file would change in a bank, question by question. Pure."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileDoubt, FileReading, LeftOut, ReadQuestion
from quiz.bank.formats.columns import COLUMNS, FLAGS, IN_ONE, RARELY, language_of
from quiz.bank.formats.questions import draft_of_row, row_of_draft
from quiz.bank.formats.refusal import FileError
from quiz.bank.formats.row_by_row import refusal_of
from quiz.bank.formats.rows import MARK_LENGTH, as_headed, row_problems
from quiz.bank.kinds.registry import canonical, figure_cells, word_cautions
from quiz.bank.rules import Draft, fingerprint
from quiz.i18n.localized import LANGUAGES


@dataclass(frozen=True, slots=True)
class StoredQuestion:
    """A question of the bank as it is now."""

    id: int
    version: int
    draft: Draft


class FieldChange(NamedTuple):
    """One cell of a question, as the bank has it and as the file says it.

    One that `is_figure` holds plain decimals, or nothing.
    """

    column: str
    before: str
    after: str
    is_figure: bool = False

    @property
    def language(self) -> str:
        """The language of the cell; empty where it may be in either."""
        return language_of(self.column)


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question that the file says otherwise than the bank, which has it in that `version`.

    It is a conflict if the question changed after the file was written. `mark` is the fingerprint
    of what the file says, `stored` that as a row of our table, made ready before it is written.
    """

    row: int
    id: int
    version: int
    before: Draft
    after: Draft
    mark: str
    is_conflict: bool = False
    stored: tuple[str | int, ...] = ()

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """Each cell that differs."""
        was, will = row_of_draft(self.before), row_of_draft(self.after)
        return tuple(
            FieldChange(column, was[column], will[column], self._has_figures(column))
            for column in (*COLUMNS, *RARELY)
            if was[column] != will[column]
        )

    def _has_figures(self, column: str) -> bool:
        """Whether a cell holds numbers and nothing else, before and after."""
        return all(column in figure_cells(draft) for draft in (self.before, self.after))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A file beside a bank: what is new, what would change, and what is not certain of that.

    `new` has what the bank does not say yet, each once; `marks` are the fingerprints of all rows
    that are no question of the bank by their id. `foreign` are the new rows that have an id of
    another bank. `same` counts what stays as it is, without conflicts. `left_out` are questions of
    the file that cannot be taken, `language` is its only one, if it has one. What was judged one by
    one came from another program.
    """

    new: tuple[ReadQuestion, ...] = ()
    marks: tuple[str, ...] = ()
    changes: tuple[QuestionChange, ...] = ()
    same: int = 0
    foreign: tuple[int, ...] = ()
    doubts: tuple[FileDoubt, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    language: str = ""
    is_judged: bool = False

    @property
    def conflicts(self) -> tuple[QuestionChange, ...]:
        """What changed in the bank after the file was written."""
        return tuple(change for change in self.changes if change.is_conflict)

    @property
    def wanted(self) -> tuple[QuestionChange, ...]:
        """What changes without anybody's word."""
        return tuple(change for change in self.changes if not change.is_conflict)

    @property
    def must_be_seen(self) -> bool:
        """Whether a person should look before anything of it is written."""
        is_news = self.is_judged and bool(self.new)
        uncertain = self.changes or self.doubts or self.foreign or self.left_out or self.language
        return is_news or bool(uncertain)

    @property
    def grave(self) -> tuple[FileError, ...]:
        """What must not be taken without somebody's word."""
        return tuple(doubt.place for doubt in self.doubts if doubt.is_grave)

    @property
    def mark(self) -> str:
        """The same for two comparisons of which a person sees the same."""
        parts = [
            *((c.id, c.version, c.mark, c.is_conflict) for c in self.changes),
            *((doubt.place.row, doubt.place.column) for doubt in self.doubts),
            *((left.row, left.text) for left in self.left_out),
            self.foreign,
            self.marks,
        ]
        return hashlib.sha256(repr(parts).encode()).hexdigest()


def compare(
    reading: FileReading, stored: Mapping[int, StoredQuestion], marks: Mapping[str, int]
) -> Comparison:
    """What the file would do to a bank of those questions; FileRefused where it cannot.

    `stored` has at least the questions whose ids the file names, `marks` the id of every question
    of the bank by its fingerprint.
    """
    now = {
        question.row: known
        for question in reading.questions
        if (known := _now(question, stored)) is not None
    }
    unknown = [question for question in reading.questions if question.row not in now]
    changes = tuple(
        change
        for question in reading.questions
        if question.row in now and (change := _change(question, reading, now[question.row]))
    )
    _refuse_wrong(reading, unknown, changes, marks)
    by_mark = _first_of_each(unknown)
    taken = _marks_after(changes, marks)
    new = tuple(question for mark, question in by_mark.items() if mark not in taken)
    rows = {*(question.row for question in new), *(change.row for change in changes)}
    return Comparison(
        new,
        tuple(by_mark),
        changes,
        len(reading.questions) - len(changes) - len(new),
        tuple(question.row for question in new if question.seen is not None),
        (*_doubts_about(reading, rows), *_cautions(new, changes)),
        left_out=reading.left_out,
        language=reading.language,
        is_judged=reading.is_judged,
    )


def _refuse_wrong(
    reading: FileReading,
    unknown: Iterable[ReadQuestion],
    changes: tuple[QuestionChange, ...],
    marks: Mapping[str, int],
) -> None:
    """FileRefused for a row that cannot be written, and for two that would be one question."""
    problems_of_rows = () if reading.is_judged else _problems(unknown, changes)
    errors = [
        as_headed(error, reading.heads) for error in (*problems_of_rows, *_twins(changes, marks))
    ]
    if errors:
        touched = {*(question.row for question in unknown), *(change.row for change in changes)}
        raise refusal_of(errors, _doubts_about(reading, touched))


def _first_of_each(questions: Iterable[ReadQuestion]) -> dict[str, ReadQuestion]:
    """The questions by their fingerprints; of those that are alike the first."""
    found: dict[str, ReadQuestion] = {}
    for question in questions:
        found.setdefault(fingerprint(question.draft), question)
    return found


def _marks_after(changes: Iterable[QuestionChange], marks: Mapping[str, int]) -> set[str]:
    """The fingerprints of the bank once what changes without anybody's word has changed."""
    wanted = {change.id: change.mark for change in changes if not change.is_conflict}
    return {mark for mark, number in marks.items() if number not in wanted} | {*wanted.values()}


def _cautions(
    new: Iterable[ReadQuestion], changes: Iterable[QuestionChange]
) -> Iterator[FileDoubt]:
    """What may be meant in what would be written, and looks as if it were not."""
    written = (*((one.row, one.draft) for one in new), *((one.row, one.after) for one in changes))
    for row, draft in written:
        for problem in word_cautions(draft):
            yield FileDoubt(FileError(problem.sentence, row, problem.column, problem.language))


def _doubts_about(reading: FileReading, rows: set[int]) -> tuple[FileDoubt, ...]:
    """The doubts about these rows and about the head; of what stays as it is there are none."""
    first = min((question.row for question in reading.questions), default=1)
    return tuple(
        doubt for doubt in reading.doubts if doubt.place.row in rows or doubt.place.row < first
    )


def _now(question: ReadQuestion, stored: Mapping[int, StoredQuestion]) -> StoredQuestion | None:
    """The question of the bank that a row is; None if it is new.

    A number alone proves little: sheets have numbers of their own, and so have other banks.
    """
    seen = question.seen
    now = None if seen is None else stored.get(seen.id)
    if seen is None or now is None:
        return None
    if seen.version is not None and seen.version < now.version:
        # What it said then is gone; the comparison calls it a conflict.
        return now
    before = canonical(now.draft)
    if seen.version == now.version and seen.mark in ("", fingerprint(before)[:MARK_LENGTH]):
        return now
    return now if _is_alike(before, question.draft) else None


def _is_alike(before: Draft, after: Draft) -> bool:
    """Whether two questions ask the same in some language."""
    pairs = ((getattr(before.prompt, code), getattr(after.prompt, code)) for code in LANGUAGES)
    return any(one and one == other for one, other in pairs)


def _change(
    question: ReadQuestion, reading: FileReading, now: StoredQuestion
) -> QuestionChange | None:
    """How a row changes the question that the bank has; None if it does not."""
    before, seen = canonical(now.draft), question.seen
    after = _merged(question, reading, before)
    mark = fingerprint(after)
    # Whoever edited the file left this row alone: what others wrote meanwhile stays.
    untouched = seen is not None and seen.mark and mark.startswith(seen.mark)
    if untouched or mark == fingerprint(before):
        return None
    moved = seen is not None and seen.version is not None and seen.version != now.version
    return QuestionChange(question.row, now.id, now.version, before, after, mark, moved)


def _merged(question: ReadQuestion, reading: FileReading, before: Draft) -> Draft:
    """What the row says, and for columns that the file does not have what the bank says."""
    after, was = question.draft, row_of_draft(before, reading.point)
    known = {*COLUMNS, *(column for column in RARELY if was[column])}
    if not known <= reading.heads.keys():
        # One text for both languages that the file says replaces one in each.
        plain = (column for column in IN_ONE if question.cells.get(column))
        was |= {f"{column}_{language}": "" for column in plain for language in LANGUAGES}
        after, _cells = draft_of_row({**was, **question.cells}, reading.point)
    # A sheet has no column for the picture, and one for a flag only where some question has it.
    absent = (name for name in ("picture_with_question", *FLAGS) if name not in reading.heads)
    kept: dict[str, Any] = {name: getattr(before, name) for name in absent}
    return replace(after, **kept)


def _problems(
    new: Iterable[ReadQuestion], changes: Iterable[QuestionChange]
) -> Iterator[FileError]:
    """What is wrong in questions that were exported; gaps come back as they were."""
    for question in new:
        if question.seen is not None:
            yield from row_problems(question.row, question.draft, with_gaps=True)
    for change in changes:
        yield from row_problems(change.row, change.after, with_gaps=True)


def _twins(changes: Iterable[QuestionChange], marks: Mapping[str, int]) -> Iterator[FileError]:
    """Rows that would make a question the same as another one of the bank."""
    moved = {change.id for change in changes}
    taken = {mark: number for mark, number in marks.items() if number not in moved}
    for change in changes:
        if change.mark in taken:
            twin = taken[change.mark]
            reason = _l("Another question of this bank says the same (id %(id)s).", id=twin)
            yield FileError(reason, change.row)
        taken[change.mark] = change.id
