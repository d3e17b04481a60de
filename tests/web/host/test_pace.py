"""Tonight's crowd and what the machines say of themselves decide how long a question is open."""

import re

import pytest
from flask.testing import FlaskClient

from quiz.capacity.models import WorkerCapacity
from quiz.database import writing
from quiz.events.models import Channel
from quiz.extensions import db
from tests.evenings import Evening
from tests.factories import make_player
from tests.phones import Hall

PLAYERS = 20
# A quarter of it is one pulse a second.
SLOW, QUICK = 4, 4_000


def speak(evening: Evening, rate: int) -> None:
    """The only worker says now that it could do so much."""
    with writing():
        worker = WorkerCapacity(id="worker", node="node", at=evening.clock.now(), rate=rate)
        db.session.merge(worker)
        db.session.commit()


@pytest.fixture
def crowded(evening: Evening) -> Evening:
    """An evening with twenty players on a machine that carries one pulse a second."""
    with writing():
        channel = db.session.get_one(Channel, evening.channels[0])
        for number in range(1, PLAYERS + 1):
            make_player(channel, id=number, nickname=f"P {number}", nickname_key=f"p {number}")
        db.session.commit()
    speak(evening, SLOW)
    evening.clock.advance(2_000)
    return evening


def launch(client: FlaskClient, evening: Evening) -> None:
    assert client.post(f"/fr/host/{evening.code}/steps/launch").status_code == 303


def test_the_console_says_before_that_a_question_stays_open_for_longer(
    host_client: FlaskClient, crowded: Evening
) -> None:
    page = host_client.get(f"/fr/host/{crowded.code}").text.replace("\xa0", " ")
    assert (
        "Avec 20 joueurs, ces machines ont besoin de 32 s : "
        "la question restera ouverte 32 s au lieu de 30 s."
    ) in re.sub(r"<[^>]+>", "", page)


def test_it_is_launched_so_and_whatever_was_launched_with_is_frozen(
    host_client: FlaskClient, crowded: Evening, hall: Hall
) -> None:
    assert hall.phone().pulse()["poll_ms"] == PLAYERS * 1_000
    launch(host_client, crowded)
    times = crowded.round().times
    assert (times.seconds, times.lead_ms, times.spread_ms) == (32, 23_000, 5_000)
    speak(crowded, QUICK)
    crowded.clock.set(times.opens + 100)
    pulse = hall.phone().pulse()
    assert (pulse["phase"], pulse["poll_ms"], pulse["spread_ms"]) == ("open", 1_000, 5_000)


def test_a_quick_machine_leaves_it_as_its_author_wished(
    host_client: FlaskClient, crowded: Evening
) -> None:
    speak(crowded, QUICK)
    assert "ces machines ont besoin" not in host_client.get(f"/fr/host/{crowded.code}").text
    launch(host_client, crowded)
    assert crowded.round().times.seconds == 30
