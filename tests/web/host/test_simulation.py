"""A host sends a crowd into a rehearsal from its console; never into the evening itself."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.database import writing
from quiz.events.queries import get_event
from quiz.events.rehearsals import find_rehearsal
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.simulation.actions import call_crowd, end_crowd, tell_of_crowd
from quiz.simulation.queries import find_crowd
from quiz.simulation.rules import CrowdEnding, CrowdManner, Tidings
from tests.evenings import Evening

NOWHERE = "http://127.0.0.1:9"
SENT = {"players": "12", "chinese": "70", "pace": "slow"}
LINE = re.compile(r'<p class="crowd-line">(.*?)</p>', re.S)


@pytest.fixture
def twin(host_client: FlaskClient, evening: Evening) -> str:
    """The code of a rehearsal that was just begun."""
    host_client.post(f"/fr/host/{evening.code}/rehearsal", data={"seen": ""})
    twin = find_rehearsal(evening.event_id)
    assert twin is not None
    code = twin.code
    db.session.rollback()
    return code


@pytest.fixture
def address(app: Flask) -> None:
    """The server knows where it is; a crowd's process finds nobody there, and ends."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], own_address=NOWHERE)


def call(code: str, now: int) -> tuple[int, str]:
    """Call a crowd of twelve whose process nobody starts; the rehearsal's number, its key."""
    with writing():
        event_id = get_event(code).id
        key = call_crowd(event_id, 12, CrowdManner(), now, "test")
        db.session.commit()
    return event_id, key


def line(client: FlaskClient, code: str) -> str:
    """What the console says of the crowd, without what moves by itself."""
    found = LINE.search(client.get(f"/fr/host/{code}").text)
    assert found is not None
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found[1])).strip()


def test_the_console_of_a_rehearsal_alone_has_it(
    host_client: FlaskClient, evening: Evening, twin: str
) -> None:
    assert 'id="crowd-sheet"' in host_client.get(f"/fr/host/{twin}").text
    assert 'id="crowd-sheet"' not in host_client.get(f"/fr/host/{evening.code}").text
    refused = host_client.post(f"/fr/host/{evening.code}/rehearsal/crowd", data=SENT)
    assert refused.status_code == 409
    assert find_crowd(evening.event_id) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"players": "0"},
        {"players": "1001"},
        {"players": "beaucoup"},
        {"players": ""},
        {"chinese": "101"},
        {"chinese": "-1"},
        {"pace": "sleepy"},
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    host_client: FlaskClient, twin: str, wrong: dict[str, str]
) -> None:
    page = host_client.post(f"/fr/host/{twin}/rehearsal/crowd", data=SENT | wrong)
    assert page.status_code == 422
    assert 'id="crowd-sheet" open' in page.text
    assert 'class="error"' in page.text
    kept = SENT | wrong
    for name in ("players", "chinese"):
        assert re.search(f'name="{name}"[^>]*value="{kept[name]}"', page.text), name
    assert find_crowd(get_event(twin).id) is None


def test_where_none_can_be_started_it_is_said(host_client: FlaskClient, twin: str) -> None:
    page = host_client.post(f"/fr/host/{twin}/rehearsal/crowd", data=SENT)
    assert (page.status_code, "QUIZ_OWN_ADDRESS" in page.text) == (503, True)
    found = find_crowd(get_event(twin).id)
    assert found is not None
    assert found.ending is CrowdEnding.FAILED
    assert "journal" in line(host_client, twin)


