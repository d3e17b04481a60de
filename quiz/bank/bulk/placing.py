"""Where many questions stand: in which bank, archived, in the bin.

What a question says stays the same, and so does its version.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from quiz.bank.actions import last_position
from quiz.bank.bulk.base import TWIN, Bulk, BulkOutcome, BulkWish, HeldQuestion, ReadyRow
from quiz.bank.history.keeping import BankStep, keep_after, keep_before
from quiz.bank.imports import write_rows
from quiz.bank.models import Bank, Question
from quiz.bank.queries import find_numbers, fingerprints
from quiz.extensions import db

LOOSELY = {"synchronize_session": False}


def archive_held(wish: BulkWish, questions: list[HeldQuestion], outcome: BulkOutcome) -> None:
    """Offer the questions nowhere any more, or again."""
    archived = wish.change is Bulk.ARCHIVE
    outcome.changed = [question.id for question in questions if question.archived != archived]
    outcome.already = len(questions) - len(outcome.changed)
    _update(outcome.changed, archived=archived)
    outcome.way_back(Bulk.UNARCHIVE if archived else Bulk.ARCHIVE, "", outcome.changed)


def move_held(wish: BulkWish, questions: list[HeldQuestion], outcome: BulkOutcome) -> None:
    """Put the questions at the end of another bank, or back into their places there."""
    target = db.session.get_one(Bank, int(wish.value))
    former: dict[int, dict[int, int]] = {}
    rows = []
    elsewhere = [question for question in questions if question.bank_id != target.id]
    outcome.already = len(questions) - len(elsewhere)
    moved = _without_twins(target, elsewhere, outcome)
    for last, question in enumerate(moved, last_position(target) + 1):
        former.setdefault(question.bank_id, {})[question.id] = question.position
        place = wish.places.get(question.id, last)
        rows.append({"id": question.id, "bank_id": target.id, "position": place})
    if rows:
        db.session.execute(update(Question), rows)
    outcome.changed = [question.id for question in moved]
    for bank_id, places in former.items():
        outcome.way_back(Bulk.MOVE, str(bank_id), [*places], wish.value, [*places.values()])


def copy_held(
    wish: BulkWish,
    questions: list[HeldQuestion],
    ready: Mapping[int, ReadyRow],
    outcome: BulkOutcome,
    step: BankStep,
) -> None:
    """Write the rows that were made ready once more at the end of another bank."""
    target = db.session.get_one(Bank, int(wish.value))
    copied = _without_twins(target, questions, outcome)
    if copied:
        stored = [ready[question.id].change.stored for question in copied]
        write_rows(db.session.connection(), target.id, last_position(target) + 1, stored)
    marks = [question.fingerprint for question in copied]
    outcome.changed = find_numbers(target.id, marks)
    # They cite the same objects, in the same words.
    cited = zip(outcome.changed, copied, strict=True)
    if rows := [{"id": number, "object_id": q.object_id} for number, q in cited if q.object_id]:
        db.session.execute(update(Question), rows)
    keep_after(step, Question.id.in_(outcome.changed), is_first=True)
    outcome.way_back(Bulk.BIN, "", outcome.changed, "1")


def _without_twins(
    target: Bank, questions: Iterable[HeldQuestion], outcome: BulkOutcome
) -> list[HeldQuestion]:
    """Those of the questions that the bank does not have, each once."""
    taken, fit = set(fingerprints(target.id)), []
    for question in questions:
        if question.fingerprint in taken:
            outcome.leave(question, TWIN)
        else:
            taken.add(question.fingerprint)
            fit.append(question)
    return fit


def bin_held(questions: list[HeldQuestion], outcome: BulkOutcome, now: int, actor: str) -> None:
    """Put the questions into the bin; runs of show keep their places, and go past them."""
    outcome.changed = [question.id for question in questions]
    _update(outcome.changed, binned_at=now, binned_by=actor)
    outcome.way_back(Bulk.RESTORE, "", outcome.changed)


def restore_held(questions: list[HeldQuestion], outcome: BulkOutcome) -> None:
    """Bring questions back from the bin, where their bank is and has no twin of them."""
    binned = [question for question in questions if question.binned_at is not None]
    outcome.already = len(questions) - len(binned)
    taken: dict[int, set[str]] = {}
    for question in binned:
        if question.bank_id not in taken:
            taken[question.bank_id] = set(fingerprints(question.bank_id))
        marks = taken[question.bank_id]
        if question.bank_binned_at is not None:
            outcome.leave(question, _l("Its bank is in the bin too. Restore the bank first."))
        elif question.fingerprint in marks:
            outcome.leave(question, TWIN)
        else:
            marks.add(question.fingerprint)
            outcome.changed.append(question.id)
    _update(outcome.changed, binned_at=None, binned_by=None, binned_with_bank=False)
    keep_before(Question.id.in_(outcome.changed))
    outcome.way_back(Bulk.BIN, "", outcome.changed)


def _update(numbers: Sequence[int], **values: Any) -> None:
    if numbers:
        own = update(Question).where(Question.id.in_(numbers))
        db.session.execute(own.values(**values), execution_options=LOOSELY)
