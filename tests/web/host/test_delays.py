"""Delays as a host measures them: links, flashes, taps, and a button that sets what they say."""

from random import Random

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.database import writing
from quiz.delays.queries import find_measurement
from quiz.delays.rules import flash_instants
from quiz.events.models import Channel
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.rehearsal import begin_rehearsal
from tests.evenings import Evening


def secret_of(evening: Evening) -> str:
    """What the links of this measurement hold."""
    measurement = find_measurement(evening.event_id)
    assert measurement is not None
    return measurement.secret


def page_of(evening: Evening) -> str:
    return f"/fr/host/{evening.code}/delays"


def measure(app: Flask, host: FlaskClient, evening: Evening, *late: int) -> None:
    """Begin, flash, and tap on the second channel as late as that."""
    page = page_of(evening)
    for step in ("begin", "flash"):
        assert host.post(f"{page}/{step}").status_code == 303
    measurement = find_measurement(evening.event_id)
    assert measurement is not None
    instants = flash_instants(measurement.started_at or 0)
    link = f"/zh/tap/{evening.code}/{measurement.secret}/channel2"
    phone = app.test_client()
    for number, (at, delay) in enumerate(zip(instants, late, strict=True), 1):
        evening.clock.set(at + delay)
        sent = {"number": number, "tapper": "1", "at": at + delay}
        assert phone.post(link, data=sent).status_code == 200


def delay_of(evening: Evening) -> int | None:
    """The delay of the second channel, in ms."""
    found = select(Channel.delay_ms).where(Channel.id == evening.channels[1])
    db.session.rollback()
    return db.session.scalar(found)


def test_console_back_office_and_rehearsal_lead_there(
    host_client: FlaskClient, admin_client: FlaskClient, evening: Evening
) -> None:
    link = f'href="{page_of(evening)}"'
    channel = f"/fr/admin/events/{evening.code}/channels/{evening.channels[0]}"
    assert link in host_client.get(f"/fr/host/{evening.code}").text
    assert link in host_client.get(f"/fr/host/{evening.code}/rehearsal").text
    assert link in admin_client.get(channel).text


def test_a_host_gives_a_link_for_each_channel_away(
    host_client: FlaskClient, evening: Evening
) -> None:
    assert "/tap/" not in host_client.get(page_of(evening)).text

    host_client.post(f"{page_of(evening)}/begin")
    page = host_client.get(page_of(evening)).text

    for language, name in (("fr", "channel1"), ("zh", "channel2")):
        path = f"http://localhost/{language}/tap/{evening.code}/{secret_of(evening)}/{name}"
        assert path in page
    host_client.post(f"{page_of(evening)}/end")
    assert "/tap/" not in host_client.get(page_of(evening)).text


def test_the_measured_delay_is_read_set_and_undone(
    app: Flask, host_client: FlaskClient, evening: Evening
) -> None:
    measure(app, host_client, evening, 8_300, 8_700, 8_400)
    page, channel = page_of(evening), f"{page_of(evening)}/{evening.channels[1]}"

    assert "8,4 s, à 0,3 s près" in host_client.get(page).text.replace("\xa0", " ")
    said = host_client.post(f"{channel}/apply", follow_redirects=True)
    assert f'action="{channel}/undo"' in said.text
    assert delay_of(evening) == 8_500
    host_client.post(f"{channel}/undo")
    assert delay_of(evening) == 3_000
    assert host_client.post(f"{channel}/undo").status_code == 303
    assert delay_of(evening) == 3_000


def test_distant_taps_are_told_and_set_nothing(
    app: Flask, host_client: FlaskClient, evening: Evening
) -> None:
    measure(app, host_client, evening, 5_000, 8_000, 8_400)
    channel = f"{page_of(evening)}/{evening.channels[1]}"

    page = host_client.get(page_of(evening)).text
    assert "/apply" not in page
    assert 'class="warn"' in page
    refused = host_client.post(f"{channel}/apply", follow_redirects=True)
    assert 'class="notice wrong"' in refused.text
    assert delay_of(evening) == 3_000


def test_the_page_hears_of_taps_and_of_nothing_else(
    app: Flask, host_client: FlaskClient, evening: Evening
) -> None:
    live = f"{page_of(evening)}/live"
    host_client.post(f"{page_of(evening)}/begin")
    first = host_client.get(live).json or {}
    same = host_client.get(live, query_string={"face": first["face"]}).json or {}
    measure(app, host_client, evening, 8_400, 8_400, 8_400)
    after = host_client.get(live, query_string={"face": first["face"]}).json or {}

    assert ("html" in first, "html" in same, "html" in after) == (True, False, True)


def test_nothing_flashes_over_a_question(host_client: FlaskClient, evening: Evening) -> None:
    host_client.post(f"{page_of(evening)}/begin")
    evening.launch_and_open()

    assert 'id="flash"' not in host_client.get(page_of(evening)).text
    refused = host_client.post(f"{page_of(evening)}/flash", follow_redirects=True)
    assert 'class="notice wrong"' in refused.text


def test_the_overlay_hears_when_to_flash_until_a_launch(
    client: FlaskClient, host_client: FlaskClient, evening: Evening
) -> None:
    overlay = get_event(evening.code).overlays[0].secret
    frame = f"/overlay/{evening.code}/{overlay}/frame"
    assert (client.get(frame).json or {})["flashes"] == []
    host_client.post(f"{page_of(evening)}/begin")
    version = get_event(evening.code).version
    host_client.post(f"{page_of(evening)}/flash")

    flashes = (client.get(frame).json or {})["flashes"]
    assert flashes[0] == evening.clock.now() + 8_500
    db.session.rollback()
    assert get_event(evening.code).version == version + 1
    page = client.get(f"/overlay/{evening.code}/{overlay}").text
    assert f'data-flashes="{" ".join(map(str, flashes))}"' in page
    evening.step(Step.LAUNCH)
    evening.clock.advance(1_000)
    assert (client.get(frame).json or {})["flashes"] == []


def test_a_rooms_screen_never_flashes(
    client: FlaskClient, host_client: FlaskClient, evening: Evening
) -> None:
    host_client.post(f"/fr/host/{evening.code}/links/screen")
    for step in ("begin", "flash"):
        host_client.post(f"{page_of(evening)}/{step}")
    screen = next(o for o in get_event(evening.code).outputs if o.kind == "screen")

    frame = client.get(f"/screen/{evening.code}/{screen.secret}/frame").json or {}
    assert frame["flashes"] == []


def test_a_rehearsal_measures_for_itself(host_client: FlaskClient, evening: Evening) -> None:
    with writing():
        twin = begin_rehearsal(evening.event_id, "", evening.clock.now(), Random(1), "test").code
        db.session.commit()
    page = f"/fr/host/{twin}/delays"

    assert host_client.post(f"{page}/begin").status_code == 303
    assert f'href="{page_of(evening)}"' in host_client.get(page).text
    assert find_measurement(evening.event_id) is None
