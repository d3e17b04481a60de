"""The door to the ranking: who joins when it is closed plays along, and is on no board."""

import pytest
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.database import writing
from quiz.extensions import db
from quiz.game.actions.crowd import close_ranking, open_ranking
from quiz.game.integrity.check import event_differences
from quiz.game.models import Board, Player
from tests.phones import Hall

pytestmark = pytest.mark.both_databases


@pytest.fixture
def late(hall: Hall) -> Hall:
    """An evening that Ming joined, then the ranking was closed, then Zoé joined."""
    hall.player("Ming")
    with writing():
        close_ranking(hall.evening.event_id, hall.evening.clock.now(), "host@museum.example")
        db.session.commit()
    return hall


def unranked() -> list[str | None]:
    db.session.rollback()
    chosen = select(Player.nickname).where(Player.unranked_at.is_not(None))
    return list(db.session.scalars(chosen.order_by(Player.nickname)))


def play_a_round(hall: Hall, *names: str) -> list[str]:
    """Let each join and answer right, and count; who is on the board then."""
    phones = [hall.player(name) for name in names]
    hall.evening.launch_and_open()
    for phone in phones:
        assert phone.answer(hall.right()).status_code == 201
    hall.evening.count()
    return board(hall)


def board(hall: Hall) -> list[str]:
    known = hall.evening.known()
    made = hall.evening.desk.watch.board(known, hall.evening.round().times.id)
    assert made is not None
    return [row.nickname for row in made.rows]


def test_newcomers_are_unranked_however_they_are_seated(late: Hall) -> None:
    late.player("Zoé")
    # The same name again is seated by another statement.
    late.phone().join("Zoé")
    assert unranked() == ["Zoé", "Zoé 2"]


def test_who_was_there_before_stays_ranked_and_may_come_back(late: Hall) -> None:
    again = late.player("Lin")
    again.join("Lin B")
    assert unranked() == ["Lin B"]


def test_a_board_leaves_newcomers_out_until_the_ranking_is_open_again(late: Hall) -> None:
    assert play_a_round(late, "Zoé") == []
    stored = db.session.scalars(select(Board)).one()
    assert (stored.players, stored.histogram, stored.answers) == (1, {"0": 1}, 1)
    with writing():
        open_ranking(late.evening.event_id, "host@museum.example")
        db.session.commit()
    assert (unranked(), board(late)) == ([], ["Zoé"])
    assert list(event_differences(late.evening.event_id)) == []


def test_an_unranked_player_is_told_so_and_keeps_the_points(late: Hall) -> None:
    phone = late.player("Zoé")
    late.evening.launch_and_open()
    phone.answer(late.right())
    late.evening.count()
    late.evening.step("reveal")
    late.evening.clock.advance(2_000)
    mine = phone.me().json
    assert (mine["ranked"], mine["rank"], mine["score"], mine["around"]) == (False, None, 1_000, [])


def test_integrity_agrees_with_a_closed_ranking(late: Hall) -> None:
    play_a_round(late, "Zoé")
    assert list(event_differences(late.evening.event_id)) == []


def test_both_acts_are_on_record_once(late: Hall) -> None:
    event_id = late.evening.event_id
    with writing():
        close_ranking(event_id, late.evening.clock.now(), "host@museum.example")
        open_ranking(event_id, "host@museum.example")
        open_ranking(event_id, "host@museum.example")
        db.session.commit()
    acts = [entry.act for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    assert acts == ["ranking.close", "ranking.open"]
