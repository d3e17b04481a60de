"""What is read of the versions of questions."""

from collections.abc import Iterable, Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from quiz.bank.formats.json_values import a_list, a_text
from quiz.bank.formats.past_versions import OWN_PICTURES, PastVersion
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.rules import picture_key
from quiz.bin import WITH_BINNED
from quiz.errors import NotFound
from quiz.extensions import db
from quiz.pages import Page, read_page

VERSIONS_A_PAGE = 20


def count_versions(question_id: int) -> int:
    """How many versions of a question are kept."""
    return db.session.scalar(select(func.count()).where(_is_of(question_id))) or 0


def list_versions(question_id: int, page: int) -> Page[QuestionVersion]:
    """Twenty versions of a question, the newest first, and the one before them, if there is one."""
    newest = QuestionVersion.number.desc()
    rows = select(QuestionVersion).where(_is_of(question_id)).order_by(newest)
    return read_page(
        count_versions(question_id),
        page,
        VERSIONS_A_PAGE,
        lambda offset: db.session.scalars(rows.limit(VERSIONS_A_PAGE + 1).offset(offset)).all(),
    )


def get_version(question_id: int, number: int) -> QuestionVersion:
    """That version of a question."""
    version = db.session.get(QuestionVersion, (question_id, number))
    if version is None:
        raise NotFound(_l("This version is not kept."))
    return version


def step_of(question_id: int, number: int) -> str:
    """The step that wrote that version; empty where it is not kept."""
    version = db.session.get(QuestionVersion, (question_id, number))
    return "" if version is None else version.step


def versions_of_step(step: str) -> Sequence[QuestionVersion]:
    """What a step wrote, in the order of its questions."""
    if not step:
        return ()
    joined = select(QuestionVersion).join(Question, Question.id == QuestionVersion.question_id)
    chosen = joined.where(QuestionVersion.step == step).order_by(Question.position, Question.id)
    return db.session.scalars(chosen.execution_options(**WITH_BINNED)).all()


def versions_before(step: str) -> dict[int, QuestionVersion]:
    """What each question that a step wrote said before it, by the question's number."""
    written, before, earlier = (aliased(QuestionVersion) for _ in range(3))
    last = select(func.max(earlier.number)).where(
        earlier.question_id == written.question_id, earlier.number < written.number
    )
    found = select(before).join(written, written.question_id == before.question_id)
    rows = found.where(written.step == step, before.number == last.scalar_subquery())
    return {row.question_id: row for row in db.session.scalars(rows)}


def questions_of_step(step: str) -> dict[int, Question]:
    """The questions that a step wrote as they are now, also in the bin, by their numbers."""
    written = select(QuestionVersion.question_id).where(QuestionVersion.step == step)
    chosen = select(Question).where(Question.id.in_(written))
    rows = db.session.scalars(chosen.execution_options(populate_existing=True, **WITH_BINNED))
    return {row.id: row for row in rows}


def histories_of(bank_id: int, most: int) -> dict[int, tuple[PastVersion, ...]]:
    """The last versions of each question of a bank, `most` of each, in order, by its number."""
    newest = func.row_number().over(
        partition_by=QuestionVersion.question_id, order_by=QuestionVersion.number.desc()
    )
    ranked = (
        select(QuestionVersion, newest.label("place"))
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Question.bank_id == bank_id)
        .subquery()
    )
    rows = db.session.execute(
        select(ranked).where(ranked.c.place <= most).order_by(ranked.c.question_id, ranked.c.number)
    )
    found: dict[int, list[PastVersion]] = {}
    for row in rows:
        past = PastVersion(row.number, row.made_at, row.actor, row.act, row.content)
        found.setdefault(row.question_id, []).append(past)
    return {number: tuple(versions) for number, versions in found.items()}


def past_pictures() -> set[str]:
    """The keys of all pictures that some version of a question shows."""
    kept = QuestionVersion.content
    own = (kept[part].as_string() for part in OWN_PICTURES)
    rows = db.session.execute(select(kept["key"]["pictures"], *own))
    named = (name for names, *own_names in rows for name in (*own_names, *a_list(names)))
    return {key for name in named if (key := picture_key(a_text(name)))}


def step_sizes(steps: Iterable[str]) -> dict[str, int]:
    """How many questions each of these steps wrote."""
    chosen = QuestionVersion.step.in_({step for step in steps if step})
    counted = select(QuestionVersion.step, func.count()).where(chosen)
    rows = db.session.execute(counted.group_by(QuestionVersion.step))
    return {step: size for step, size in rows}  # noqa: C416 (a row is no tuple to the types)


def _is_of(question_id: int) -> ColumnElement[bool]:
    return QuestionVersion.question_id == question_id
