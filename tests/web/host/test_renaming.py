"""A player's name as staff wish it, and the way back for whoever was judged."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.extensions import db
from quiz.game.models import Player
from tests.phones import Hall


@pytest.fixture
def ming(hall: Hall) -> int:
    """The number of a player who is called Ming, beside Zoé."""
    hall.player("Ming")
    hall.player("Zoé")
    return number_of("Ming")


def number_of(nickname: str) -> int:
    db.session.rollback()
    return db.session.scalars(select(Player.id).where(Player.nickname == nickname)).one()


def names_of(player_id: int) -> tuple[str | None, str | None, int | None]:
    """What the player is called, their own name if that is another one, what waits to be read."""
    db.session.rollback()
    player = db.session.get_one(Player, player_id)
    return player.nickname, player.own_nickname, player.unseen_since


def test_a_host_gives_another_name_and_takes_it_back(
    host_client: FlaskClient, hall: Hall, ming: int
) -> None:
    path = f"/fr/host/{hall.evening.code}/players/{ming}"
    assert "<bdi>Ming</bdi>" in host_client.get(f"{path}/name").text
    assert host_client.post(f"{path}/name", data={"name": "Lotus"}).status_code == 303
    assert names_of(ming) == ("Lotus", "Ming", None)
    assert host_client.post(f"{path}/unhide").status_code == 303
    assert names_of(ming) == ("Ming", None, None)
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["player.rename", "player.unhide"]


def test_a_taken_name_gets_a_number_and_one_that_cannot_be_shown_a_sentence(
    host_client: FlaskClient, hall: Hall, ming: int
) -> None:
    path = f"/fr/host/{hall.evening.code}/players/{ming}/name"
    host_client.post(path, data={"name": "Zoé"})
    assert names_of(ming)[:2] == ("Zoé 2", "Ming")
    refused = host_client.post(path, data={"name": "merde"})
    assert (refused.status_code, 'aria-invalid="true"' in refused.text) == (422, True)
    assert names_of(ming)[:2] == ("Zoé 2", "Ming")


def test_nobody_elses_player_is_renamed(host_client: FlaskClient, hall: Hall, ming: int) -> None:
    path = f"/fr/host/{hall.evening.code}/players/999/name"
    assert host_client.get(path).status_code == 404
    assert host_client.post(path, data={"name": "Lotus"}).status_code == 404


def test_who_was_judged_is_listed_with_the_way_back(
    host_client: FlaskClient, hall: Hall, ming: int
) -> None:
    base = f"/fr/host/{hall.evening.code}"
    assert 'class="empty"' in host_client.get(f"{base}/names").text
    host_client.post(f"{base}/players/{ming}/name", data={"name": "Lotus"})
    host_client.post(f"{base}/players/{number_of('Zoé')}/ban")

    page = host_client.get(f"{base}/names").text
    rows = re.findall(r"<tr.*?<bdi>(\w+)</bdi>.*?</tr>", page, re.DOTALL)

    assert rows == ["Zoé", "Lotus"]
    assert f"/players/{number_of('Zoé')}/unban" in page
