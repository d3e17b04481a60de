"""A host of named events: theirs and no other one, on every page that a host has."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.accounts.actions.members import limit_host
from quiz.accounts.models import HostedEvent, Staff
from quiz.accounts.roles import ADMIN, HOST
from quiz.audit.models import AuditEntry
from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.web.guards import policy_of
from tests.clients import sign_in
from tests.evenings import Evening
from tests.factories import make_event, make_staff

OTHER, NO_SUCH = "autre", "999999"
SCRIPT = {"Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin"}


def limited_to(role: str, events: list[int]) -> Staff:
    """Somebody of that role who is named for those events."""
    person = make_staff(role, name="Léa")
    db.session.commit()
    with writing():
        limit_host("test", person, events)
        db.session.commit()
    return person


@pytest.fixture
def limited(app: Flask, evening: Evening) -> FlaskClient:
    """A host who is named for the evening, beside whom there is another event."""
    make_event(code=OTHER)
    host = limited_to(HOST, [evening.event_id])
    return sign_in(app.test_client(), host)


def pages(app: Flask, code: str) -> Iterator[tuple[str, str]]:
    """A request for each method of each page that a host has of an event."""
    paths = app.url_map.bind("localhost")
    known = {"lang": "fr", "code": code}
    for rule in app.url_map.iter_rules():
        policy = policy_of(app, rule.endpoint)
        if policy is None or policy.name != HOST or "code" not in rule.arguments:
            continue
        values = {name: known.get(name, NO_SUCH) for name in rule.arguments}
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            yield method, paths.build(rule.endpoint, values, method)


def test_no_page_of_another_event_opens(app: Flask, limited: FlaskClient, evening: Evening) -> None:
    asked = list(pages(app, OTHER))
    opened = [
        (method, path)
        for method, path in asked
        if limited.open(path, method=method, headers=SCRIPT).status_code != 403
    ]

    assert opened == []
    assert len(asked) > 20


def test_every_page_of_a_named_event_does(
    app: Flask, limited: FlaskClient, evening: Evening
) -> None:
    refused = [
        (method, path)
        for method, path in pages(app, evening.code)
        if limited.open(path, method=method, headers=SCRIPT).status_code in {401, 403}
    ]

    assert refused == []


def test_the_refusal_is_a_sentence_and_nothing_was_done(
    limited: FlaskClient, evening: Evening
) -> None:
    page = limited.get(f"/fr/host/{OTHER}")
    step = limited.post(f"/fr/host/{OTHER}/steps/launch?number=1", headers=SCRIPT)

    assert (page.status_code, "d’autres directs" in page.text) == (403, True)
    assert "d’autres directs" in (step.json or {})["error"]
    assert get_event(OTHER).rounds == []


def test_the_list_shows_theirs_alone(limited: FlaskClient, evening: Evening) -> None:
    page = limited.get("/fr/host/").text
    assert (f"/fr/host/{evening.code}" in page, f"/fr/host/{OTHER}" in page) == (True, False)


def test_an_admin_names_events_and_takes_the_limit_away(
    admin_client: FlaskClient, evening: Evening
) -> None:
    host = make_staff(HOST, name="Léa")
    db.session.commit()
    path = f"/fr/account/staff/{host.id}/events"

    admin_client.post(path, data={"limited": "1", "event": [evening.event_id, 999]})
    db.session.rollback()
    named = db.session.scalars(select(HostedEvent.event_id)).all()
    assert (db.session.get_one(Staff, host.id).is_limited, named) == (True, [evening.event_id])
    assert f'value="{evening.event_id}" checked' in admin_client.get(path).text
    admin_client.post(path, data={"limited": ""})
    db.session.rollback()
    named = db.session.scalars(select(HostedEvent.event_id)).all()
    assert (db.session.get_one(Staff, host.id).is_limited, named) == (False, [])
    kept = db.session.scalars(select(AuditEntry).filter_by(act="limit host")).all()
    assert [entry.details for entry in kept] == [{"events": 1}, {"events": "all"}]


def test_a_limited_host_without_any_event_reads_what_to_do(app: Flask, evening: Evening) -> None:
    page = sign_in(app.test_client(), limited_to(HOST, [])).get("/fr/host/").text

    assert ('class="empty"' in page, 'class="event-time"' in page) == (True, False)


def test_an_admin_is_never_limited(app: Flask, evening: Evening) -> None:
    page = sign_in(app.test_client(), limited_to(ADMIN, [])).get(f"/fr/host/{evening.code}")

    assert page.status_code == 200


def test_who_hosts_an_event_hosts_its_rehearsal(
    app: Flask, limited: FlaskClient, evening: Evening
) -> None:
    make_event(code="repetition", original_id=evening.event_id)
    make_event(code="ailleurs", original_id=get_event(OTHER).id)
    db.session.commit()
    codes = [
        limited.get(f"/fr/host/{code}/links").status_code for code in ("repetition", "ailleurs")
    ]
    assert codes == [200, 403]
