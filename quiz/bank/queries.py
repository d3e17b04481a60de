"""What is read of banks and their questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, case, func, select, tuple_
from sqlalchemy.orm import joinedload

from quiz.bank.comparison import Comparison, QuestionChange, StoredQuestion, compare
from quiz.bank.formats.bilingual import write_sheet
from quiz.bank.formats.own_workbook import KnownDraft, write_bank
from quiz.bank.formats.sheet_archive import write_sheet_archive
from quiz.bank.imports import BankFile, stored_row
from quiz.bank.kinds.registry import canonical
from quiz.bank.models import Bank, Question
from quiz.bank.rules import Draft, picture_name
from quiz.bank.translation import Outdated, from_json, outdated_after
from quiz.clock import clock
from quiz.errors import NotFound
from quiz.extensions import db


@dataclass(frozen=True, slots=True)
class BankRow:
    """A line of the list of banks; so many of its questions are `unready` to be launched."""

    id: int
    name: str
    version: int
    made_at: int
    questions: int
    unready: int


def list_banks() -> list[BankRow]:
    """All banks by name, each with its numbers of questions, in all and unready.

    Archived questions are in no number.
    """
    counted = func.count(Question.id), func.count(case((~Question.is_ready, Question.id)))
    rows = db.session.execute(
        select(Bank.id, Bank.name, Bank.version, Bank.made_at, *counted)
        .outerjoin(Question, and_(Question.bank_id == Bank.id, ~Question.archived))
        .group_by(Bank.id, Bank.name, Bank.version, Bank.made_at)
        .order_by(Bank.name)
    )
    return [BankRow(*row) for row in rows]


def find_bank(name: str) -> Bank | None:
    """The bank of that name, if there is one."""
    return db.session.scalar(select(Bank).where(Bank.name == name))


def get_bank(bank_id: int) -> Bank:
    """The bank with that number."""
    bank = db.session.get(Bank, bank_id)
    if bank is None or bank.binned_at is not None:
        raise NotFound(_l("There is no such bank."))
    return bank


def get_bank_named(name: str) -> Bank:
    """The bank of that name."""
    bank = find_bank(name)
    if bank is None:
        raise NotFound(_l("There is no bank named “%(name)s”.", name=name))
    return bank


def get_question(question_id: int) -> Question:
    """The question with that number."""
    question = db.session.get(Question, question_id)
    if question is None or question.binned_at is not None:
        raise NotFound(_l("There is no such question."))
    return question


def list_questions(bank_id: int, *, archived: bool = True) -> list[Question]:
    """The questions of a bank, in their order, with or without those that are `archived`."""
    own = select(Question).where(Question.bank_id == bank_id)
    wanted = own if archived else own.where(~Question.archived)
    return list(db.session.scalars(wanted.order_by(Question.position, Question.id)))


def count_questions(bank_id: int) -> int:
    """How many questions a bank has."""
    asked = select(func.count()).select_from(Question).where(Question.bank_id == bank_id)
    return db.session.scalar(asked) or 0


def count_archived(bank_id: int) -> int:
    """How many questions of a bank are archived."""
    asked = select(func.count()).where(Question.bank_id == bank_id, Question.archived)
    return db.session.scalar(asked) or 0


def get_questions(question_ids: Sequence[int]) -> list[Question]:
    """The questions of these numbers that there are, with their banks, in the numbers' order."""
    chosen = select(Question).where(Question.id.in_(question_ids))
    rows = db.session.scalars(chosen.options(joinedload(Question.bank)))
    by_id = {question.id: question for question in rows}
    return [by_id[number] for number in question_ids if number in by_id]


def find_numbers(bank_id: int, marks: Iterable[str]) -> list[int]:
    """The numbers of a bank's questions that have these fingerprints, in their order."""
    by_mark = fingerprints(bank_id)
    return [by_mark[mark] for mark in marks if mark in by_mark]


def list_numbers(bank_id: int) -> list[int]:
    """The numbers of a bank's questions, in their order, without archived ones."""
    return list(
        db.session.scalars(
            select(Question.id)
            .where(Question.bank_id == bank_id, ~Question.archived)
            .order_by(Question.position, Question.id)
        )
    )


def neighbours(question: Question) -> tuple[int | None, int | None]:
    """The numbers of the questions before and after it in its bank, archived or not as it is."""
    place = (question.position, question.id)
    alike = Question.bank_id == question.bank_id, Question.archived == question.archived
    of_bank = select(Question.id).where(*alike)
    standing = tuple_(Question.position, Question.id)
    before = of_bank.where(standing < place).order_by(Question.position.desc(), Question.id.desc())
    after = of_bank.where(standing > place).order_by(Question.position, Question.id)
    return db.session.scalar(before.limit(1)), db.session.scalar(after.limit(1))


