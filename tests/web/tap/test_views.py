"""The phone of who watches the stream: no sign-in, three numerals, with a script or without."""

import pytest
from flask.testing import FlaskClient

from quiz.database import writing
from quiz.delays.actions import begin_measurement, end_measurement, flash_overlays
from quiz.delays.rules import LINK_LASTS_MS, flash_instants
from quiz.extensions import db
from tests.evenings import Evening

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def link(evening: Evening) -> str:
    """The link of the second channel, in a measurement whose flashes come."""
    with writing():
        begin_measurement(evening.event_id, evening.clock.now(), "test")
        measurement = flash_overlays(evening.event_id, evening.clock.now(), "test")
        db.session.commit()
        return f"/fr/tap/{evening.code}/{measurement.secret}/channel2"


def instants(evening: Evening) -> tuple[int, ...]:
    """When it flashes."""
    return flash_instants(evening.clock.ms + 500)


def test_three_taps_are_thanked_with_the_delay(
    client: FlaskClient, evening: Evening, link: str
) -> None:
    sentences = []
    for number, at in enumerate(instants(evening), 1):
        evening.clock.set(at + 9_000)
        sent = {"number": number, "tapper": "abc", "at": at + 8_400}
        answer = client.post(link, data=sent, headers=SCRIPT).json or {}
        sentences.append((answer["status"], answer["sentence"].replace("\xa0", " ")))

    assert sentences[:2] == [("taken", "Noté : vu 8,4 s après le studio.")] * 2
    assert sentences[2] == (
        "taken",
        "Merci : vous voyez le studio avec 8,4 s de retard. Le musée le sait maintenant.",
    )


def test_without_a_script_a_tap_counts_as_it_arrives(
    client: FlaskClient, evening: Evening, link: str
) -> None:
    first = instants(evening)[0]
    evening.clock.set(first + 2_000)

    page = client.post(link, data={"number": 1, "tapper": "abc"})

    assert page.status_code == 200
    assert "vu 2 s après le studio" in page.text.replace("\xa0", " ")
    assert page.text.count('aria-disabled="true"') == 1
    assert 'value="abc"' in page.text


def test_a_tap_before_its_flash_is_told(client: FlaskClient, evening: Evening, link: str) -> None:
    sent = {"number": 3, "tapper": "abc", "at": evening.clock.now()}
    answer = client.post(link, data=sent, headers=SCRIPT).json or {}
    assert answer["status"] == "early"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"number": "4", "tapper": "abc"},
        {"number": "1", "tapper": ""},
        {"number": "1", "tapper": "a" * 33},
        {"number": "x", "tapper": "abc", "at": "now"},
    ],
)
def test_what_is_no_tap_is_refused(client: FlaskClient, link: str, sent: dict[str, str]) -> None:
    assert client.post(link, data=sent).status_code == 422


def test_the_page_asks_for_other_taps_once_others_flash(
    client: FlaskClient, evening: Evening, link: str
) -> None:
    assert client.get(f"{link}/live").json == {"series": evening.clock.ms + 500}


@pytest.mark.parametrize("wrong", ["secret", "channel", "code"])
def test_no_other_link_opens(client: FlaskClient, evening: Evening, link: str, wrong: str) -> None:
    _, _, _, code, secret, channel = link.split("/")
    parts = {"code": code, "secret": secret, "channel": channel} | {wrong: "other"}
    path = "/fr/tap/{code}/{secret}/{channel}".format(**parts)

    assert [client.get(path + end).status_code for end in ("", "/live")] == [404, 404]
    assert client.post(path, data={"number": 1, "tapper": "abc"}).status_code == 404


def test_a_link_is_dead_once_it_is_over(client: FlaskClient, evening: Evening, link: str) -> None:
    assert client.get(link).headers["Cache-Control"] == "no-store"
    evening.clock.advance(LINK_LASTS_MS)
    assert client.get(link).status_code == 404
    with writing():
        begin_measurement(evening.event_id, evening.clock.now(), "test")
        end_measurement(evening.event_id, evening.clock.now(), "test")
        db.session.commit()
    assert client.get(link).status_code == 404


def test_nobody_elses_page_sends_a_tap(client: FlaskClient, link: str) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(link, data={"number": 1, "tapper": "1"}, headers=foreign).status_code == 403
