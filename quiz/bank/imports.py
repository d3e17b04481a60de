"""A bank's file, read and made ready outside of any transaction, to be written in one statement."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import column, table

from quiz.bank.formats import bilingual
from quiz.bank.models import Question
from quiz.bank.rules import Draft, fingerprint
from quiz.i18n.localized import Localized

# The columns without their types: what is written is in the database's own form already.
WRITTEN = table(
    Question.__tablename__,
    *(column(made.name) for made in Question.__table__.columns if made.name != "id"),
)


@dataclass(frozen=True, slots=True)
class BankFile:
    """The `count` questions of a file: for each fingerprint, in their order, its columns."""

    rows: Mapping[str, Mapping[str, Any]]
    count: int


def read_file(data: bytes) -> BankFile:
    """Read a bilingual CSV whole; FileRefused says what is wrong."""
    drafts = bilingual.read(data)
    rows: dict[str, Mapping[str, Any]] = {}
    for draft in drafts:
        mark = fingerprint(draft)
        if mark not in rows:
            rows[mark] = stored(draft) | {"fingerprint": mark, "version": 1}
    return BankFile(rows, len(drafts))


def stored(draft: Draft) -> dict[str, Any]:
    """What a question says, as both databases keep it: JSON as text."""
    return {part.name: _stored(getattr(draft, part.name)) for part in fields(draft)}


def _stored(value: Any) -> Any:
    if isinstance(value, str | int):
        return value
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Localized):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value