def draft_of(question: Question) -> Draft:
    """A stored question as a value, for the rules."""
    return Draft(
        kind=question.kind,
        prompt=question.prompt,
        choices=question.choices,
        key=question.key,
        seconds=question.seconds,
        weight=question.weight,
        explanation=question.explanation,
        object_title=question.object_title,
        maker=question.maker,
        date=question.date,
        place=question.place,
        material=question.material,
        inventory_no=question.inventory_no,
        credit=question.credit,
        rights=question.rights,
        source_url=question.source_url,
        image=question.image,
        image_alt=question.image_alt,
        picture_with_question=question.picture_with_question,
        may_be_negative=question.may_be_negative,
        tags=tuple(question.tags),
        institution=question.institution,
        manifest=question.manifest,
        object_picture=question.object_picture,
    )


def outdated_in(question: Question, after: Draft) -> dict[str, Outdated]:
    """What of a stored question is out of date once it says `after`."""
    known = from_json(question.outdated_texts)
    return outdated_after(canonical(draft_of(question)), after, known, clock.now())


def export_bank(bank_id: int, language: str, *, archived: bool = False) -> bytes:
    """A bank as a sheet that spreadsheets of `language` open, and that changes it when imported.

    Archived questions are in it only where that is asked for, since a sheet does not say so.
    """
    rows = list_questions(bank_id, archived=archived)
    return write_sheet(((row.id, row.version, draft_of(row)) for row in rows), language)


def export_workbook(bank_id: int, language: str, *, archived: bool = False) -> bytes:
    """As `export_bank`, a workbook with heads in `language`."""
    return write_bank(_known_drafts(bank_id, archived=archived), language)


def export_with_pictures(
    bank_id: int, language: str, pictures: Mapping[str, bytes], *, archived: bool = False
) -> bytes:
    """As `export_bank`, in a zip with those pictures beside it, by the names that it gives them."""
    return write_sheet_archive(export_bank(bank_id, language, archived=archived), pictures)


def pictures_of(bank_id: int, *, archived: bool = True) -> dict[str, str]:
    """The key of each picture that a bank's questions show, by the name they give it."""
    rows = list_questions(bank_id, archived=archived)
    keys = {key for question in rows for key in draft_of(question).kept_pictures}
    return {picture_name(key): key for key in keys}


def _known_drafts(bank_id: int, *, archived: bool = True) -> list[KnownDraft]:
    return [
        KnownDraft(draft_of(row), row.id, row.version, archived=row.archived)
        for row in list_questions(bank_id, archived=archived)
    ]


def compare_file(name: str, file: BankFile) -> Comparison:
    """What a file would do to the bank of that name, if there is one; FileRefused if it cannot."""
    bank = find_bank(" ".join(name.split()))
    if bank is None:
        return compare(file.reading, {}, {})
    named = [question.seen.id for question in file.reading.questions if question.seen]
    chosen = select(Question).where(Question.bank_id == bank.id)
    rows = [row for row in db.session.scalars(chosen) if row.id in set(named)] if named else []
    stored = {row.id: StoredQuestion(row.id, row.version, draft_of(row)) for row in rows}
    comparison = compare(file.reading, stored, fingerprints(bank.id))
    by_id = {row.id: row for row in rows}
    changes = (_prepared(change, by_id[change.id]) for change in comparison.changes)
    return replace(comparison, changes=tuple(changes))


def _prepared(change: QuestionChange, question: Question) -> QuestionChange:
    """A change of that question with its row of our table."""
    outdated = outdated_in(question, change.after)
    return replace(
        change, stored=stored_row(change.after, change.mark, change.version + 1, outdated)
    )


def fingerprints(bank_id: int) -> dict[str, int]:
    """The number of each question of a bank by its fingerprint."""
    chosen = select(Question.fingerprint, Question.id).where(Question.bank_id == bank_id)
    return {row.fingerprint: row.id for row in db.session.execute(chosen)}


def demo_file() -> bytes:
    """The V&A's questions, in our bilingual CSV."""
    return _demo().joinpath("bank-va.csv").read_bytes()


def demo_shapes_file() -> bytes:
    """Questions about the shapes of Chinese ceramics, as a zip with the pictures that we drew."""
    pictures = {file.name: file.read_bytes() for file in _demo().joinpath("pictures").iterdir()}
    return write_sheet_archive(_demo().joinpath("shapes.csv").read_bytes(), pictures)


def _demo() -> Traversable:
    return resources.files("quiz.bank").joinpath("demo")
