"""One change to many questions: what can be done of it is, in one act, and the rest is said.

Each act keeps in the record how it is undone: as changes of the same kinds, by the numbers of
the questions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import record
from quiz.audit.models import AuditEntry
from quiz.bank.actions import lock_bank
from quiz.bank.bulk.base import (
    Bulk,
    BulkOutcome,
    BulkWish,
    HeldQuestion,
    LeftAlone,
    ReadyRow,
    tag_of,
    value_of,
)
from quiz.bank.bulk.placing import archive_held, bin_held, copy_held, move_held, restore_held
from quiz.bank.bulk.rewriting import WRITTEN_ANEW, ready_rows, rewrite_held
from quiz.bank.history.keeping import new_step
from quiz.bank.models import Bank, Question
from quiz.bank.rules import SECONDS, WEIGHTS
from quiz.errors import Invalid, NotFound
from quiz.extensions import db
from quiz.i18n.localized import Localized

# What the record calls the act, before the change, and under which name it keeps the way back.
ACT, UNDO = "question.", "undo"
SPANS = {Bulk.SECONDS: SECONDS, Bulk.WEIGHT: WEIGHTS}
ELSEWHERE = {Bulk.MOVE, Bulk.COPY}
CHANGED = _l("Somebody changed it meanwhile; look at it again.")


@dataclass(frozen=True, slots=True)
class BulkTask:
    """A wish, the versions in which its questions were seen, and rows that are ready for them.

    No version (None) takes a question as it is.
    """

    wish: BulkWish
    seen: Mapping[int, int | None]
    ready: Mapping[int, ReadyRow]

    def is_as_seen(self, question: HeldQuestion) -> bool:
        """Whether nobody has changed the question since."""
        row, wish = self.ready.get(question.id), self.wish
        is_same = wish.was is None or value_of(question, wish.change) == wish.was
        needs_row = wish.change in WRITTEN_ANEW
        is_ready = not needs_row if row is None else row.change.version == question.version
        return is_same and is_ready and self.seen[question.id] in {None, question.version}


def ready_task(wish: BulkWish, seen: Mapping[int, int | None]) -> BulkTask:
    """All of the work that needs no lock; Invalid, if the value cannot be anybody's."""
    check_wish(wish)
    return BulkTask(wish, seen, ready_rows(wish, seen))


def ready_undo(entry_id: int) -> list[BulkTask]:
    """What takes back what an entry of the record did, as far as nobody changed it since."""
    entry = db.session.get(AuditEntry, entry_id)
    steps = None if entry is None or not entry.act.startswith(ACT) else entry.details.get(UNDO)
    if not steps:
        raise NotFound(_l("There is nothing to undo."))
    return [ready_task(_wish_of(step), dict.fromkeys(step["ids"])) for step in steps]


def _wish_of(step: Mapping[str, Any]) -> BulkWish:
    """What a step of the record asks for."""
    places = dict(zip(step["ids"], step.get("places", ()), strict=False))
    return BulkWish(Bulk(step["change"]), step["value"], step.get("was"), places)


def change_many(task: BulkTask, now: int, actor: str) -> BulkOutcome:
    """Do it to all questions that are still as they were seen, in one act of the record."""
    outcome = BulkOutcome()
    questions = _held(task)
    gone = len(task.seen) - len(questions)
    outcome.left += [LeftAlone(Localized(), _l("It is no longer there."))] * gone
    banks, fit = {question.bank_id for question in questions}, []
    for question in questions:
        if task.is_as_seen(question):
            fit.append(question)
        else:
            outcome.leave(question, CHANGED)
    _do(task, fit, outcome, now, actor)
    db.session.flush()
    db.session.expire_all()
    outcome.entry_id = _record(task.wish, banks, outcome, actor)
    return outcome


def undo_many(tasks: Iterable[BulkTask], now: int, actor: str) -> BulkOutcome:
    """Do each of the tasks of an undo."""
    whole = BulkOutcome()
    for task in tasks:
        done = change_many(task, now, actor)
        whole.changed += done.changed
        whole.already += done.already
        whole.left += done.left
    return whole


def check_wish(wish: BulkWish) -> None:
    """Refuse a value that no question can have."""
    if wish.change in {Bulk.ADD_TAG, Bulk.REMOVE_TAG} and not tag_of(wish):
        raise Invalid(_l("Please write a tag, without a vertical bar."))
    span = SPANS.get(wish.change)
    is_number = wish.value.isascii() and wish.value.isdecimal() and len(wish.value) < 10
    if span is not None and not (is_number and int(wish.value) in span):
        raise Invalid(
            _l(
                "Please write a whole number from %(least)s to %(most)s.",
                least=span[0],
                most=span[-1],
            )
        )
    if wish.change in ELSEWHERE and not is_number:
        raise Invalid(_l("Please choose a bank."))


def _held(task: BulkTask) -> list[HeldQuestion]:
    """The questions in their order, their banks held, from the smallest number to the greatest."""
    anywhere = {"with_binned": task.wish.change is Bulk.RESTORE}
    own = select(Question.bank_id).where(Question.id.in_(task.seen)).distinct()
    banks = set(db.session.scalars(own.execution_options(**anywhere)))
    if task.wish.change in ELSEWHERE:
        banks.add(int(task.wish.value))
    for bank_id in sorted(banks):
        lock_bank(bank_id, **anywhere)
    columns = (getattr(Question, name) for name in HeldQuestion._fields[:-1])
    chosen = select(*columns, Bank.binned_at).join(Bank).where(Question.id.in_(task.seen))
    ordered = chosen.order_by(Bank.name, Question.position, Question.id)
    return [
        HeldQuestion._make(row) for row in db.session.execute(ordered.execution_options(**anywhere))
    ]


def _do(
    task: BulkTask, questions: list[HeldQuestion], outcome: BulkOutcome, now: int, actor: str
) -> None:
    step = new_step(f"{ACT}{task.wish.change}", actor)
    match task.wish.change:
        case Bulk.ARCHIVE | Bulk.UNARCHIVE:
            archive_held(task.wish, questions, outcome)
        case Bulk.MOVE:
            move_held(task.wish, questions, outcome)
        case Bulk.COPY:
            copy_held(task.wish, questions, task.ready, outcome, step)
        case Bulk.BIN:
            bin_held(questions, outcome, now, actor)
        case Bulk.RESTORE:
            restore_held(questions, outcome)
        case _:
            rewrite_held(task.wish, questions, task.ready, outcome, step)


def _record(wish: BulkWish, banks: set[int], outcome: BulkOutcome, actor: str) -> int:
    """One entry for all, with the way back; its number, 0 where nothing was changed."""
    if not outcome.changed:
        return 0
    subject = f"bank {min(banks)}" if len(banks) == 1 else "questions"
    details = {"questions": len(outcome.changed), UNDO: outcome.undo}
    return record(actor, f"{ACT}{wish.change}", subject, details | {"value": wish.value}).id
