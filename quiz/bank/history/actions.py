"""What takes changes of questions back. Each is a change itself, with versions of its own."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from quiz.audit.actions import record
from quiz.bank.actions import change_questions, lock_bank
from quiz.bank.citation import Citation, citation_of
from quiz.bank.comparison import QuestionChange
from quiz.bank.edits import AS_BEFORE, lock_question, write_question
from quiz.bank.formats.json_drafts import outdated_of_json
from quiz.bank.history.keeping import OUTDATED, BankStep, keep_after, new_step
from quiz.bank.history.queries import (
    get_version,
    questions_of_step,
    versions_before,
    versions_of_step,
)
from quiz.bank.history.rules import draft_in
from quiz.bank.imports import move_apart, stored_row
from quiz.bank.kinds.registry import canonical, problems
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of, fingerprints, outdated_in
from quiz.bank.rules import Draft, fingerprint
from quiz.bank.translation import Outdated
from quiz.errors import Invalid
from quiz.extensions import db
from quiz.i18n.localized import Localized

UNDO = "bank.undo"
LOOSELY = {"synchronize_session": False}
NO_OBJECTS: Mapping[int, Citation] = MappingProxyType({})


class Stays(Enum):
    """Why a question stays as it is while others are taken back."""

    # Somebody has changed it since.
    CHANGED = "changed"
    # It is in another bank by now, or in the bin.
    ELSEWHERE = "elsewhere"
    # It was added, and is in a run of show by now.
    PLANNED = "planned"
    # Another question of the bank says by now what it said.
    TWIN = "twin"
    # What it said before cannot be read any more.
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of a step that was taken back: questions changed back, and put into the bin.

    `left` are those that could not be, by their prompts; `step` takes all of it back again.
    """

    back: int
    binned: int
    left: tuple[tuple[Localized, Stays], ...]
    step: str

    @property
    def count(self) -> int:
        """How many questions are other than before."""
        return self.back + self.binned


def go_back(
    question_id: int,
    number: int,
    version: int,
    actor: str,
    objects: Mapping[int, Citation] = NO_OBJECTS,
) -> Question:
    """Have a question say again what it said in a version, if it still has the one that was seen.

    Where it cited one of `objects`, and says the same of it, it does so again. Invalid, if that
    version cannot be read any more.
    """
    question, past = lock_question(question_id, version), get_version(question_id, number)
    draft = draft_in(past.content)
    if draft is None:
        raise Invalid(_l("This version cannot be read any more."))
    cited = _cited(past, draft, objects)
    object_id = AS_BEFORE if cited is None else cited
    details, outdated = {"back_to": number}, _outdated_then(question, past, canonical(draft))
    write_question(question, draft, "question.undo", actor, details, object_id, outdated)
    return question


def _outdated_then(question: Question, past: QuestionVersion, after: Draft) -> dict[str, Outdated]:
    """Which texts were behind in that version, whose words the question has again."""
    kept: Mapping[str, Any] = past.content
    if OUTDATED in kept:
        return outdated_of_json(kept[OUTDATED], after)
    return outdated_in(question, after)


def _cited(past: QuestionVersion, draft: Draft, objects: Mapping[int, Citation]) -> int | None:
    """The object that a version cited, if its words are still those."""
    known = None if past.object_id is None else objects.get(past.object_id)
    return past.object_id if known is not None and known == citation_of(draft) else None


def undo_step(
    bank_id: int,
    step: str,
    actor: str,
    planned: Collection[int] = (),
    objects: Mapping[int, Citation] = NO_OBJECTS,
) -> Undone:
    """Take back what a step wrote in a bank, where nobody has changed it since.

    Questions that it added go into the bin, but for the `planned` ones, which are in a run of show;
    those that an undo put there come back. `objects` are cited again as by `go_back`. Where nothing
    could be taken back, nothing is written.
    """
    bank = lock_bank(bank_id)
    undoing = _Undoing(bank_id, questions_of_step(step), versions_before(step), {})
    free = [row for row in versions_of_step(step) if undoing.is_free(row)]
    away = undoing.removable([row for row in free if row.is_first], planned)
    changes = undoing.changes([row for row in free if not row.is_first], away)
    left = tuple((undoing.questions[one].prompt, why) for one, why in undoing.left.items())
    if not changes and not away:
        return Undone(0, 0, left, "")
    again, cited = new_step(UNDO, actor), dict(undoing.cited(changes, objects))
    # What is changed back may say what an added question says.
    _bin(away, again)
    _restore([change for change in changes if undoing.questions[change.id].binned_at is not None])
    change_questions(bank, changes, again, cited)
    db.session.expire(bank, ["questions"])
    details = {"changed": [change.id for change in changes], "binned": sorted(away)}
    record(actor, again.act, f"bank {bank_id}", details)
    return Undone(len(changes), len(away), left, again.key)


