"""What staff did is kept, found again, and forgets from where after a while; on both databases."""

import pytest
from flask import Flask

from quiz.audit import actions, queries
from quiz.audit.models import AuditEntry
from quiz.extensions import db
from tests.clocks import SettableClock

LEA = "lea@museum.example"
pytestmark = pytest.mark.both_databases


def test_what_staff_do_is_kept(app: Flask, clock: SettableClock) -> None:
    actions.record(LEA, "launch", "event va2020", {"round": 3})

    entry = db.session.query(AuditEntry).one()
    kept = (entry.at, entry.actor, entry.act, entry.subject, entry.details, entry.network)
    what = "launch", "event va2020", {"round": 3}, None
    assert kept == (clock.now(), LEA, *what)
    assert queries.entries_about("event va2020") == [entry]


def test_from_where_is_forgotten_after_a_while(app: Flask, clock: SettableClock) -> None:
    db.session.info[actions.NETWORK] = "192.0.2.7"
    actions.record("console", "first", "event va2020")
    clock.advance(1_000)
    actions.record("console", "second", "event va2020")

    assert actions.forget_networks(clock.now()) == 1
    db.session.expire_all()
    kept = db.session.query(AuditEntry.act, AuditEntry.network).order_by(AuditEntry.id).all()
    assert kept == [("first", None), ("second", "192.0.2.7")]


class TestEntries:
    def acts(self, *kinds: str, by: str | None = None, subject: str | None = None) -> list[str]:
        return [row.act for row in queries.list_record(kinds, by, subject, 1).rows]

    def test_they_are_found_by_kind_and_by_whom_they_are_about(self, app: Flask) -> None:
        actions.record(LEA, "bank.make", "bank 1")
        actions.record("console", "change role", "staff 3")
        actions.record("console", "bankx", "bank 2")

        assert self.acts() == ["bankx", "change role", "bank.make"]
        assert self.acts("bank.", "change ") == ["change role", "bank.make"]
        assert self.acts(by=LEA, subject="staff 3") == ["change role", "bank.make"]
        assert self.acts(subject="staff 3") == ["change role"]
        assert self.acts(by="console") == ["bankx", "change role"]
        assert self.acts("bank.", by="console") == []

    def test_a_page_holds_fifty(self, app: Flask) -> None:
        for number in range(101):
            actions.record("console", f"act {number}", "event va2020")

        pages = [queries.list_record((), None, None, number) for number in (0, 2, 3, 99)]
        assert [(page.page, page.pages, page.found) for page in pages] == [
            (number, 3, 101) for number in (1, 2, 3, 3)
        ]
        assert [len(page.rows) for page in pages] == [50, 50, 1, 1]
        assert (pages[0].rows[0].act, pages[2].rows[0].act) == ("act 100", "act 0")
