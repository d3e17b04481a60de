"""What changes banks and their questions. The bank's row is locked first, so nobody collides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, func, select, update

from quiz.audit.actions import CONSOLE, record
from quiz.bank.citation import cite_alike
from quiz.bank.comparison import Comparison, QuestionChange
from quiz.bank.formats.bilingual import refuse_if_any
from quiz.bank.history.keeping import BankStep, keep_after, keep_before, keep_past, new_step
from quiz.bank.imports import BankFile, change_rows, move_apart, read_file, write_rows
from quiz.bank.models import Bank, Question
from quiz.bank.queries import compare_file, find_bank
from quiz.bank.rules import Changed
from quiz.errors import Conflict, Invalid, NotFound
from quiz.extensions import db
from quiz.i18n.invisible import has_control

NAME_LONGEST = 120
NONE_CITED: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: questions added to `bank`, changed in it, and those left as they were.

    `kept` counts those that changed after the file was written, and that were not overwritten,
    `left_out` those of the file that could not be taken. By `step` all of it can be taken back.
    """

    bank: Bank
    added: int
    already: int
    changed: int = 0
    kept: int = 0
    left_out: int = 0
    step: str = ""


def create_bank(name: str, now: int, actor: str) -> Bank:
    """A new bank without questions; `now` in ms UTC."""
    bank = Bank(name=_free_name(name), made_at=now)
    db.session.add(bank)
    db.session.flush()
    record(actor, "bank.make", f"bank {bank.id}")
    return bank


def rename_bank(bank_id: int, name: str, version: int, actor: str) -> Bank:
    """Give a bank another name, if it still has the `version` that was seen."""
    bank = lock_bank(bank_id, version)
    if _tidy_name(name) != bank.name:
        bank.name = _free_name(name)
    record(actor, "bank.rename", f"bank {bank_id}", {"version": bank.version, "fields": ["name"]})
    return bank


def import_questions(name: str, data: bytes, now: int, actor: str = CONSOLE) -> Imported:
    """Add a file's questions to the bank `name`, made if need be, and change those that it names.

    A file is refused whole if it is wrong, or if its text was ruined before it came here; questions
    of another program's file that cannot be taken are left out, and counted.
    """
    file = read_file(data)
    comparison = compare_file(name, file)
    refuse_if_any(comparison.grave)
    return add_file(name, file, comparison, now, actor)


def add_file(
    name: str,
    file: BankFile,
    comparison: Comparison,
    now: int,
    actor: str,
    *,
    overwrite: bool = False,
) -> Imported:
    """As `import_questions`, for who has read and compared the file before beginning to write.

    What changed after the file was written is overwritten only where that is asked for;
    Changed, if somebody did so after the comparison.
    """
    found = find_bank(_tidy_name(name)) or create_bank(name, now, actor)
    bank = lock_bank(found.id)
    changes = [change for change in comparison.changes if overwrite or not change.is_conflict]
    step = new_step("bank.import", actor)
    known = change_questions(bank, changes, step)
    added = [file.rows[mark] for mark in comparison.marks if mark not in known]
    if added:
        first = last_position(bank) + 1
        write_rows(db.session.connection(), bank.id, first, added)
        # What is in the bin may stand at the same places.
        standing = Question.bank_id == bank.id, Question.binned_at.is_(None)
        keep_past(file.histories, *standing, Question.position >= first)
        keep_after(step, *standing, Question.position >= first, is_first=True)
        _archive(bank, [mark for mark in file.archived if mark not in known])
    db.session.expire(bank, ["questions"])
    changed = {"changed": [change.id for change in changes]} if changes else {}
    details = {"added": len(added), **changed}
    record(actor, step.act, f"bank {bank.id}", details)
    already = comparison.same + len(comparison.new) - len(added)
    kept = len(comparison.changes) - len(changes)
    left_out = len(comparison.left_out)
    return Imported(bank, len(added), already, len(changes), kept, left_out, step.key)


