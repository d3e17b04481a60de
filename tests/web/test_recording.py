"""What reading pages puts on record, and what of it is never kept."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from quiz.accounts.rules import REFUSAL_WINDOW
from quiz.audit.models import AuditEntry
from quiz.extensions import db
from tests.clients import sign_in
from tests.clocks import SettableClock
from tests.factories import make_bank, make_event, make_staff

EMAIL = "anne@museum.example"
Kept = tuple[str, str, str, dict[str, object]]


@pytest.fixture
def anne(app: Flask) -> FlaskClient:
    """The browser of an admin, in some network."""
    client = sign_in(app.test_client(), make_staff("admin", email=EMAIL))
    client.environ_base["REMOTE_ADDR"] = "2001:db8::1:2"
    return client


def kept() -> list[Kept]:
    """Who did what to what, but for signing in."""
    db.session.rollback()
    rows = db.session.query(AuditEntry).order_by(AuditEntry.id).all()
    return [(r.actor, r.act, r.subject, r.details) for r in rows if r.act != "sign in"]


@pytest.mark.both_databases
def test_files_that_are_taken_away_are_on_record(anne: FlaskClient) -> None:
    make_event(code="va2020")
    number = make_bank().id
    db.session.commit()
    paths = (
        "events/va2020/standings.csv",
        "events/va2020/answers.csv",
        f"banks/{number}/export.csv",
        f"banks/{number}/export.xlsx",
        f"banks/{number}/export.json",
    )

    assert [anne.get(f"/fr/admin/{path}").status_code for path in paths] == [200] * 5
    assert kept() == [
        (EMAIL, "export.standings", "event va2020", {}),
        (EMAIL, "export.answers", "event va2020", {}),
        *[(EMAIL, "export.bank", f"bank {number}", {})] * 3,
    ]
    networks = db.session.query(AuditEntry.network).filter(AuditEntry.act != "sign in").distinct()
    assert networks.all() == [("2001:db8::/64",)]


@pytest.mark.both_databases
def test_a_refusal_is_on_record_once_a_minute(
    app: Flask, clock: SettableClock, host_client: FlaskClient
) -> None:
    email = db.session.query(AuditEntry.actor).distinct().scalar()
    for _ in range(3):
        assert host_client.get("/fr/admin/events/secret-code").status_code == 403
    assert host_client.get("/fr/account/staff").status_code == 403
    clock.advance(REFUSAL_WINDOW + 1)
    host_client.get("/fr/account/staff")

    refusals = ["page admin.event", "page account.staff", "page account.staff"]
    assert kept() == [(email, "refuse", page, {"method": "GET"}) for page in refusals]


def test_a_write_that_another_site_asked_for_is_on_record(anne: FlaskClient) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}

    assert anne.post("/fr/account/browsers/end-others", headers=foreign).status_code == 403
    assert kept() == [(EMAIL, "refuse", "page account.end_other_browsers", {"method": "POST"})]


def test_what_strangers_are_refused_is_not(client: FlaskClient) -> None:
    client.get("/fr/admin/events")
    client.post("/fr/account/sign-out", headers={"Sec-Fetch-Site": "cross-site"})

    assert kept() == []


@pytest.fixture
def closed_record(anne: FlaskClient) -> Iterator[None]:
    """A database that takes no entry of the record any more."""

    def refuse(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO audit_entry"):
            raise OperationalError(statement, {}, Exception("database is locked"))

    sa.event.listen(db.engine, "before_cursor_execute", refuse)
    yield
    sa.event.remove(db.engine, "before_cursor_execute", refuse)


@pytest.mark.usefixtures("closed_record")
def test_what_cannot_be_recorded_fails_no_page_that_only_reads(
    app: Flask, anne: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    make_event(code="va2020")
    db.session.commit()

    assert anne.get("/fr/admin/events/va2020/standings.csv").status_code == 200
    assert "export.standings was not recorded: OperationalError" in caplog.text
