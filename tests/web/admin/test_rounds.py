"""What was answered, and what staff did, in the back office."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.audit.actions import record
from quiz.bank.kinds.base import Content
from quiz.events.models import Event, Round
from quiz.extensions import db
from quiz.game.models import Answer, Board
from tests.bank.drafts import id_of, make_content
from tests.clocks import EVENING
from tests.factories import make_channel, make_event, make_player, save

PATH = "/fr/admin/events/va2020/rounds"


@pytest.fixture
def event(admin_client: FlaskClient) -> Event:
    event = make_event(code="va2020")
    db.session.commit()
    return event


def play(event: Event, number: int, content: Content, **values: Any) -> Round:
    instants = {"launched_at": EVENING, "lead_ms": 5_000, "plateau_ms": 4_000, "delays": {}}
    points = {"seconds": 30, "weight": 1, "speed_weight": "1/5"}
    played: Round = save(
        Round(
            event_id=event.id,
            number=number,
            key=f"{event.id}-{number}",
            content=content,
            **instants | points | values,
        )
    )
    return played


def answer(event: Event, played: Round, value: str, credit: str | None, elapsed_ms: int) -> None:
    player = make_player(make_channel(event))
    known = {"arrived_at": EVENING, "points": 0, "elapsed_ms": elapsed_ms}
    save(Answer(round_id=played.id, player_id=player.id, value=value, credit=credit, **known))


def count(played: Round, **spread: int) -> None:
    played.counted_at = EVENING
    answers = sum(spread.values())
    numbers = {"players": answers, "answers": answers, "histogram": {}}
    save(Board(round_id=played.id, top={"rows": []}, spread=spread, **numbers))


def test_a_round_in_numbers(admin_client: FlaskClient, event: Event) -> None:
    content = make_content("single")
    played = play(event, 1, content)
    for number, credit, elapsed_ms in ((2, "1", 3_000), (1, "0", 6_000), (2, "1", 4_200)):
        answer(event, played, id_of(content, number), credit, elapsed_ms)
    count(played, **{id_of(content, 2): 2, id_of(content, 1): 1})
    db.session.commit()
    page = admin_client.get(PATH).get_data(as_text=True).replace("\u00a0", " ")
    assert "67 %" in page
    assert "4,4 s" in page
    assert "le vase 2" in page


def test_a_poll_has_no_right_answer(admin_client: FlaskClient, event: Event) -> None:
    content = make_content("poll")
    played = play(event, 1, content)
    answer(event, played, id_of(content, 2), None, 3_000)
    count(played, **{id_of(content, 2): 1})
    db.session.commit()
    page = admin_client.get(PATH).get_data(as_text=True)
    assert '<td class="figure" data-label="Bonnes réponses">–</td>' in page
    assert 'class="right"' not in page


def test_the_page_asks_as_much_for_three_rounds_as_for_one(
    admin_client: FlaskClient, event: Event, queries: Any
) -> None:
    counts = []
    for number in (1, 2, 3):
        count(play(event, number, make_content("number")), **{"1852": 2})
        db.session.commit()
        with queries() as made:
            admin_client.get(PATH)
        counts.append(len(made))
    assert counts[0] == counts[1] == counts[2]


def test_a_cancelled_countdown_is_no_round(admin_client: FlaskClient, event: Event) -> None:
    play(event, 1, make_content(), cancelled_at=EVENING)
    db.session.commit()
    assert 'class="empty"' in admin_client.get(PATH).get_data(as_text=True)


def test_the_record_tells_who_did_what_the_newest_first(
    admin_client: FlaskClient, event: Event
) -> None:
    record("a@museum.example", "event.launch", "event va2020", {"round": 3})
    record("b@museum.example", "player.ban", "event va2020", {"player": "bee"})
    record("c@museum.example", "event.edit", "event other", {})
    db.session.commit()
    page = admin_client.get("/fr/admin/events/va2020/record").get_data(as_text=True)
    assert page.index("b@museum.example") < page.index("a@museum.example")
    assert "P-bee" in page
    assert "c@museum.example" not in page
