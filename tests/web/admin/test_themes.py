"""The look of an event's screens: chosen, refused, given back, and what their pages then say."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.events.models import Event, Output
from quiz.events.outputs import SCREEN_KIND
from quiz.events.queries import get_event, pictures_in_use
from quiz.extensions import db
from quiz.themes.queries import look_of
from quiz.themes.rules import CELADON, Colours, Look
from tests.factories import make_channel, make_event
from tests.pictures.drawings import draw, encoded
from tests.web.typed_forms import THEME

OWN = Colours("#ffffff", "#1d1d1b", "#9c1c1c")
PATH = "/fr/admin/events/va2020/theme"


@pytest.fixture
def evening() -> Event:
    """An event with a channel, an overlay and a room's screen."""
    event = make_event(code="va2020")
    make_channel(event, name="room")
    event.outputs.append(Output(kind=SCREEN_KIND, secret="room"))
    db.session.commit()
    return event


def send(client: FlaskClient, **typed: Any) -> Any:
    """The form as it was just shown, sent with other values."""
    page = client.get(PATH).text
    kept = {n: re.findall(f'name="{n}"[^>]*value="([^"]*)"', page) for n in ("version", "base")}
    sent = {name: values[0] for name, values in kept.items() if values}
    return client.post(PATH, data=sent | THEME | typed, content_type="multipart/form-data")


def present_look() -> Look:
    """The event's look as it is now."""
    db.session.rollback()
    return look_of(get_event("va2020").id)


def test_a_host_chooses_three_colours_and_every_screen_has_them(
    host_client: FlaskClient, evening: Event
) -> None:
    secret = evening.overlays[0].secret
    before = host_client.get(f"/overlay/va2020/{secret}/frame").get_json()["face"]
    assert "theme.css" not in host_client.get(f"/overlay/va2020/{secret}").text
    response = send(host_client)
    assert (response.status_code, response.location) == (303, "/fr/host/va2020/links")
    assert present_look() == Look(OWN)
    for path in (f"/overlay/va2020/{secret}", "/screen/va2020/room"):
        assert f'href="{path}/theme.css"' in host_client.get(path).text
        sheet = host_client.get(f"{path}/theme.css")
        assert sheet.content_type == "text/css; charset=utf-8"
        assert "  --panel: #ffffff;\n  --words: #1d1d1b;\n  --accent: #9c1c1c;\n" in sheet.text
    assert host_client.get(f"/overlay/va2020/{secret}/frame").get_json()["face"] != before
    assert host_client.get("/overlay/va2020/other/theme.css").status_code == 404
    entry = db.session.scalars(select(AuditEntry).filter_by(act="theme.put")).one()
    assert entry.details["fields"] == ["panel", "words", "accent"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": "#777777"}, "un contraste de 4,47 pour 1"),
        ({"accent": "#dddddd"}, "un contraste de 1,35 pour 1"),
        ({"panel": "white"}, "panel-error"),
        ({"words": ""}, "words-error"),
    ],
)
def test_colours_that_are_not_read_are_refused_with_their_contrast(
    host_client: FlaskClient, evening: Event, typed: dict[str, str], said: str
) -> None:
    response = send(host_client, **typed)
    assert response.status_code == 422
    assert said in response.text
    assert present_look() == Look()


def test_a_mark_is_a_picture_and_stays_with_celadons_colours(
    host_client: FlaskClient, evening: Event
) -> None:
    secret = evening.overlays[0].secret
    assert host_client.get(f"/overlay/va2020/{secret}/mark.jpg").status_code == 404
    send(host_client, picture_file=(BytesIO(encoded(draw())), "marque.jpg"))
    mark = present_look().mark
    assert mark
    assert mark in pictures_in_use()
    assert (
        f'src="/overlay/va2020/{secret}/mark.jpg"'
        in host_client.get(f"/overlay/va2020/{secret}").text
    )
    assert host_client.get("/screen/va2020/room/mark.jpg").data[:3] == b"\xff\xd8\xff"
    assert host_client.post(f"{PATH}/usual").status_code == 303
    assert present_look() == Look(CELADON, mark)
    send(host_client, picture_removed="y")
    assert present_look() == Look(OWN)


def test_what_is_no_picture_is_no_mark(host_client: FlaskClient, evening: Event) -> None:
    response = send(host_client, picture_file=(BytesIO(b"GIF89a"), "marque.gif"))
    assert response.status_code == 422
    assert "picture_file-error" in response.text
    assert present_look() == Look()


def test_who_comes_second_is_told_and_nothing_is_lost(
    host_client: FlaskClient, evening: Event
) -> None:
    seen = str(evening.version)
    send(host_client)
    response = send(host_client, accent="#005500", version=seen)
    assert response.status_code == 409
    assert "#005500" in response.text
    assert present_look() == Look(OWN)


def test_a_copy_and_a_rehearsal_look_the_same(admin_client: FlaskClient, evening: Event) -> None:
    send(admin_client)
    form = {"code": "va2021", "starts": "2020-08-27T20:00"}
    admin_client.post("/fr/admin/events/va2020/duplicate", data=form)
    db.session.rollback()
    assert look_of(get_event("va2021").id) == Look(OWN)
