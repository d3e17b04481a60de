"""No form of staff does anything that the record does not keep, in words that it knows.

Nor does any write a question whose version is not kept.
"""

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.audit.labels import ACTS
from quiz.audit.models import AuditEntry
from quiz.bank.formats.json_drafts import draft_of_json
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of
from quiz.extensions import db
from tests.clients import sign_in
from tests.web.staff_forms import BY_THE_LEDGER, FORMS, LOOKED_AT, STRANGERS, Museum

# What undoes something needs something to undo.
FIRST = {
    "admin.unban": "admin.ban",
    "host.open_door": "host.close_door",
    "host.let_in_group": "host.ban_group",
}


@pytest.mark.both_databases
@pytest.mark.parametrize("endpoint", sorted(FORMS.keys() - BY_THE_LEDGER - LOOKED_AT))
def test_every_act_of_staff_is_recorded(app: Flask, museum: Museum, endpoint: str) -> None:
    client = app.test_client()
    if endpoint not in STRANGERS:
        sign_in(client, museum.admin)
    if first := FIRST.get(endpoint):
        client.post(museum.path(app, first), data=FORMS[first](museum))
    path, form = museum.path(app, endpoint), FORMS[endpoint](museum)
    before, said = db.session.scalar(select(func.max(AuditEntry.id))) or 0, questions()
    db.session.rollback()
    assert client.post(path, data=form).status_code < 400
    kept = db.session.scalars(select(AuditEntry).where(AuditEntry.id > before)).all()
    assert kept
    assert {entry.act for entry in kept} <= ACTS.keys()
    assert {entry.network for entry in kept} == {"127.0.0.1"}
    assert questions().items() - said.items() <= last_versions().items()


def questions() -> dict[int, tuple[int, str]]:
    """The version of each question, and what it says."""
    rows = db.session.scalars(select(Question))
    return {row.id: (row.version, repr(draft_of(row))) for row in rows}


def last_versions() -> dict[int, tuple[int, str]]:
    """The same, as the history has it."""
    rows = db.session.scalars(select(QuestionVersion).order_by(QuestionVersion.number))
    return {row.question_id: (row.number, repr(draft_of_json(row.content))) for row in rows}
