"""What keeps a version of each question that is written, in a statement for all of them.

The database copies the rows themselves: what is kept is what the question says, whoever wrote it.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
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
    content = _content(db.session.get_bind().dialect.name)
    written = literal(is_first), content, Question.object_id
    names = [column.name for column in QuestionVersion.__table__.columns]
    rows = select(Question.id, Question.version, *facts, *written).where(*chosen)
    db.session.execute(insert(QuestionVersion).from_select(names, rows, include_defaults=False))


@cache
def _content(dialect: str) -> ColumnElement[Any]:
    """All that a question says, as the database writes it in JSON; its words are made once."""
    is_local = dialect == "sqlite"
    # The last is not said by the question, but of these very words: it comes back with them.
    names = (*(part.name for part in fields(Draft)), OUTDATED)
    columns = [Question.__table__.columns[name] for name in names]
    values = (_sqlite_value(one) if is_local else f"question.{one.name}" for one in columns)
    named = (f"'{one.name}', {value}" for one, value in zip(columns, values, strict=True))
    make = "json_object" if is_local else "json_build_object"
    return literal_column(f"{make}({', '.join(named)})")


def _sqlite_value(column: ColumnElement[Any]) -> str:
    """A column as JSON: SQLite keeps truth values as numbers, and JSON as text."""
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Boolean):
        return f"json(CASE WHEN question.{column.name} THEN 'true' ELSE 'false' END)"
    return f"json(question.{column.name})" if isinstance(kind, JSON) else f"question.{column.name}"
