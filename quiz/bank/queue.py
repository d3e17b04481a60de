"""What waits for a translator, oldest first: what lacks a language, or is behind in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from quiz.bank.models import Bank, Question
from quiz.bank.queries import get_questions
from quiz.extensions import db
from quiz.pages import Page, read_page

PAGE = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits to be put into `language`, in one bank or, without its number, in all."""

    language: str
    bank_id: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions of a queue's banks wait, and how many there are in all."""

    left: int
    questions: int

    @property
    def done(self) -> int:
        """Those that are there in both languages."""
        return self.questions - self.left


@dataclass(frozen=True, slots=True)
class BankProgress:
    """A bank with what waits in it."""

    id: int
    name: str
    progress: Progress


def progress_of(queue: Queue) -> Progress:
    """How far a queue is."""
    return Progress(_count(queue, waits_for(queue.language)), _count(queue))


def list_progress(language: str) -> list[BankProgress]:
    """How far every bank is, by their names."""
    left = func.count(case((waits_for(language), Question.id)))
    rows = db.session.execute(
        select(Bank.id, Bank.name, left, func.count(Question.id))
        .outerjoin(Question, (Question.bank_id == Bank.id) & ~Question.archived)
        .group_by(Bank.id, Bank.name)
        .order_by(Bank.name)
    )
    return [BankProgress(number, name, Progress(*counts)) for number, name, *counts in rows]


def waiting_page(queue: Queue, wanted: int) -> Page[Question]:
    """A page of what waits, oldest first."""
    numbers = db.session.scalars(_waiting(queue).order_by(Question.id)).all()
    return read_page(
        len(numbers), wanted, PAGE, lambda offset: get_questions(numbers[offset : offset + PAGE])
    )


def next_waiting(queue: Queue, after: int = 0) -> int | None:
    """The number of the first question that waits after that one."""
    later = _waiting(queue).where(Question.id > after)
    return db.session.scalar(later.order_by(Question.id).limit(1))


def last_waiting(queue: Queue, before: int) -> int | None:
    """The number of the last question that waits before that one."""
    earlier = _waiting(queue).where(Question.id < before)
    return db.session.scalar(earlier.order_by(Question.id.desc()).limit(1))


def waits_for(language: str) -> ColumnElement[bool]:
    """Whether a question has a text of the other language alone, or one that is out of date."""
    return or_(
        Question.untranslated.contains(language, autoescape=True),
        Question.outdated.contains(language, autoescape=True),
    )


def _waiting(queue: Queue) -> Select[int]:
    return select(Question.id).where(*_of(queue), waits_for(queue.language))


def _of(queue: Queue) -> Iterator[ColumnElement[bool]]:
    """What is archived waits for nobody."""
    yield ~Question.archived
    if queue.bank_id is not None:
        yield Question.bank_id == queue.bank_id


def _count(queue: Queue, *conditions: ColumnElement[bool]) -> int:
    asked = select(func.count()).select_from(Question).where(*_of(queue), *conditions)
    return db.session.scalar(asked) or 0
