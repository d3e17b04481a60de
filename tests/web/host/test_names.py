"""Before the board is shown the host reads the names on it, and can hide each."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.models import Player
from tests.phones import Hall

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def counted(hall: Hall) -> Hall:
    """A round that Ming won, Zoé later, and that nobody has been shown the answer of."""
    ming, zoe = hall.player("Ming"), hall.player("Zoé")
    hall.evening.launch_and_open()
    ming.answer(hall.right())
    hall.evening.clock.advance(22_000)
    zoe.answer(hall.right())
    hall.evening.count()
    return hall


def names(client: FlaskClient, hall: Hall) -> str:
    """The part of the console that has them; empty where it has none."""
    page = client.get(f"/fr/host/{hall.evening.code}").text
    found = re.search(r'<div class="names" .*?</ol>', page, re.DOTALL)
    return "" if found is None else found[0]


def keys(client: FlaskClient, hall: Hall) -> list[tuple[str, str]]:
    """What each key of the part hides."""
    found = re.findall(r'aria-label="([^"]*)" data-key="(\d)"', names(client, hall))
    return [(label.replace("\u202f", " ").replace("\xa0", " "), key) for label, key in found]


def number_of(nickname: str) -> int:
    db.session.rollback()
    return db.session.scalars(select(Player.id).where(Player.nickname == nickname)).one()


def test_names_come_before_the_board_each_with_its_key(
    counted: Hall, host_client: FlaskClient
) -> None:
    hidden = [("Masquer le nom « Ming »", "1"), ("Masquer le nom « Zoé »", "2")]
    assert keys(host_client, counted) == hidden
    assert "Classement au plus tôt 8" in names(host_client, counted)
    counted.evening.step(Step.REVEAL)
    counted.evening.clock.advance(1_000)
    assert "Classement possible dans" in names(host_client, counted)
    counted.evening.clock.advance(8_000)
    assert "relisez-les" in names(host_client, counted)
    assert keys(host_client, counted) == hidden


def test_once_the_board_is_on_digits_choose_questions_again(
    counted: Hall, host_client: FlaskClient
) -> None:
    counted.evening.step(Step.REVEAL)
    counted.evening.clock.advance(9_000)
    counted.evening.see(Step.BOARD)
    shown = names(host_client, counted)
    assert ("Ming" in shown, "data-digits" in shown, "data-key" in shown) == (True, False, False)
    counted.evening.clock.advance(4_000)
    counted.evening.step(Step.LAUNCH)
    assert names(host_client, counted) == ""


def test_without_points_there_is_no_name_to_read(hall: Hall, host_client: FlaskClient) -> None:
    hall.player("Ming")
    hall.evening.launch_and_open()
    hall.evening.count()
    assert names(host_client, hall) == ""


def test_one_press_hides_a_name_and_another_gives_it_back(
    counted: Hall, host_client: FlaskClient
) -> None:
    path = f"/fr/host/{counted.evening.code}/players/{number_of('Ming')}"
    hidden = host_client.post(f"{path}/hide", headers=SCRIPT).json
    assert (hidden["status"], hidden["undo"]) == ("done", f"{path}/unhide")
    assert "Ming" not in names(host_client, counted)
    assert "(nom masqué)" in names(host_client, counted)
    assert host_client.post(f"{path}/hide", headers=SCRIPT).json["status"] == "already"
    assert host_client.post(f"{path}/unhide", headers=SCRIPT).json["status"] == "done"
    assert "<bdi>Ming</bdi>" in names(host_client, counted)


def test_a_host_sends_a_player_away_and_lets_them_in_again(
    counted: Hall, host_client: FlaskClient
) -> None:
    path = f"/fr/host/{counted.evening.code}/players/{number_of('Ming')}"
    sent = host_client.post(f"{path}/ban", headers=SCRIPT).json
    assert (sent["status"], sent["undo"]) == ("done", f"{path}/unban")
    assert keys(host_client, counted) == [("Masquer le nom « Zoé »", "1")]
    assert host_client.post(sent["undo"], headers=SCRIPT).json["status"] == "done"
    assert len(keys(host_client, counted)) == 2


@pytest.mark.parametrize("act", ["hide", "unhide", "ban", "unban"])
def test_nobody_of_that_number_is_said(counted: Hall, host_client: FlaskClient, act: str) -> None:
    path = f"/fr/host/{counted.evening.code}/players/7/{act}"
    assert host_client.post(path, headers=SCRIPT).status_code == 404


def test_a_rank_that_many_share_names_nobody(hall: Hall, host_client: FlaskClient) -> None:
    phones = [hall.player(f"Vase {letter}") for letter in "abcd"]
    hall.evening.launch_and_open()
    for phone in phones:
        phone.answer(hall.right())
    hall.evening.count()
    shown = names(host_client, hall)
    assert ("1ers ex æquo · 4" in shown, "Vase" in shown) == (True, False)