def _archive(bank: Bank, marks: list[str]) -> None:
    if marks:
        own = update(Question).where(Question.bank_id == bank.id, Question.fingerprint.in_(marks))
        put = own.where(Question.binned_at.is_(None)).values(archived=True)
        db.session.execute(put, execution_options={"synchronize_session": False})


def change_questions(
    bank: Bank,
    changes: list[QuestionChange],
    step: BankStep,
    cited: Mapping[int, int] = NONE_CITED,
) -> set[str]:
    """Write the changes, if nobody was first; the fingerprints of the bank's questions then.

    `cited` are the objects whose words some questions have again, by the questions' numbers.
    """
    chosen = select(Question.id, Question.version, Question.fingerprint)
    rows = db.session.execute(chosen.where(Question.bank_id == bank.id)).all()
    versions = {number: version for number, version, _mark in rows}
    if any(versions.get(change.id) != change.version for change in changes):
        raise Changed(_l("Somebody changed this bank meanwhile; look at it again."), bank)
    moved = {change.id for change in changes}
    known = {mark for number, _version, mark in rows if number not in moved}
    if changes:
        marks = {change.mark for change in changes}
        keep_before(Question.id.in_(moved))
        if any(mark in marks and number in moved for number, _version, mark in rows):
            move_apart(db.session.connection(), changes)
        change_rows(db.session.connection(), changes)
        _release(changes)
        _cite(cited)
        keep_after(step, Question.id.in_(moved))
        for question in [q for q in db.session.identity_map.values() if isinstance(q, Question)]:
            db.session.expire(question)
    return known | {change.mark for change in changes}


def _cite(cited: Mapping[int, int]) -> None:
    """Let questions cite these objects."""
    chosen = update(Question).where(Question.id == bindparam("question"))
    if cited:
        rows = [{"question": number, "object": object_id} for number, object_id in cited.items()]
        statement = chosen.values(object_id=bindparam("object"))
        db.session.connection().execute(statement, rows)


def _release(changes: Iterable[QuestionChange]) -> None:
    """Questions that say something else than their objects are released from them."""
    others = [c.id for c in changes if not cite_alike(c.before, c.after)]
    if others:
        chosen = update(Question).where(Question.id.in_(others))
        db.session.execute(
            chosen.values(object_id=None), execution_options={"synchronize_session": False}
        )


def mend_spelling(bank_id: int, mends: list[QuestionChange], actor: str) -> str:
    """Write what `spelling_mends` prepared, or nothing: Changed, if somebody was first.

    Gives the step by which it can be taken back.
    """
    bank, step = lock_bank(bank_id), new_step("bank.mend", actor)
    change_questions(bank, mends, step)
    db.session.expire(bank, ["questions"])
    record(actor, step.act, f"bank {bank_id}", {"changed": [mend.id for mend in mends]})
    return step.key


def lock_bank(bank_id: int, version: int | None = None, *, with_binned: bool = False) -> Bank:
    """The bank, held until the transaction ends, its version moved on; Changed if it had moved.

    One in the bin is found only `with_binned`.
    """
    bank = db.session.scalar(
        select(Bank)
        .where(Bank.id == bank_id)
        .with_for_update()
        .execution_options(populate_existing=True, with_binned=with_binned)
    )
    if bank is None:
        raise NotFound(_l("There is no such bank."))
    if version is not None and bank.version != version:
        raise Changed(_l("Somebody changed this bank meanwhile; look at it again."), bank)
    bank.version += 1
    return bank


def _tidy_name(name: str) -> str:
    return " ".join(name.split())


def _free_name(name: str) -> str:
    tidied = _tidy_name(name)
    if not tidied or len(tidied) > NAME_LONGEST or has_control(tidied):
        raise Invalid(
            _l("A bank's name has at least 1 and at most %(most)s characters.", most=NAME_LONGEST)
        )
    if find_bank(tidied) is not None:
        raise Conflict(_l("There is already a bank named “%(name)s”.", name=tidied))
    return tidied


def last_position(bank: Bank) -> int:
    """The position of the bank's last question; 0 where it has none."""
    last = db.session.scalar(select(func.max(Question.position)).where(Question.bank_id == bank.id))
    return last or 0
