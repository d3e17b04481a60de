"""Players in the back office: found, ordered, banned and let in again."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.events.models import Channel
from quiz.extensions import db
from quiz.game.models import Player, Standing
from tests.clocks import EVENING
from tests.factories import make_channel, make_event, make_player, save

PATH = "/fr/admin/events/va2020/players"


@pytest.fixture
def channel(admin_client: FlaskClient) -> Channel:
    channel = make_channel(make_event(code="va2020"), name="youtube", platform="YouTube")
    db.session.commit()
    return channel


def seat(channel: Channel, nickname: str, score: int) -> Player:
    player = make_player(channel, nickname=nickname, nickname_key=nickname.casefold())
    values = {"player_id": player.id, "score": score, "right_answers": 1}
    save(Standing(event_id=channel.event_id, **values))
    db.session.commit()
    return player


def text_of(client: FlaskClient, path: str = PATH) -> str:
    return client.get(path).get_data(as_text=True)


def test_players_stand_in_rank_order_with_their_names_as_text(
    admin_client: FlaskClient, channel: Channel
) -> None:
    seat(channel, "Colette", 1_740)
    seat(channel, "<img src=x>", 2_500)
    page = text_of(admin_client)
    assert page.index("&lt;img src=x&gt;") < page.index("Colette")
    assert "<img src=x>" not in page
    assert "2\u202f500" in page


def test_an_unknown_order_or_page_is_the_usual_one(
    admin_client: FlaskClient, channel: Channel
) -> None:
    seat(channel, "Colette", 10)
    assert "Colette" in text_of(admin_client, f"{PATH}?sort=shoe&page=99")
    assert "Colette" in text_of(admin_client, f"{PATH}?page=-1")


def test_a_search_that_finds_nobody_says_so(admin_client: FlaskClient, channel: Channel) -> None:
    seat(channel, "Colette", 10)
    page = text_of(admin_client, f"{PATH}?q=%3Cb%3E")
    assert 'class="empty"' in page
    assert "“&lt;b&gt;”" in page or "&lt;b&gt;" in page
    assert "Colette" not in page


def test_a_player_is_banned_and_let_in_again(admin_client: FlaskClient, channel: Channel) -> None:
    player = seat(channel, "Colette", 10)
    response = admin_client.post(f"{PATH}/{player.id}/ban?sort=joined&q=col&page=1")
    assert response.location == f"{PATH}?sort=joined&q=col&page=1"
    db.session.rollback()
    assert player.banned_at is not None
    assert f"{PATH}/{player.id}/unban" in text_of(admin_client)
    assert admin_client.post(f"{PATH}/{player.id}/unban").status_code == 303
    db.session.rollback()
    assert player.banned_at is None


def test_who_wished_to_be_forgotten_has_no_name(
    admin_client: FlaskClient, channel: Channel
) -> None:
    make_player(channel, nickname=None, nickname_key=None, pass_hash=None, forgotten_at=EVENING)
    db.session.commit()
    page = text_of(admin_client)
    assert "None" not in page
    assert "<bdi>" not in page


def test_the_list_asks_as_much_for_three_players_as_for_one(
    admin_client: FlaskClient, channel: Channel, queries: Any
) -> None:
    counts = []
    for number in range(3):
        seat(channel, f"Colette {number}", 10)
        with queries() as made:
            admin_client.get(PATH)
        counts.append(len(made))
    assert counts[0] == counts[1] == counts[2]
