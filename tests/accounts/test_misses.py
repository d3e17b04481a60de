"""Wrong passwords make wait, on both databases."""

import pytest
from flask import Flask

from quiz.accounts import misses
from quiz.accounts.actions import members
from quiz.accounts.models import Miss
from quiz.accounts.rules import MISS_WINDOW, UNKNOWN_KEPT, limits_of
from quiz.audit.models import AuditEntry
from quiz.extensions import db
from tests.clocks import SettableClock
from tests.factories import make_staff

LEA = "account:lea@museum.example"
HASH = "$argon2id$as it was made"
pytestmark = pytest.mark.both_databases


def test_wrong_passwords_are_counted_and_forgotten(app: Flask, clock: SettableClock) -> None:
    limits = limits_of(LEA, "192.0.2.1", None)
    assert [misses.begin_attempt(LEA, limits).wait for _ in range(5)] == [0] * 5

    assert misses.begin_attempt(LEA, limits) == misses.Attempt(MISS_WINDOW)
    assert misses.longest_wait(limits_of("account:other", "192.0.2.1", None), clock.now()) == 0
    clock.advance(MISS_WINDOW)
    attempt = misses.begin_attempt(LEA, limits)
    assert attempt.wait == 0
    assert db.session.query(Miss).count() == len(limits)
    misses.take_back(attempt)
    assert db.session.query(Miss).count() == 0


def test_another_password_ends_the_wait_for_wrong_ones(app: Flask, clock: SettableClock) -> None:
    lea = make_staff(email="lea@museum.example")
    waiting, other = limits_of(LEA, "192.0.2.1", None), limits_of("account:bo", "192.0.2.2", None)
    for _ in range(5):
        misses.begin_attempt(LEA, waiting)
        misses.begin_attempt("account:bo", other)

    members.change_password(lea, lea, HASH)

    assert lea.password == HASH
    assert misses.begin_attempt(LEA, waiting).wait == 0
    assert misses.begin_attempt("account:bo", other).wait == MISS_WINDOW


def test_misses_are_on_record(app: Flask) -> None:
    misses.note_miss(7)

    entry = db.session.query(AuditEntry).one()
    assert (entry.actor, entry.act, entry.subject) == ("stranger", "miss password", "staff 7")


def test_of_misses_of_unknown_accounts_some_a_minute_are_on_record(
    app: Flask, clock: SettableClock
) -> None:
    for number in range(UNKNOWN_KEPT + 5):
        misses.note_unknown(f"{number:x}")
    clock.advance(MISS_WINDOW + 1)
    misses.note_unknown("later")

    kept = db.session.query(AuditEntry).order_by(AuditEntry.id).all()
    assert [entry.details["mark"] for entry in kept] == [
        *(f"{number:x}" for number in range(UNKNOWN_KEPT)),
        "later",
    ]
    assert {(entry.actor, entry.act, entry.subject) for entry in kept} == {
        ("stranger", "miss account", "unknown account")
    }
