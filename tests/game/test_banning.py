"""Sending a player away: boards leave them out at once, and letting in again brings them back."""

import pytest
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.database import writing
from quiz.errors import NotFound
from quiz.events.models import Channel
from quiz.extensions import db
from quiz.game.actions.crowd import set_banned
from quiz.game.actions.play import answer
from quiz.game.rules import Arrival
from quiz.waiting import run_inline
from tests.evenings import Evening
from tests.factories import make_channel, make_player

pytestmark = pytest.mark.both_databases
A, B = 1, 2


@pytest.fixture
def counted(evening: Evening) -> Evening:
    """An evening whose first round was won by A, then B, and is counted."""
    with writing():
        channel = db.session.get_one(Channel, evening.channels[0])
        for number in (A, B):
            make_player(channel, id=number, nickname=f"Joueur {number}", nickname_key=str(number))
        db.session.commit()
    evening.launch_and_open()
    played, desk = evening.round(), evening.desk
    right = played.content["key"]["right"][0]
    for player, after in ((A, 1_000), (B, 25_000)):
        seat = (player, evening.channels[0])
        arrived = Arrival.at(played.times.opens + after)
        run_inline(answer(desk.ledger, desk.reader, played, seat, right, arrived))
    evening.count()
    return evening


def set_and_commit(evening: Evening, player: int, banned: bool) -> None:
    with writing():
        set_banned(evening.event_id, player, banned, evening.clock.now(), "admin@museum.example")
        db.session.commit()


def board_of(evening: Evening) -> list[tuple[str, int]]:
    known = evening.known()
    board = evening.desk.watch.board(known, evening.round().times.id)
    assert board is not None
    return [(row.nickname, row.rank) for row in board.rows]


def test_a_banned_player_leaves_the_board_and_comes_back(counted: Evening) -> None:
    assert board_of(counted) == [("Joueur 1", 1), ("Joueur 2", 2)]
    set_and_commit(counted, A, True)
    assert board_of(counted) == [("Joueur 2", 1)]
    set_and_commit(counted, A, False)
    assert board_of(counted) == [("Joueur 1", 1), ("Joueur 2", 2)]


def test_a_board_without_a_banned_player_counts_one_less(counted: Evening) -> None:
    set_and_commit(counted, A, True)
    board = counted.desk.watch.board(counted.known(), counted.round().times.id)
    assert board is not None
    assert (board.players, sum(board.histogram.values())) == (1, 1)


def test_who_is_banned_decides_the_scene_and_not_how_many(counted: Evening) -> None:

    set_and_commit(counted, A, True)
    one = counted.known().board_revision
    set_and_commit(counted, A, False)
    set_and_commit(counted, B, True)
    assert counted.known().board_revision != one


def test_it_is_on_record_by_number_once(counted: Evening) -> None:
    before = counted.known().facts.version
    for _ in range(2):
        set_and_commit(counted, A, True)
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "player.ban")).all()
    assert [(row.actor, row.details) for row in rows] == [("admin@museum.example", {"player": "1"})]
    assert counted.known().facts.version == before + 1


def test_a_player_of_another_event_is_not_found(counted: Evening) -> None:
    with writing():
        stranger = make_player(make_channel()).id
        db.session.commit()
    with pytest.raises(NotFound):
        set_and_commit(counted, stranger, True)
