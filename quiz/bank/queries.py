"""What is read of banks and their questions."""

from dataclasses import dataclass
from importlib import resources

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from quiz.bank.formats import bilingual
from quiz.bank.models import Bank, Question
from quiz.bank.rules import Draft
from quiz.errors import NotFound
from quiz.extensions import db


@dataclass(frozen=True, slots=True)
class BankRow:
    """A line of the list of banks."""

    id: int
    name: str
    version: int
    made_at: int
    questions: int


def list_banks() -> list[BankRow]:
    """All banks by name, each with its number of questions."""
    rows = db.session.execute(
        select(Bank.id, Bank.name, Bank.version, Bank.made_at, func.count(Question.id))
        .outerjoin(Question)
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
    if bank is None:
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
    if question is None:
        raise NotFound(_l("There is no such question."))
    return question


def list_questions(bank_id: int) -> list[Question]:
    """The questions of a bank, in their order."""
    return list(
        db.session.scalars(
            select(Question)
            .where(Question.bank_id == bank_id)
            .order_by(Question.position, Question.id)
        )
    )


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
        inventory_no=question.inventory_no,
        credit=question.credit,
        rights=question.rights,
        source_url=question.source_url,
        image=question.image,
        image_alt=question.image_alt,
        picture_with_question=question.picture_with_question,
        tags=tuple(question.tags),
    )


def export_bank(bank_id: int) -> bytes:
    """A bank as our bilingual CSV, which imports back to the same questions."""
    return bilingual.write(draft_of(question) for question in list_questions(bank_id))


def demo_file() -> bytes:
    """The V&A's questions, in our bilingual CSV."""
    return resources.files("quiz.bank").joinpath("demo", "bank-va.csv").read_bytes()
