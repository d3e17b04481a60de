"""One search over all banks and all texts of a question, with its filters, by pages of 100."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select

from quiz.bank.facts import tag_line
from quiz.bank.flaws import has_open_flaws, has_settled_flaws
from quiz.bank.models import Bank, Question
from quiz.bank.queries import get_questions
from quiz.extensions import db
from quiz.i18n.folding import fold_search
from quiz.pages import Page, read_page

PAGE = 100
# How each database calls the place of a text in another one; LIKE is four times as slow.
PLACE = {"sqlite": "instr", "postgresql": "strpos"}


class Usability(StrEnum):
    """What can be done with a question: it can be launched, it is a draft, or it was put aside.

    Nothing asked for is ready and drafts; EVERY is archived ones too.
    """

    READY = "ready"
    DRAFT = "unready"
    ARCHIVED = "archived"
    EVERY = "every"


class Pictured(StrEnum):
    """Whether a question shows a picture that is kept here."""

    WITH = "with"
    WITHOUT = "without"


class LastUse(StrEnum):
    """When a question was last asked, in an evening that is over."""

    NEVER = "never"
    MONTH = "month"
    YEAR = "year"
    LONGER = "longer"


class Difficulty(StrEnum):
    """How many of those who answered a question did so rightly."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    UNKNOWN = "unknown"


DAY_MS = 86_400_000
MONTH_MS, YEAR_MS = 30 * DAY_MS, 365 * DAY_MS
# In percent of right answers; of fewer answers than these nothing is said.
EASY_FROM, HARD_BELOW = 75, 40
FEWEST_ANSWERS = 5


@dataclass(frozen=True, slots=True)
class Search:
    """What is sought: every word of `text` somewhere, and each filter that is not empty.

    `missing` is a language that some text of the question lacks, `outdated` one that is behind the
    other; what is `flawed` should be looked at again,
    or was, and is `settled`. Its last use is told from `now` (ms UTC).
    """

    text: str = ""
    bank_id: int | None = None
    kind: str = ""
    tag: str = ""
    readiness: str = ""
    missing: str = ""
    outdated: str = ""
    picture: str = ""
    flawed: bool = False
    settled: bool = False
    last_use: str = ""
    difficulty: str = ""
    now: int = 0

    @property
    def is_narrow(self) -> bool:
        """Whether anything but a bank is asked for."""
        filters = self.kind, self.tag, self.readiness, self.missing, self.outdated, self.picture
        return any((self.text, *filters, self.last_use, self.difficulty))


def find_page(search: Search, wanted: int) -> Page[Question]:
    """A page of the questions found, by the banks' names and their order there."""
    # Their numbers are few bytes; to count them apart would read every text twice.
    numbers = find_all(search)
    return read_page(
        len(numbers), wanted, PAGE, lambda offset: get_questions(numbers[offset : offset + PAGE])
    )


def find_first(search: Search, most: int) -> Sequence[Question]:
    """The first `most` of the questions found, in the same order."""
    return get_questions(db.session.scalars(_found(search).limit(most)).all())


def find_all(search: Search) -> Sequence[int]:
    """The numbers of all questions found, in the same order."""
    return db.session.scalars(_found(search)).all()


def page_of(question: Question) -> int:
    """On which page of its bank a question stands."""
    ahead = select(func.count()).where(
        Question.bank_id == question.bank_id,
        Question.archived == question.archived,
        (Question.position < question.position)
        | ((Question.position == question.position) & (Question.id < question.id)),
    )
    return (db.session.scalar(ahead) or 0) // PAGE + 1


def _found(search: Search) -> Select[int]:
    """The numbers of the questions found, in order: faster put in order than whole questions."""
    chosen = select(Question.id).join(Bank).where(*_conditions(search))
    return chosen.order_by(Bank.name, Question.position, Question.id)


def _conditions(search: Search) -> Iterator[ColumnElement[bool]]:
    if search.bank_id is not None:
        yield Question.bank_id == search.bank_id
    if search.kind:
        yield Question.kind == search.kind
    yield from _readiness_conditions(search.readiness)
    yield from _language_conditions(search)
    if search.picture:
        yield Question.has_picture == (search.picture == Pictured.WITH)
    if search.flawed:
        yield has_settled_flaws() if search.settled else has_open_flaws()
    yield from _use_conditions(search)
    if search.tag:
        yield _has(tag_line(search.tag))
    for word in search.text.split():
        if folded := fold_search(word):
            yield _has(folded)


def _readiness_conditions(readiness: str) -> Iterator[ColumnElement[bool]]:
    if readiness != Usability.EVERY:
        yield Question.archived == (readiness == Usability.ARCHIVED)
    if readiness in {Usability.READY, Usability.DRAFT}:
        yield Question.is_ready == (readiness == Usability.READY)


def _language_conditions(search: Search) -> Iterator[ColumnElement[bool]]:
    if search.missing:
        yield Question.missing.contains(search.missing, autoescape=True)
    if search.outdated:
        yield Question.outdated.contains(search.outdated, autoescape=True)


def _use_conditions(search: Search) -> Iterator[ColumnElement[bool]]:
    if search.last_use:
        yield _was_used(search)
    if search.difficulty:
        yield _proved(search.difficulty)


def _was_used(search: Search) -> ColumnElement[bool]:
    used, month, year = Question.last_used_at, search.now - MONTH_MS, search.now - YEAR_MS
    return {
        LastUse.NEVER: used.is_(None),
        LastUse.MONTH: used >= month,
        LastUse.YEAR: used >= year,
        LastUse.LONGER: used < year,
    }[LastUse(search.last_use)]


def _proved(difficulty: str) -> ColumnElement[bool]:
    percent, known = 100 * Question.right_answers, Question.answers >= FEWEST_ANSWERS
    easy, hard = percent >= EASY_FROM * Question.answers, percent < HARD_BELOW * Question.answers
    return {
        Difficulty.EASY: known & easy,
        Difficulty.MEDIUM: known & ~easy & ~hard,
        Difficulty.HARD: known & hard,
        Difficulty.UNKNOWN: ~known,
    }[Difficulty(difficulty)]


def _has(part: str) -> ColumnElement[bool]:
    place = getattr(func, PLACE[db.engine.dialect.name])
    found: ColumnElement[bool] = place(Question.searched, part) > 0
    return found
