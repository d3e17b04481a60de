"""A code that players know: asked about before it changes, kept afterwards, given up at will."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.errors import Conflict
from quiz.events.actions import edit
from quiz.events.actions.edit import EventFields
from quiz.events.models import Event
from quiz.events.queries import find_event, get_event
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clocks import EVENING
from tests.factories import make_channel, make_event, make_player
from tests.phones import Hall
from tests.web.admin.test_events import TYPED

EDIT = "/fr/admin/events/{}/edit"


def rename(client: FlaskClient, code: str, to: str, **values: str) -> Any:
    version = str(get_event(code).version)
    db.session.rollback()
    return client.post(EDIT.format(code), data=TYPED | {"code": to, "version": version} | values)


def fields(code: str) -> EventFields:
    title = Localized("Soirée", "晚会")
    return EventFields(code=code, title=title, museum=title, starts_at=EVENING)


@pytest.fixture
def event(admin_client: FlaskClient) -> Event:
    """An event with a channel."""
    event = make_event(code="va2020")
    make_channel(event)
    db.session.commit()
    return event


def codes(event: Event) -> tuple[str, list[str]]:
    db.session.rollback()
    return event.code, [alias.code for alias in event.aliases]


def test_a_code_that_players_know_is_changed_once_it_was_asked_for(
    admin_client: FlaskClient, event: Event
) -> None:
    make_player(event.channels[0])
    db.session.commit()
    asked = admin_client.get(EDIT.format("va2020")).text
    assert 'name="rename"' not in asked
    refused = rename(admin_client, "va2020", "Soirée-21")
    assert refused.status_code == 422
    assert 'name="rename"' not in refused.text
    refused = rename(admin_client, "va2020", "soiree-21")
    assert (refused.status_code, 'name="rename"' in refused.text) == (422, True)
    assert codes(event) == ("va2020", [])

    taken = rename(admin_client, "va2020", "soiree-21", rename="y")
    assert (taken.status_code, taken.location) == (303, "/fr/admin/events/soiree-21")
    assert codes(event) == ("soiree-21", ["va2020"])
    assert "va2020" in admin_client.get("/fr/admin/events/soiree-21").text


def test_without_players_nothing_is_asked_and_the_old_links_lead_all_the_same(
    admin_client: FlaskClient, event: Event
) -> None:
    assert rename(admin_client, "va2020", "va2021").status_code == 303
    assert codes(event) == ("va2021", ["va2020"])


def test_without_a_channel_no_link_ever_led_anywhere(admin_client: FlaskClient) -> None:
    event = make_event(code="typo")
    db.session.commit()
    assert rename(admin_client, "typo", "va2020").status_code == 303
    assert codes(event) == ("va2020", [])


def test_an_old_code_is_taken_back_by_its_own_event(
    admin_client: FlaskClient, event: Event
) -> None:
    rename(admin_client, "va2020", "va2021")
    assert rename(admin_client, "va2021", "va2020").status_code == 303
    assert codes(event) == ("va2020", ["va2021"])


@pytest.mark.both_databases
def test_no_other_event_may_have_it_until_it_is_given_up(
    admin_client: FlaskClient, event: Event
) -> None:
    rename(admin_client, "va2020", "va2021")
    taken = admin_client.post("/fr/admin/events/new", data=TYPED)
    assert taken.status_code == 422
    with pytest.raises(Conflict, match="had this code before"):
        edit.make_event(fields("VA2020"), EVENING, admin_client.application.config["RANDOM"], "t")
    db.session.rollback()

    # From a page under the old code too.
    given = admin_client.post("/fr/admin/events/va2020/codes/va2020/give-up")
    assert (given.location, codes(event)) == ("/fr/admin/events/va2021", ("va2021", []))
    assert find_event("va2020") is None
    assert admin_client.post("/fr/admin/events/va2021/codes/va2020/give-up").status_code == 404
    assert admin_client.post("/fr/admin/events/new", data=TYPED).status_code == 303


@pytest.mark.both_databases
def test_the_code_that_is_a_browsers_pass_is_refused(admin_client: FlaskClient) -> None:
    refused = admin_client.post("/fr/admin/events/new", data=TYPED | {"code": "PASS"})
    assert (refused.status_code, find_event("pass")) == (422, None)
    assert "veuillez en choisir un autre" in refused.text


def test_old_links_pages_and_cookies_go_on_working(hall: Hall) -> None:
    old = hall.evening.code
    ming = hall.player("Ming")
    secret = hall.evening.known().facts.overlays[0].secret
    event = get_event(old)
    edit.edit_event(event.id, event.version, fields("nouveau"), "test")
    db.session.commit()

    # A page that was open before, under the old code, with the cookie of that name.
    assert ming.me().json["player"]["nickname"] == "Ming"
    hall.evening.launch_and_open()
    assert ming.answer(hall.right()).status_code == 201
    assert ming.pulse()["phase"] == "open"
    assert ming.ask(f"/live/{old}/{secret}/pulse").status_code == 200
    # The same browser under the new one, by the same cookie.
    ming.code = "nouveau"
    assert ming.me().json["answer"] == hall.right()
    assert ming.join("Ming").status_code == 200
    client = hall.app.test_client()
    assert client.get(f"/e/{old}").location == "/fr/e/nouveau"
    assert ming.ask(f"/zh/e/{old}/channel1").status_code == 200
    assert client.get(f"/overlay/{old}/{secret}").status_code == 200
    assert client.get(f"/fr/?code={old.upper()}").location == "/fr/e/nouveau"


def test_a_page_without_a_script_knows_its_player_under_the_new_code(hall: Hall) -> None:
    old = hall.evening.code
    client = hall.app.test_client()
    joined = client.post(f"/fr/e/{old}/channel1/join", data={"nickname": "Zoé"})
    event = get_event(old)
    edit.edit_event(event.id, event.version, fields("nouveau"), "test")
    db.session.commit()
    assert joined.status_code == 200
    assert client.get("/fr/e/nouveau/channel1/play").status_code == 200


def test_the_record_follows_the_event(admin_client: FlaskClient, event: Event) -> None:
    admin_client.post("/fr/admin/events/va2020/overlay")
    rename(admin_client, "va2020", "va2021")
    # Another event takes the code once it is given up; the record of the first is not its own.
    admin_client.post("/fr/admin/events/va2021/codes/va2020/give-up")
    admin_client.post("/fr/admin/events/new", data=TYPED)

    acts = [
        admin_client.get(f"/fr/admin/events/{code}/record").text for code in ("va2021", "va2020")
    ]
    overlay = "Remplacement du lien de l’incrustation"
    assert [overlay in page for page in acts] == [True, False]
    whole = admin_client.get("/fr/admin/record").text
    assert "va2020, devenu va2021" in whole.replace("\u202f", " ").replace("\u00a0", " ")
