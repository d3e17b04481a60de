"""A host rehearses: a twin is made, taken part in by a phone that was invited, and dropped."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from quiz.events.queries import get_event
from quiz.events.rehearsals import find_rehearsal
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening
from tests.phones import Hall, Phone

MARK = 'class="rehearsal-mark"'
TOKEN = re.compile(r'name="csrf_token"[^>]*>')
LINK = re.compile(r'href="(http[^"]*/fr/rehearsal/[^"]+)"')


def begin(client: FlaskClient, evening: Evening, seen: str = "") -> str:
    """Begin a rehearsal as a host does; the twin's code."""
    page = f"/fr/host/{evening.code}/rehearsal"
    assert client.post(page, data={"seen": seen}).status_code == 303
    twin = find_rehearsal(evening.event_id)
    assert twin is not None
    code = twin.code
    db.session.rollback()
    return code


def link_of(client: FlaskClient, evening: Evening) -> str:
    """The path by which a phone is invited."""
    found = LINK.search(client.get(f"/fr/host/{evening.code}/rehearsal").text)
    assert found is not None
    return unescape(found[1]).removeprefix("http://localhost")


def test_the_page_makes_shows_and_drops_it(host_client: FlaskClient, evening: Evening) -> None:
    page = f"/fr/host/{evening.code}/rehearsal"
    assert MARK not in host_client.get(page).text
    first = begin(host_client, evening)
    assert first in host_client.get(page).text
    # From the twin's console it is the same page.
    assert host_client.get(f"/fr/host/{first}/rehearsal").text.count(first) > 0
    assert host_client.post(page, data={"seen": ""}).status_code == 409
    second = begin(host_client, evening, first)
    assert second != first
    assert host_client.get(f"/fr/host/{first}").status_code == 404
    dropped = host_client.post(f"/fr/host/{second}/rehearsal/drop")
    assert dropped.headers["Location"] == page
    assert MARK not in host_client.get(page).text
    assert host_client.post(f"/fr/host/{evening.code}/rehearsal/drop").status_code == 409


def test_no_list_of_events_has_it(
    host_client: FlaskClient, admin_client: FlaskClient, evening: Evening
) -> None:
    before = listed(host_client, "/fr/host/"), listed(admin_client, "/fr/admin/events")
    begin(host_client, evening)
    assert (listed(host_client, "/fr/host/"), listed(admin_client, "/fr/admin/events")) == before


def listed(client: FlaskClient, path: str) -> str:
    """The page, without what is drawn anew each time."""
    return TOKEN.sub("", client.get(path).text)


def test_every_screen_says_that_it_is_one(
    host_client: FlaskClient, evening: Evening, hall: Hall
) -> None:
    code = begin(host_client, evening)
    phone = Phone(hall.lane, code)
    for kind in ("prompter", "screen"):
        host_client.post(f"/fr/host/{code}/links/{kind}")
    outputs = {output.kind: output.secret for output in get_event(code).outputs}
    db.session.rollback()
    paths = (
        f"/fr/host/{code}",
        f"/overlay/{code}/{outputs['overlay']}",
        f"/prompter/{code}/{outputs['prompter']}",
        f"/screen/{code}/{outputs['screen']}",
        link_of(host_client, evening),
    )
    for path in paths:
        assert MARK in host_client.get(path).text, path
    for path in (f"/fr/e/{code}", f"/zh/e/{code}/channel1"):
        assert MARK in phone.ask(path).text, path
    real = f"/fr/host/{evening.code}", f"/fr/e/{evening.code}/channel1"
    assert MARK not in host_client.get(real[0]).text
    assert MARK not in phone.ask(real[1]).text


def test_who_is_not_invited_is_told_kindly_and_has_no_seat(
    host_client: FlaskClient, evening: Evening, hall: Hall
) -> None:
    code = begin(host_client, evening)
    phone = Phone(hall.lane, code)
    refused = phone.join("Ming")
    assert (refused.status_code, (refused.json or {})["status"]) == (403, "uninvited")
    assert "répète" in (refused.json or {})["message"]
    page = phone.ask(f"/fr/e/{code}/channel1/join", "POST", data={"nickname": "Ming"})
    assert page.status_code == 403
    assert 'id="join"' in page.text
    assert phone.me().status_code == 401


@pytest.mark.both_databases
def test_an_invited_phone_plays_and_the_evening_knows_nothing_of_it(
    host_client: FlaskClient, evening: Evening, hall: Hall
) -> None:
    code = begin(host_client, evening)
    phone = Phone(hall.lane, code)
    link = link_of(host_client, evening)
    assert phone.ask(link.replace(code, evening.code)).status_code == 404
    assert phone.ask(f"{link[:-1]}!").status_code == 404
    assert phone.join().status_code == 403
    assert phone.ask(link).status_code == 200
    assert phone.join("Ming").status_code == 201
    assert phone.me().status_code == 200
    # What lets in there lets in nowhere else, and real players need nothing.
    assert Phone(hall.lane, evening.code).join().status_code == 201
    host_client.post(f"/fr/host/{code}/steps/{Step.LAUNCH}")
    evening.clock.advance(600)
    assert phone.pulse()["phase"] == "ready"
    assert hall.player("Lin").pulse()["phase"] == "lobby"
    host_client.post(f"/fr/host/{code}/rehearsal/drop")
    assert phone.me().status_code == 404


def test_the_evening_itself_is_put_back_to_its_lobby(
    host_client: FlaskClient, evening: Evening, hall: Hall
) -> None:
    page = f"/fr/host/{evening.code}/rehearsal"
    assert "/reset" not in host_client.get(page).text
    phone = hall.player("Lin")
    evening.launch_and_open()
    phone.answer(hall.right())
    key = phone.pulse()["event"]
    assert "/reset" in host_client.get(page).text
    # Somebody real is in it, and its hour has come.
    path = f"/fr/host/{evening.code}/reset"
    assert host_client.post(path, data={"typed": "other"}).status_code == 422
    assert host_client.post(path, data={"typed": evening.code}).status_code == 409
    evening.clock.set(get_event(evening.code).starts_at - 60_000)
    assert host_client.post(path, data={"typed": evening.code}).status_code == 303
    # Phones load another event's page, and join there.
    assert phone.pulse()["phase"] == "lobby"
    assert phone.pulse()["event"] != key
    assert phone.me().status_code == 401
    assert phone.join("Lin").status_code == 201
    assert "/reset" in host_client.get(page).text
