"""Channels in the back office."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.events.models import Channel, Event
from quiz.events.queries import get_event
from quiz.extensions import db
from tests.factories import make_channel, make_event, make_player

TYPED = {
    "platform": "Kuaishou",
    "name": "kuaishou",
    "link": "https://live.kuaishou.com/u/va",
    "delay": "6.5",
    "language": "zh",
    "version": "1",
}


@pytest.fixture
def event(admin_client: FlaskClient) -> Event:
    event = make_event(code="va2020")
    db.session.commit()
    return event


def put(client: FlaskClient, where: str = "new", **values: str) -> Any:
    return client.post(f"/fr/admin/events/va2020/channels/{where}", data=TYPED | values)


def test_a_channel_is_added_with_its_delay_in_tenths(
    admin_client: FlaskClient, event: Event
) -> None:
    assert put(admin_client).location == "/fr/admin/events/va2020"
    (channel,) = get_event("va2020").channels
    assert (channel.name, channel.delay_ms, channel.language) == ("kuaishou", 6_500, "zh")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("delay", "60.1"),
        ("delay", "-1"),
        ("delay", "soon"),
        ("name", "picture"),
        ("name", "快手"),
        ("link", "javascript:alert(1)"),
        ("platform", ""),
    ],
)
def test_what_is_wrong_is_said_by_its_field(
    admin_client: FlaskClient, event: Event, field: str, value: str
) -> None:
    response = put(admin_client, **{field: value})
    assert response.status_code == 422
    assert f'id="{field}-error"' in response.get_data(as_text=True)
    assert get_event("va2020").channels == []


def test_a_name_is_taken_once_in_an_event(admin_client: FlaskClient, event: Event) -> None:
    put(admin_client)
    response = put(admin_client, name="KUAISHOU", version="2")
    assert response.status_code == 422
    assert 'id="name-error"' in response.get_data(as_text=True)


def test_a_channel_keeps_its_own_name(admin_client: FlaskClient, event: Event) -> None:
    put(admin_client)
    (channel,) = get_event("va2020").channels
    number = str(channel.id)
    assert put(admin_client, number, delay="12", version="2").status_code == 303
    db.session.rollback()
    assert db.session.get_one(Channel, int(number)).delay_ms == 12_000


def test_who_comes_second_keeps_what_was_typed(admin_client: FlaskClient, event: Event) -> None:
    put(admin_client)
    (channel,) = get_event("va2020").channels
    response = put(admin_client, str(channel.id), delay="9.5", version="1")
    page = response.get_data(as_text=True)
    assert response.status_code == 409
    assert 'value="9.5"' in page
    assert 'name="version" type="hidden" value="2"' in page
    db.session.rollback()
    assert channel.delay_ms == 6_500


def test_the_code_to_print_is_an_svg_of_the_channels_address(
    admin_client: FlaskClient, event: Event
) -> None:
    put(admin_client)
    (channel,) = get_event("va2020").channels
    response = admin_client.get(f"/fr/admin/events/va2020/channels/{channel.id}/code.svg")
    assert response.mimetype == "image/svg+xml"
    assert response.headers["Content-Disposition"].endswith('"celadon-va2020-kuaishou.svg"')
    assert response.data.startswith(b"<?xml")


def test_a_channel_with_players_stays(admin_client: FlaskClient, event: Event) -> None:
    played, other = make_channel(event), make_channel(event)
    make_player(played)
    db.session.commit()
    path = "/fr/admin/events/va2020/channels/{}/remove"
    assert admin_client.post(path.format(played.id)).status_code == 409
    assert admin_client.post(path.format(other.id)).status_code == 303
    db.session.rollback()
    assert [channel.name for channel in get_event("va2020").channels] == [played.name]


def test_a_channel_of_another_event_is_not_found(admin_client: FlaskClient, event: Event) -> None:
    stranger = make_channel()
    db.session.commit()
    assert put(admin_client, str(stranger.id)).status_code == 404


@pytest.mark.parametrize(
    ("link", "status"),
    [
        ("https://live.example/@museum", 303),
        ("https://live.example?from=a@b", 303),
        ("https://anne:secret@live.example/", 422),
        ("https://anne@live.example", 422),
    ],
)
def test_a_link_holds_no_password(admin_client: FlaskClient, link: str, status: int) -> None:
    make_event(code="va2020")
    db.session.commit()
    sent = {"platform": "YouTube", "name": "youtube", "link": link, "delay": "0", "language": "fr"}
    made = admin_client.post("/fr/admin/events/va2020/channels/new", data=sent | {"version": "1"})
    assert made.status_code == status
