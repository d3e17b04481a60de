"""Staff hide a name, give another one and the own one back, on both databases."""

from random import Random

import pytest
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.database import writing
from quiz.errors import NotFound
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.crowd import forget_player
from quiz.game.actions.names import Named, hide_name, show_own_name
from quiz.game.models import Player
from quiz.game.nicknames import is_suggested
from tests.factories import make_channel, make_player
from tests.phones import Hall, Phone

pytestmark = pytest.mark.both_databases
BY = "host@museum.example"


@pytest.fixture
def ming(hall: Hall) -> Phone:
    """Who won the first round, which every channel has seen."""
    phone = hall.player("Ming")
    hall.evening.launch_and_open()
    phone.answer(hall.right())
    hall.evening.count()
    hall.evening.see(Step.REVEAL)
    hall.evening.see(Step.BOARD)
    return phone


def player() -> Player:
    db.session.rollback()
    return db.session.scalars(select(Player)).one()


def hide(hall: Hall) -> Named:
    number = player().id
    with writing():
        named = hide_name(hall.evening.event_id, number, Random(3), BY)
        db.session.commit()
    return named


def give_back(hall: Hall, nickname: str) -> Named:
    db.session.rollback()
    number = db.session.scalars(select(Player.id).where(Player.nickname == nickname)).one()
    with writing():
        named = show_own_name(hall.evening.event_id, number, Random(3), BY)
        db.session.commit()
    return named


def test_a_hidden_name_is_gone_from_board_and_phone(hall: Hall, ming: Phone) -> None:
    before = ming.pulse()
    assert "Ming" in ming.scene().text
    named = hide(hall)
    assert is_suggested(named.name)
    after = ming.pulse()
    assert after["version"] == before["version"] + 1
    assert after["scene"] != before["scene"]
    shown = ming.scene().text
    assert ("Ming" in shown, named.name in shown) == (False, True)
    assert ming.me().json["player"]["nickname"] == named.name
    overlay = hall.phone(hall.evening.known().facts.overlays[0].secret)
    assert "Ming" not in overlay.scene(lang="both").text


def test_it_is_asked_for_twice_and_done_once(hall: Hall, ming: Phone) -> None:
    named = hide(hall)
    assert hide(hall) == Named(named.name, already=True)
    acts = db.session.execute(select(AuditEntry.act, AuditEntry.details)).all()
    assert [tuple(row) for row in acts if row.act.startswith("player.")] == [
        ("player.hide", {"player": f"{player().id:x}"})
    ]


def test_who_was_renamed_keeps_the_name_until_the_own_one_is_back(hall: Hall, ming: Phone) -> None:
    named = hide(hall)
    assert ming.join("Ming").json["nickname"] == named.name
    assert (player().nickname, player().own_nickname) == (named.name, "Ming")
    assert give_back(hall, named.name) == Named("Ming")
    assert "Ming" in ming.scene().text
    assert give_back(hall, "Ming") == Named("Ming", already=True)
    assert ming.join("Zoé").json["nickname"] == "Zoé"


def test_an_own_name_that_somebody_took_comes_back_with_a_number(hall: Hall, ming: Phone) -> None:
    named = hide(hall)
    hall.player("Ming")
    assert give_back(hall, named.name) == Named("Ming 2")


def test_what_is_forgotten_is_forgotten_whole(hall: Hall, ming: Phone) -> None:
    named = hide(hall)
    with writing():
        forget_player(hall.evening.event_id, named.name, hall.evening.clock.now(), BY)
        db.session.commit()
    assert (player().nickname, player().own_nickname) == (None, None)
    with pytest.raises(NotFound):
        hide(hall)


def test_a_player_of_another_event_is_not_found(hall: Hall) -> None:
    with writing():
        number = make_player(make_channel()).id
        db.session.commit()
    with pytest.raises(NotFound), writing():
        hide_name(hall.evening.event_id, number, Random(3), BY)