def test_one_is_on_its_way_plays_and_is_sent_away(
    host_client: FlaskClient, evening: Evening, twin: str
) -> None:
    now = evening.clock.now()
    assert line(host_client, twin) == "Aucun joueur simulé."
    event_id, key = call(twin, now)
    assert line(host_client, twin) == "12 joueurs simulés arrivent…"
    with writing():
        tell_of_crowd(event_id, key, Tidings(11), now)
        db.session.commit()
    assert line(host_client, twin) == "11 sur 12 présents"
    host_client.post(f"/fr/host/{twin}/steps/{Step.LAUNCH}")
    with writing():
        tell_of_crowd(event_id, key, Tidings(12, 9, 1), now)
        db.session.commit()
    live = host_client.get(f"/fr/host/{twin}/live").json or {}
    assert [live["texts"][f"crowd-{name}"] for name in ("joined", "answered")] == ["12", "9"]
    again = host_client.post(f"/fr/host/{twin}/rehearsal/crowd", data=SENT)
    assert again.status_code == 409
    away = f"/fr/host/{twin}/rehearsal/crowd/away"
    said = [host_client.post(away, headers={"Accept": "application/json"}).json for _ in range(2)]
    assert [(one or {})["status"] for one in said] == ["done", "already"]
    assert line(host_client, twin) == "Les joueurs simulés sont sortis à la demande de la régie."
    assert 'id="crowd-away"' not in host_client.get(f"/fr/host/{twin}").text


@pytest.mark.parametrize("ending", list(CrowdEnding))
def test_why_it_has_left_is_said(
    host_client: FlaskClient, evening: Evening, twin: str, ending: CrowdEnding
) -> None:
    event_id, key = call(twin, evening.clock.now())
    with writing():
        end_crowd(event_id, key, ending, evening.clock.now())
        db.session.commit()
    # Only what has no other reason is the log's.
    assert ("journal" in line(host_client, twin)) is (ending is CrowdEnding.FAILED)


def test_one_that_died_is_said_to_be_gone(
    host_client: FlaskClient, evening: Evening, twin: str
) -> None:
    call(twin, evening.clock.now())
    evening.clock.advance(100_000)
    assert "disparu" in line(host_client, twin)


@pytest.mark.usefixtures("address")
def test_while_an_event_is_on_its_players_come_first(
    host_client: FlaskClient, evening: Evening, twin: str
) -> None:
    evening.step(Step.LAUNCH)
    page = host_client.post(f"/fr/host/{twin}/rehearsal/crowd", data=SENT)
    assert page.status_code == 409
    assert find_crowd(get_event(twin).id) is None


@pytest.mark.usefixtures("address")
def test_it_is_called_as_it_was_wished_for(host_client: FlaskClient, twin: str) -> None:
    sent = host_client.post(f"/fr/host/{twin}/rehearsal/crowd", data=SENT)
    assert sent.status_code == 303
    found = find_crowd(get_event(twin).id)
    assert found is not None
    assert (found.players, found.manner) == (12, CrowdManner(70, "slow"))


def test_a_channel_is_as_late_as_was_typed_in_the_rehearsal_alone(
    host_client: FlaskClient, evening: Evening, twin: str
) -> None:
    first, second = (channel.id for channel in get_event(twin).channels)
    path = f"/fr/host/{twin}/rehearsal/delays"
    typed = {f"delay_{first}": "12.5", f"delay_{second}": "3"}
    sent = host_client.post(path, data=typed)
    assert sent.status_code == 303
    assert delays(twin) == [12_500, 3_000]
    assert delays(evening.code) == [0, 3_000]
    for wrong in ("61", "-1", "tard", ""):
        page = host_client.post(path, data=typed | {f"delay_{first}": wrong})
        assert page.status_code == 422
        assert 'id="crowd-sheet" open' in page.text
        assert f'value="{wrong}"' in page.text
    own = [channel.id for channel in get_event(evening.code).channels]
    real = host_client.post(
        f"/fr/host/{evening.code}/rehearsal/delays", data={f"delay_{one}": "9" for one in own}
    )
    assert real.status_code == 409
    assert (delays(twin), delays(evening.code)) == ([12_500, 3_000], [0, 3_000])


def delays(code: str) -> list[int]:
    """How late the channels of that event are."""
    db.session.rollback()
    return [channel.delay_ms for channel in get_event(code).channels]
