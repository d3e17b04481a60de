"""What keeps a version of each question that is written, in a statement for all of them.

The database copies the rows themselves: what is kept is what the question says, whoever wrote it.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    case,
    func,
    insert,
    literal,
    literal_column,
    null,
    select,
)
from sqlalchemy.types import TypeDecorator

from quiz.bank.formats.past_versions import PastVersion
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.rules import Draft
from quiz.clock import clock
from quiz.extensions import db

STEP_BYTES = 12
# Which texts of a version were behind their other language, beside what it said.
OUTDATED = "outdated_texts"


@dataclass(frozen=True, slots=True)
class BankStep:
    """One act of somebody that writes questions, at an instant in ms UTC; `key` names it."""

    act: str
    actor: str
    at: int
    key: str


def new_step(act: str, actor: str) -> BankStep:
    """An act that writes questions now."""
    return BankStep(act, actor, clock.now(), secrets.token_hex(STEP_BYTES))


def keep_before(*chosen: ColumnElement[bool]) -> None:
    """Keep the chosen questions as they stand, where nothing is known of how they became so.

    Whoever changes questions asks for this first: what was there before is never lost.
    """
    kept = select(QuestionVersion.number).where(
        QuestionVersion.question_id == Question.id, QuestionVersion.number == Question.version
    )
    _keep((null(), literal(""), literal(""), literal("")), (*chosen, ~kept.exists()))


def keep_after(step: BankStep, *chosen: ColumnElement[bool], is_first: bool = False) -> None:
    """Keep the chosen questions as the step has written them; `is_first` where it added them."""
    facts = literal(step.at), literal(step.actor), literal(step.act), literal(step.key)
    _keep(facts, chosen, is_first=is_first)


def settle_version(question_id: int, number: int) -> None:
    """Keep of a version that somebody found both its languages to say the same."""
    kept = db.session.get(QuestionVersion, (question_id, number))
    if kept is not None:
        kept.content = {**kept.content, OUTDATED: {}}
        db.session.flush()


def keep_past(histories: Mapping[str, Sequence[PastVersion]], *chosen: ColumnElement[bool]) -> None:
    """Keep the versions that the chosen questions had where they come from, by fingerprint."""
    if not histories:
        return
    found = db.session.execute(select(Question.fingerprint, Question.id).where(*chosen))
    rows = [
        {
            "question_id": row.id,
            "number": past.number,
            "made_at": past.at,
            "actor": past.actor,
            "act": past.act,
            "content": dict(past.content),
        }
        for row in found
        for past in histories.get(row.fingerprint, ())
    ]
    db.session.execute(insert(QuestionVersion), rows)


def _keep(
    facts: tuple[ColumnElement[Any], ...],
    chosen: tuple[ColumnElement[bool], ...],
    *,
    is_first: bool = False,
) -> None:
    db.session.flush()
    written = literal(is_first), _content(), Question.object_id
    names = [column.name for column in QuestionVersion.__table__.columns]
    rows = select(Question.id, Question.version, *facts, *written).where(*chosen)
    db.session.execute(insert(QuestionVersion).from_select(names, rows, include_defaults=False))


def _content() -> ColumnElement[Any]:
    """All that a question says, as the database writes it in JSON."""
    if db.session.get_bind().dialect.name == "sqlite":
        return func.json_object(*_named(_sqlite_value))
    return func.json_build_object(*_named(lambda column: column))


def _named(
    value: Callable[[ColumnElement[Any]], ColumnElement[Any]],
) -> Iterator[ColumnElement[Any]]:
    """The name and the value of each part of a question, one after the other."""
    for part in fields(Draft):
        yield literal_column(f"'{part.name}'")
        yield value(Question.__table__.columns[part.name])
    # Not said by the question, but of these very words: who has them back has it back with them.
    yield literal_column(f"'{OUTDATED}'")
    yield value(Question.__table__.columns[OUTDATED])


def _sqlite_value(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as JSON: SQLite keeps truth values as numbers, and JSON as text."""
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Boolean):
        return func.json(case((column, "true"), else_="false"))
    return func.json(column) if isinstance(kind, JSON) else column
