"""What takes changes of questions back. Each is a change itself, with versions of its own."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from quiz.audit.actions import record
from quiz.bank.actions import change_questions, lock_bank
from quiz.bank.citation import Citation, citation_of
from quiz.bank.comparison import QuestionChange
from quiz.bank.edits import AS_BEFORE, lock_question, write_question
from quiz.bank.history.keeping import new_step
from quiz.bank.history.queries import get_version, versions_before, versions_of_step
from quiz.bank.history.rules import draft_in
from quiz.bank.imports import stored_row
from quiz.bank.kinds.registry import canonical, problems
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of, fingerprints, get_questions, outdated_in
from quiz.bank.rules import Draft, fingerprint
from quiz.errors import Invalid
from quiz.extensions import db
from quiz.i18n.localized import Localized

NO_OBJECTS: Mapping[int, Citation] = MappingProxyType({})


class Stays(Enum):
    """Why a question stays as it is while others are taken back."""

    # Somebody has changed it since.
    CHANGED = "changed"
    # It was added, and is in a run of show by now.
    PLANNED = "planned"
    # Another question of the bank says by now what it said.
    TWIN = "twin"
    # What it said before cannot be read any more.
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of a step that was taken back: questions changed back, questions removed.

    `left` are those that could not be, by their prompts; `step` takes all of it back again.
    """

    back: int
    removed: int
    left: tuple[tuple[Localized, Stays], ...]
    step: str

    @property
    def count(self) -> int:
        """How many questions are other than before."""
        return self.back + self.removed


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
    write_question(question, draft, "question.undo", actor, {"back_to": number}, object_id)
    return question


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

    Questions that it added are removed, but for the `planned` ones, which are in a run of show;
    `objects` are cited again as by `go_back`. Where nothing could be taken back, nothing is
    written.
    """
    bank = lock_bank(bank_id)
    written = versions_of_step(bank_id, step)
    questions = {row.id: row for row in get_questions([row.question_id for row in written])}
    undoing = _Undoing(questions, versions_before(step), {})
    first = [row for row in written if row.is_first and undoing.is_free(row)]
    gone = undoing.removable(first, planned)
    changed = [row for row in written if not row.is_first and undoing.is_free(row)]
    changes = undoing.without_twins(undoing.changes(changed), fingerprints(bank_id), gone)
    left = tuple((questions[number].prompt, why) for number, why in undoing.left.items())
    if not changes and not gone:
        return Undone(0, 0, left, "")
    again = new_step("bank.undo", actor)
    # What is changed back may say what an added question says.
    if gone:
        db.session.execute(delete(Question).where(Question.id.in_(gone)))
    change_questions(bank, changes, again, dict(undoing.cited(changes, objects)))
    db.session.expire(bank, ["questions"])
    details = {"changed": [change.id for change in changes], "removed": len(gone)}
    record(actor, again.act, f"bank {bank_id}", details)
    return Undone(len(changes), len(gone), left, again.key)


@dataclass(frozen=True, slots=True)
class _Undoing:
    """The questions that a step wrote, as they are now and as they were; why some stay so."""

    questions: dict[int, Question]
    before: dict[int, QuestionVersion]
    left: dict[int, Stays]

    def is_free(self, row: QuestionVersion) -> bool:
        """Whether nobody has changed a question since that version."""
        if self.questions[row.question_id].version == row.number:
            return True
        self.left[row.question_id] = Stays.CHANGED
        return False

    def removable(self, first: Iterable[QuestionVersion], planned: Collection[int]) -> set[int]:
        """The added questions that nobody needs."""
        numbers = {row.question_id for row in first}
        self.left.update((number, Stays.PLANNED) for number in numbers & set(planned))
        return numbers - set(planned)

    def changes(self, written: Sequence[QuestionVersion]) -> list[QuestionChange]:
        """What each question would say again."""
        found = ((row, self._draft(row, self.before.get(row.question_id))) for row in written)
        return [self._change(row, draft) for row, draft in found if draft is not None]

    def _draft(self, row: QuestionVersion, before: QuestionVersion | None) -> Draft | None:
        draft = None if before is None else draft_in(before.content)
        if draft is None or not all(problem.gap for problem in problems(canonical(draft))):
            self.left[row.question_id] = Stays.UNREADABLE
            return None
        return canonical(draft)

    def _change(self, row: QuestionVersion, after: Draft) -> QuestionChange:
        mark, number = fingerprint(after), row.question_id
        question = self.questions[number]
        was, outdated = draft_of(question), outdated_in(question, after)
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

    def without_twins(
        self, changes: list[QuestionChange], marks: dict[str, int], gone: set[int]
    ) -> list[QuestionChange]:
        """Those after which no two questions of the bank say the same."""
        while True:
            moved = {change.id for change in changes} | gone
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
