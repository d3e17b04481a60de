"""Overlays on the console: how long ago each was seen, and its test card."""

from flask.testing import FlaskClient

from quiz.console.evening import seen_outputs
from quiz.events.outputs import CARD_MS, SEEN_APART_MS, SEEN_LASTS_MS
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening
from tests.phones import Hall


def seen_text(client: FlaskClient, evening: Evening) -> str:
    """What the console says of the overlay."""
    output = get_event(evening.code).overlays[0].id
    texts = client.get(f"/fr/host/{evening.code}/live").get_json()["texts"]
    return " ".join(texts[f"seen-{output}"].split())


def test_an_overlay_that_asks_is_seen_and_a_phone_is_not(
    host_client: FlaskClient, hall: Hall
) -> None:
    evening = hall.evening
    assert seen_text(host_client, evening) == "pas vue"
    event = get_event(evening.code)
    secret, output = event.overlays[0].secret, event.overlays[0].id
    hall.phone(event.channels[0].name.upper()).pulse()
    evening.desk.sightings.run_once()
    assert seen_text(host_client, evening) == "pas vue"
    hall.phone(secret).pulse()
    evening.desk.sightings.run_once()
    first = evening.clock.now()
    evening.clock.set(first + 1_000)
    assert seen_text(host_client, evening) == "vue il y a 1 s"
    hall.phone(secret).pulse()
    evening.desk.sightings.run_once()
    db.session.rollback()
    assert seen_outputs(event.id)[output] == first
    evening.clock.set(first + SEEN_APART_MS)
    hall.phone(secret).pulse()
    evening.desk.sightings.run_once()
    db.session.rollback()
    assert seen_outputs(event.id)[output] == first + SEEN_APART_MS
    evening.clock.set(first + SEEN_APART_MS + SEEN_LASTS_MS + 1)
    assert seen_text(host_client, evening) == "pas vue"


def test_a_test_card_is_shown_for_a_minute_and_not_over_a_question(
    host_client: FlaskClient, evening: Evening
) -> None:
    output = get_event(evening.code).overlays[0]
    path = f"/fr/host/{evening.code}/outputs/{output.id}/card"
    frame = f"/overlay/{evening.code}/{output.secret}/frame"
    before = host_client.get(frame).get_json()
    assert before["card"] is None
    assert host_client.post(path).status_code == 303
    db.session.rollback()
    told = host_client.get(frame).get_json()
    assert told == before | {"card": evening.clock.now() + CARD_MS}
    evening.clock.set(evening.clock.now() + 1_000)
    evening.step(Step.LAUNCH)
    assert host_client.get(frame).get_json()["card"] is None
    evening.clock.set(evening.clock.now() + 1_000)
    host_client.post(path)
    db.session.rollback()
    assert host_client.get(frame).get_json()["card"] is None
