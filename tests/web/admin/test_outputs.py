"""The overlays of an event: added, changed, taken away, and what their pages then say."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.events.models import Event, Output
from quiz.events.queries import get_event
from quiz.extensions import db
from tests.factories import make_channel, make_event
from tests.web.typed_forms import OUTPUT

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def evening() -> Event:
    """An event with a channel; its first overlay is the one that every event has."""
    event = make_event(code="va2020")
    make_channel(event, name="kuaishou", platform="快手")
    db.session.commit()
    return event


def overlays() -> list[Output]:
    """The event's overlays as they are now."""
    db.session.rollback()
    return get_event("va2020").overlays


def path(output: Output) -> str:
    return f"/fr/admin/events/va2020/outputs/{output.id}"


def send(client: FlaskClient, output: Output | None, **typed: str) -> Any:
    event = get_event("va2020")
    where = "/fr/admin/events/va2020/outputs/new" if output is None else path(output)
    return client.post(where, data=OUTPUT | {"version": str(event.version)} | typed)


def test_a_host_changes_an_overlay_and_its_page_says_so(
    host_client: FlaskClient, evening: Event
) -> None:
    output, channel = evening.overlays[0], evening.channels[0]
    response = send(host_client, output, channel=str(channel.id))
    assert (response.status_code, response.location) == (303, "/fr/host/va2020/links")
    facts = overlays()[0].facts
    assert (facts.name, facts.size, facts.safe.sides) == ("Kuaishou", "upright", (15, 14, 42, 4))
    page = host_client.get(f"/overlay/va2020/{output.secret}").text
    assert 'data-safe="15 14 42 4" data-size="upright"' in page
    assert '<p class="address">localhost/<wbr>e/<wbr>va2020/<wbr>kuaishou</p>' in page


def test_an_overlay_is_silent_until_its_form_says_otherwise(
    host_client: FlaskClient, evening: Event
) -> None:
    output = evening.overlays[0]
    page = f"/overlay/va2020/{output.secret}"
    face = host_client.get(f"{page}/frame").json
    assert "data-sound" not in host_client.get(page).text
    send(host_client, output, name="", size="normal", top="5", right="5", bottom="5", left="5")
    assert host_client.get(f"{page}/frame").json == face
    send(host_client, overlays()[0], sound="y")
    assert 'data-sound="on"' in host_client.get(page).text
    assert host_client.get(f"{page}/frame").json != face
    host_client.post(f"/fr/host/va2020/outputs/{output.id}/link")
    assert [one.sound for one in overlays()] == [True]


def test_what_was_changed_is_on_record(host_client: FlaskClient, evening: Event) -> None:
    output = evening.overlays[0]
    send(host_client, output)
    db.session.rollback()
    entry = db.session.scalars(select(AuditEntry).filter_by(act="overlay.put")).one()
    assert entry.details == {
        "version": get_event("va2020").version,
        "output": output.id,
        "fields": ["name", "size", "safe"],
    }


def test_one_more_overlay_has_a_secret_of_its_own(host_client: FlaskClient, evening: Event) -> None:
    assert send(host_client, None).status_code == 303
    first, second = overlays()
    assert (second.name, first.secret == second.secret) == ("Kuaishou", False)
    assert f"/overlay/va2020/{second.secret}" in host_client.get("/fr/host/va2020/links").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "name-error"),
        ({"top": "46"}, "top-error"),
        ({"bottom": "-1"}, "bottom-error"),
        ({"left": "viel"}, "left-error"),
        ({"size": "normal"}, "left-error"),
        ({"left": "30"}, "left-error"),
        ({"size": "round"}, "size-error"),
        ({"channel": "999"}, "channel-error"),
    ],
)
def test_what_cannot_be_is_said_by_its_field(
    host_client: FlaskClient, evening: Event, typed: dict[str, str], said: str
) -> None:
    response = send(host_client, evening.overlays[0], **typed)
    assert response.status_code == 422
    assert said in response.text
    assert overlays()[0].name == ""


def test_who_comes_second_is_told_and_nothing_is_lost(
    host_client: FlaskClient, evening: Event
) -> None:
    output, seen = evening.overlays[0], str(evening.version)
    send(host_client, output, name="YouTube")
    response = send(host_client, output, name="Douyin", version=seen)
    assert response.status_code == 409
    assert "YouTube" in response.text
    assert overlays()[0].name == "YouTube"


def test_a_replaced_link_is_dead_and_a_removed_overlay_too(
    host_client: FlaskClient, evening: Event
) -> None:
    send(host_client, None)
    first, second = overlays()
    secrets, where = (first.secret, second.secret), "/fr/host/va2020/outputs"
    assert host_client.post(f"{where}/{first.id}/link").status_code == 303
    assert host_client.post(f"{where}/{second.id}/remove").status_code == 303
    for secret in secrets:
        assert host_client.get(f"/overlay/va2020/{secret}").status_code == 404
    left = overlays()[0]
    assert host_client.post(f"{where}/{left.id}/remove").status_code == 409


def test_a_removed_overlay_comes_back_as_it_was_under_its_link(
    host_client: FlaskClient, evening: Event
) -> None:
    channel = str(evening.channels[0].id)
    send(host_client, None, channel=channel, sound="y")
    second = overlays()[1].facts
    where = "/fr/host/va2020/outputs"
    page = host_client.post(f"{where}/{second.id}/remove", follow_redirects=True).text
    assert f'<form class="undo" method="post" action="{where}/restore">' in page
    assert second.secret not in page
    assert host_client.post(f"{where}/restore").status_code == 303
    back = overlays()[1].facts
    assert replace(back, id=second.id) == second
    assert host_client.get(f"/overlay/va2020/{second.secret}").status_code == 200
    # Once, and in the browser that removed it.
    assert host_client.post(f"{where}/restore").status_code == 409
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["overlay.remove", "overlay.restore"]


def test_the_code_is_an_image_that_leads_to_the_channel(
    host_client: FlaskClient, evening: Event
) -> None:
    output = evening.overlays[0]
    send(host_client, output, channel=str(evening.channels[0].id))
    response = host_client.get(f"/fr/host/va2020/outputs/{output.id}/code.png")
    assert (response.mimetype, response.data[:8]) == ("image/png", PNG)
    assert 'filename="celadon-va2020-kuaishou.png"' in response.headers["Content-Disposition"]


def test_nobody_else_changes_an_overlay(client: FlaskClient, evening: Event) -> None:
    assert "/sign-in" in send(client, evening.overlays[0]).location
    assert overlays()[0].name == ""
