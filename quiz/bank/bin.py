"""Banks put into the bin and brought back with their questions; what is in it, deleted for good.

Questions go there and come back in `bank.bulk`, one or many.
"""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from quiz.audit.actions import record
from quiz.bank.actions import lock_bank
from quiz.bank.models import Bank, Question
from quiz.bank.queries import find_bank
from quiz.bin import WITH_BINNED
from quiz.errors import Conflict, NotFound
from quiz.extensions import db

LOOSELY = {"synchronize_session": False}


def bin_bank(bank_id: int, version: int, now: int, actor: str) -> int:
    """Put a bank into the bin with its questions, if it still has that `version`; how many."""
    bank = lock_bank(bank_id, version)
    bank.binned_at, bank.binned_by = now, actor
    own = update(Question).where(Question.bank_id == bank_id, Question.binned_at.is_(None))
    away = own.values(binned_at=now, binned_by=actor, binned_with_bank=True).returning(Question.id)
    binned = len(db.session.scalars(away, execution_options=LOOSELY).all())
    db.session.flush()
    db.session.expire_all()
    record(actor, "bank.bin", f"bank {bank_id}", {"questions": binned})
    return binned


def list_binned_banks() -> Sequence[Bank]:
    """The banks in the bin, the last one first."""
    found = select(Bank).where(Bank.binned_at.is_not(None)).order_by(Bank.binned_at.desc(), Bank.id)
    return db.session.scalars(found.execution_options(**WITH_BINNED)).all()


def list_binned_questions() -> Sequence[Question]:
    """The questions that were put into the bin by themselves, the last one first."""
    apart = select(Question).where(Question.binned_at.is_not(None), ~Question.binned_with_bank)
    found = apart.order_by(Question.binned_at.desc(), Question.id).options(
        joinedload(Question.bank)
    )
    return db.session.scalars(found.execution_options(**WITH_BINNED)).all()


def get_binned_question(question_id: int) -> Question:
    """The question of that number in the bin, or NotFound."""
    found = select(Question).where(Question.id == question_id, Question.binned_at.is_not(None))
    question = db.session.scalar(found.execution_options(**WITH_BINNED))
    if question is None:
        raise NotFound(_l("There is no such question in the bin."))
    return question


def restore_bank(bank_id: int, actor: str) -> Bank:
    """Bring a bank back with the questions that went with it; Conflict if its name is taken."""
    bank = lock_bank(bank_id, with_binned=True)
    if bank.binned_at is None:
        return bank
    if find_bank(bank.name) is not None:
        raise Conflict(
            _l(
                "There is another bank named “%(name)s” by now. Rename that one, then restore this "
                "one.",
                name=bank.name,
            )
        )
    bank.binned_at = bank.binned_by = None
    with_it = update(Question).where(Question.bank_id == bank_id, Question.binned_with_bank)
    back = with_it.values(binned_at=None, binned_by=None, binned_with_bank=False)
    db.session.execute(back, execution_options=LOOSELY)
    db.session.flush()
    db.session.expire_all()
    record(actor, "bank.restore", f"bank {bank_id}")
    return bank


def erase_question(question_id: int, actor: str) -> None:
    """Delete a question in the bin for good; rounds that were launched keep their copy."""
    question = get_binned_question(question_id)
    bank_id = question.bank_id
    _erase(Question, [question.id])
    record(actor, "question.erase", f"bank {bank_id}", {"question": question_id})


def erase_bank(bank_id: int, actor: str) -> None:
    """Delete a bank in the bin for good, with everything in it."""
    bank = lock_bank(bank_id, with_binned=True)
    if bank.binned_at is None:
        raise NotFound(_l("There is no such bank in the bin."))
    _erase(Bank, [bank.id])
    record(actor, "bank.erase", f"bank {bank_id}")


def erase_old_banks(before: int, actor: str) -> tuple[int, int]:
    """Delete for good what went into the bin before that instant (ms): how many banks, questions.

    The questions that went with a bank are counted with it.
    """
    banks = [bank.id for bank in list_binned_banks() if (bank.binned_at or before) < before]
    for bank_id in banks:
        erase_bank(bank_id, actor)
    old = [row for row in list_binned_questions() if (row.binned_at or before) < before]
    by_bank: dict[int, list[int]] = {}
    for question in old:
        by_bank.setdefault(question.bank_id, []).append(question.id)
    for bank_id, numbers in by_bank.items():
        _erase(Question, numbers)
        record(actor, "question.erase", f"bank {bank_id}", {"questions": numbers})
    return len(banks), len(old)


def _erase(model: type[Bank | Question], numbers: Sequence[int]) -> None:
    """The database deletes what belongs to it, and lets rounds go."""
    db.session.flush()
    db.session.execute(delete(model).where(model.id.in_(numbers)), execution_options=LOOSELY)
    db.session.expire_all()
