"""Verdicts are worded in one table: each once, as the contract has it."""

from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from quiz.game.actions.play import Receipt
from quiz.game.rules import Verdict
from quiz.web.crowd.verdicts import BY_STATUS, WORDINGS, body_of, refusals

STATUSES = {
    Verdict.REPEATED: 200,
    Verdict.ACCEPTED: 201,
    Verdict.NOT_JOINED: 401,
    Verdict.BANNED: 403,
    Verdict.NOT_FOUND: 404,
    Verdict.ALREADY_ANSWERED: 409,
    Verdict.TOO_LATE: 410,
    Verdict.AMBIGUOUS: 422,
    Verdict.MALFORMED: 422,
    Verdict.TOO_EARLY: 425,
    Verdict.AWAY: 503,
}


def test_every_verdict_has_its_status() -> None:
    assert {verdict: wording.status for verdict, wording in WORDINGS.items()} == STATUSES
    assert set(STATUSES) == set(Verdict)
    # A bare refusal with that status is one of the two.
    alone = {verdict: status for verdict, status in STATUSES.items() if verdict != "ambiguous"}
    assert {verdict: status for status, verdict in BY_STATUS.items()} == alone


@pytest.mark.parametrize(
    ("receipt", "body"),
    [
        (Receipt(Verdict.ACCEPTED, "b", 1_234), {"status": "accepted", "elapsed_ms": 1_234}),
        (Receipt(Verdict.REPEATED, "b", 1_234), {"status": "accepted", "elapsed_ms": 1_234}),
        (Receipt(Verdict.ALREADY_ANSWERED, "a"), {"status": "already_answered", "answer": "a"}),
        (Receipt(Verdict.TOO_LATE), {"status": "too_late"}),
        (Receipt(Verdict.TOO_EARLY), {"status": "too_early"}),
        (Receipt(Verdict.NOT_JOINED), {"status": "not_joined"}),
        (
            Receipt(Verdict.AMBIGUOUS, readings=("4", "2")),
            {"status": "ambiguous", "readings": ["4", "2"]},
        ),
    ],
)
def test_a_body_says_what_happened(receipt: Receipt, body: dict[str, Any]) -> None:
    assert body_of(receipt) == body


def test_what_is_not_stored_is_said_in_the_reader_s_language(app: Flask) -> None:
    with app.app_context(), force_locale("zh"):
        body = body_of(Receipt(Verdict.AWAY))
        words = refusals()
    assert body == {"status": "away", "message": str(body["message"])}
    assert set(words) == {
        *("not_joined", "banned", "not_found", "too_late", "too_early", "malformed", "ambiguous"),
    }
    assert not any(word.isascii() for word in (body["message"], *words.values()))
