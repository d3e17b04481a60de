"""What the console's script is told each second."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.database import writing
from quiz.events.models import Entry
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.i18n.measures import remaining
from quiz.web.host.parts import NAMES
from tests.evenings import Evening
from tests.phones import Hall


def live(client: FlaskClient, evening: Evening, **seen: str) -> dict[str, Any]:
    """What is true now."""
    return dict(client.get(f"/fr/host/{evening.code}/live", query_string=seen).json or {})


def faces(answer: dict[str, Any]) -> dict[str, str]:
    return {name: part["face"] for name, part in answer["parts"].items()}


def test_numbers_of_an_open_round(host_client: FlaskClient, evening: Evening, hall: Hall) -> None:
    early, late = hall.player("Jade"), hall.player("Lin", "channel2", "zh")
    hall.player("Ming")
    evening.launch_and_open()
    early.answer(hall.right())
    late.answer(hall.wrong())

    answer = live(host_client, evening)

    assert [answer[name] for name in ("phase", "round", "rounds")] == ["open", 1, 3]
    assert [answer[name] for name in ("players", "answers", "per_second")] == [3, 2, 0.4]
    assert answer["spread"] == {hall.right(): 1, hall.wrong(): 1}
    crowd = [(line["phase"], line["players"], line["answers"]) for line in answer["channels"]]
    assert crowd == [("open", 2, 1), ("open", 1, 1), ("open", 0, 0)]
    assert answer["texts"]["per_second"] == "0,4"
    assert answer["texts"][f"share-{hall.right()}"] == "50\xa0%"
    assert answer["steps"]["close"] == {
        "possible": True,
        "already": False,
        "reason": "",
        "number": 1,
        "closes_at": None,
    }
    assert not answer["steps"]["launch"]["possible"]


def test_the_run_of_show_is_drawn_anew_when_it_changes_and_counts_apart(
    host_client: FlaskClient, evening: Evening, hall: Hall
) -> None:
    player = hall.player("Jade")
    evening.launch_and_open()
    before = live(host_client, evening)["parts"]["show"]
    player.answer(hall.right())
    # An answer more is a number that the script fills in.
    assert live(host_client, evening)["parts"]["show"] == before
    with writing():
        question = db.session.scalars(select(Entry)).all()[-1].question
        question.prompt = Localized("Quelle couverte ?", "什么釉？")
        db.session.commit()
    after = live(host_client, evening)["parts"]["show"]
    assert "Quelle couverte" in after["html"]
    assert after["face"] != before["face"]


def test_each_channel_has_its_own_present(host_client: FlaskClient, evening: Evening) -> None:
    evening.step(Step.LAUNCH)
    opens = evening.round().times.opens
    evening.clock.set(opens + 1_000)

    answer = live(host_client, evening)

    first, second, overlay = answer["channels"]
    assert [line["phase"] for line in (first, second, overlay)] == ["open", "ready", "open"]
    assert second["next"] == {"phase": "open", "at": opens + 3_000}
    assert answer["changes_at"] == opens + 3_000


def test_the_answer_may_be_said_once_every_door_is_shut(
    host_client: FlaskClient, evening: Evening
) -> None:
    assert live(host_client, evening)["aloud"] == {"verdict": "nothing", "at": None}
    played = evening.launch_and_open()
    shuts = played.times.shuts
    assert live(host_client, evening)["aloud"] == {"verdict": "not-yet", "at": shuts}
    evening.clock.set(shuts - 1)
    assert live(host_client, evening)["aloud"]["verdict"] == "not-yet"
    evening.clock.set(shuts)
    assert live(host_client, evening)["aloud"]["verdict"] == "shut"
    evening.step(Step.REVEAL)
    evening.count()
    evening.clock.advance(3_000)
    assert live(host_client, evening)["aloud"]["verdict"] == "seen"


def test_a_void_round_has_no_answer_to_keep(host_client: FlaskClient, evening: Evening) -> None:
    evening.launch_and_open()
    evening.step(Step.VOID)
    assert live(host_client, evening)["aloud"] == {"verdict": "nothing", "at": None}


def test_parts_come_only_when_there_is_something_new(
    host_client: FlaskClient, evening: Evening, hall: Hall
) -> None:
    jade = hall.player("Jade")
    evening.launch_and_open()
    first = live(host_client, evening)
    assert set(first["parts"]) == set(NAMES)
    jade.answer(hall.right())
    evening.clock.advance(1_000)
    assert live(host_client, evening, **faces(first))["parts"] == {}
    evening.step(Step.CLOSE)
    assert "steps" in live(host_client, evening, **faces(first))["parts"]


def test_the_page_begins_with_the_faces_it_shows(
    host_client: FlaskClient, evening: Evening
) -> None:
    page = host_client.get(f"/fr/host/{evening.code}").text

    for name, face in faces(live(host_client, evening)).items():
        assert f'data-part="{name}" data-face="{face}"' in page


def test_seconds_are_rounded_up() -> None:
    assert [remaining(at, 1_000) for at in (0, 1_000, 1_001, 60_999, 61_000, 126_000)] == [
        "0",
        "0",
        "1",
        "60",
        "60",
        "125",
    ]


def test_the_console_says_when_no_seat_is_left(
    host_client: FlaskClient, evening: Evening, hall: Hall
) -> None:
    before = live(host_client, evening)
    hall.fill()
    after = live(host_client, evening, **faces(before))
    full = "Joueurs · <strong>complet</strong>"
    assert (full in before["parts"]["head"]["html"], full in after["parts"]["head"]["html"]) == (
        False,
        True,
    )
    said = "Le quiz est complet\xa0: ces machines accueillent 38 joueurs."
    assert said in after["parts"]["channels"]["html"]