def _bin(numbers: Collection[int], step: BankStep) -> None:
    """Put questions into the bin; each has one version more, by which it is brought back."""
    if numbers:
        chosen = Question.id.in_(numbers)
        away = {"binned_at": step.at, "binned_by": step.actor, "version": Question.version + 1}
        db.session.execute(update(Question).where(chosen).values(away), execution_options=LOOSELY)
        keep_after(step, chosen)


def _restore(changes: Sequence[QuestionChange]) -> None:
    """Bring questions back from the bin, before they are written."""
    if changes:
        # Who says the same may be about to say something else.
        move_apart(db.session.connection(), changes)
        chosen = update(Question).where(Question.id.in_([change.id for change in changes]))
        standing = chosen.values(binned_at=None, binned_by=None)
        db.session.execute(standing, execution_options=LOOSELY)


@dataclass(frozen=True, slots=True)
class _Undoing:
    """The questions that a step wrote, as they are now and as they were; why some stay so."""

    bank_id: int
    questions: dict[int, Question]
    before: dict[int, QuestionVersion]
    left: dict[int, Stays]

    def is_free(self, row: QuestionVersion) -> bool:
        """Whether a question is where it was, and nobody has changed it since that version."""
        question = self.questions[row.question_id]
        is_away = question.binned_at is not None and row.act != UNDO
        if question.bank_id != self.bank_id or is_away:
            self.left[row.question_id] = Stays.ELSEWHERE
        elif question.version != row.number:
            self.left[row.question_id] = Stays.CHANGED
        return row.question_id not in self.left

    def removable(self, first: Iterable[QuestionVersion], planned: Collection[int]) -> set[int]:
        """The added questions that nobody needs."""
        numbers = {row.question_id for row in first}
        self.left.update((number, Stays.PLANNED) for number in numbers & set(planned))
        return numbers - set(planned)

    def changes(self, written: Iterable[QuestionVersion], away: set[int]) -> list[QuestionChange]:
        """What each question says again, if those that are `away` stand in no way."""
        found = ((row, self._draft(row, self.before.get(row.question_id))) for row in written)
        changes = [self._change(row, draft) for row, draft in found if draft is not None]
        return self._without_twins(changes, fingerprints(self.bank_id), away)

    def _draft(self, row: QuestionVersion, before: QuestionVersion | None) -> Draft | None:
        draft = None if before is None else draft_in(before.content)
        if draft is None or not all(problem.gap for problem in problems(canonical(draft))):
            self.left[row.question_id] = Stays.UNREADABLE
            return None
        return canonical(draft)

    def _change(self, row: QuestionVersion, after: Draft) -> QuestionChange:
        mark, number = fingerprint(after), row.question_id
        question = self.questions[number]
        was = draft_of(question)
        outdated = _outdated_then(question, self.before[number], after)
        stored = stored_row(after, mark, row.number + 1, outdated)
        return QuestionChange(0, number, row.number, was, after, mark, stored=stored)

    def cited(
        self, changes: Iterable[QuestionChange], objects: Mapping[int, Citation]
    ) -> Iterator[tuple[int, int]]:
        """The object that each question cites again, by the question's number."""
        for change in changes:
            number = _cited(self.before[change.id], change.after, objects)
            if number is not None:
                yield change.id, number

    def _without_twins(
        self, changes: list[QuestionChange], marks: dict[str, int], away: set[int]
    ) -> list[QuestionChange]:
        """Those after which no two questions of the bank say the same."""
        while True:
            moved = {change.id for change in changes} | away
            taken = {mark for mark, number in marks.items() if number not in moved}
            stuck = _twins(changes, taken)
            if not stuck:
                return changes
            self.left.update((number, Stays.TWIN) for number in stuck)
            changes = [change for change in changes if change.id not in stuck]


def _twins(changes: Iterable[QuestionChange], taken: set[str]) -> set[int]:
    known, stuck = set(taken), set()
    for change in changes:
        if change.mark in known:
            stuck.add(change.id)
        known.add(change.mark)
    return stuck
