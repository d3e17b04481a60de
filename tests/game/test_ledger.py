"""The ledger on both databases: once, only while the door is open, one bad row harming no other."""

import threading
from contextlib import closing
from dataclasses import replace
from time import monotonic

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.ledger.entries import AnswerEntry, Fate, JoinEntry, Kept, Seated
from quiz.game.ledger.writing import write_batch
from quiz.game.models import Answer, Player
from quiz.statements import open_book
from tests.clocks import EVENING
from tests.evenings import Evening

pytestmark = pytest.mark.both_databases


def make_join(
    evening: Evening, player: int, nickname: str = "Céladon", **values: object
) -> JoinEntry:
    second = (f"{nickname} 2", f"{nickname.lower()} 2")
    join = JoinEntry(
        event_id=evening.event_id,
        pass_hash=f"{player:064x}",
        player_id=player,
        first=(nickname, nickname.lower()),
        others=lambda: (second,),
        renames=True,
        channel_id=evening.channels[0],
        may_move=True,
        language="fr",
        joined_at=EVENING,
    )
    return replace(join, **values)


def make_answer(evening: Evening, player: int, value: str = "a", **values: object) -> AnswerEntry:
    answer = AnswerEntry(
        evening.round().times.id, player, value, EVENING, 1_200, "1", 740, evening.channels[0]
    )
    return answer._replace(**values)


def stored() -> list[tuple[int, str]]:
    db.session.rollback()
    rows = db.session.execute(select(Answer.player_id, Answer.value).order_by(Answer.player_id))
    return [(row.player_id, row.value) for row in rows]


def test_of_a_full_event_only_who_is_there_keeps_a_seat(evening: Evening) -> None:
    put = evening.put
    assert put(make_join(evening, 11)) == Seated(True, 11, "Céladon", evening.channels[0])
    full = {"is_full": True, "pass_hash": f"{11:064x}"}
    assert put(make_join(evening, 12, **full)) == Seated(False, 11, "Céladon", evening.channels[0])
    assert put(make_join(evening, 13, is_full=True)) is Fate.FULL
    db.session.rollback()
    assert list(db.session.scalars(select(Player.id))) == [11]


def test_a_batch_seats_some_and_not_those_who_came_when_it_was_full(
    evening: Evening, database_url: str
) -> None:
    joins = [make_join(evening, 11, "Ming"), make_join(evening, 12, "Qing", is_full=True)]
    with closing(open_book(database_url)) as book:
        outcomes = write_batch(book, joins, [monotonic() + 5] * 2)
    assert outcomes == [Seated(True, 11, "Ming", evening.channels[0]), Fate.FULL]


def test_an_answer_is_kept_once(evening: Evening) -> None:
    evening.launch_and_open()
    put = evening.put
    put(make_join(evening, 11))
    assert put(make_answer(evening, 11)) == Kept(True, "a", 1_200)
    assert put(make_answer(evening, 11, elapsed_ms=9_000)) == Kept(False, "a", 1_200)
    assert put(make_answer(evening, 11, "b")) == Kept(False, "a", 1_200)
    assert stored() == [(11, "a")]


def test_nothing_is_written_behind_the_door(evening: Evening) -> None:
    evening.launch_and_open()
    put = evening.put
    put(make_join(evening, 11))
    put(make_join(evening, 12, "Ming"))
    put(make_answer(evening, 11))
    evening.count()
    assert put(make_answer(evening, 12)) is Fate.SHUT
    assert put(make_answer(evening, 11)) == Kept(False, "a", 1_200)
    assert stored() == [(11, "a")]


def test_a_batch_of_every_sort_is_told_apart(app: Flask, evening: Evening) -> None:
    shut = evening.launch_and_open().times.id
    for player, nickname in ((11, "Ming"), (12, "Zoé"), (13, "Lou")):
        evening.put(make_join(evening, player, nickname))
    evening.put(make_answer(evening, 11))
    evening.count()
    evening.step(Step.REVEAL)
    evening.clock.advance(4_000)
    open_one = evening.launch_and_open().times.id
    evening.put(make_answer(evening, 11, round_id=open_one))
    batch = [
        make_answer(evening, 11, round_id=open_one),
        make_answer(evening, 12, round_id=open_one),
        make_join(evening, 14, "Ming"),
        make_answer(evening, 12, "b", round_id=open_one),
        make_answer(evening, 11, "b", round_id=shut),
        make_answer(evening, 12, round_id=shut),
        make_answer(evening, 13, round_id=open_one),
        make_join(evening, 15, "Ming", pass_hash=f"{11:064x}"),
    ]
    with closing(open_book(app.config["SQLALCHEMY_DATABASE_URI"], in_turn=True)) as book:
        told = write_batch(
            book, batch, [monotonic() + 10] * 6 + [monotonic() - 1, monotonic() + 10]
        )
        assert told == [
            Kept(False, "a", 1_200),
            Kept(True, "a", 1_200),
            Seated(True, 14, "Ming 2", evening.channels[0]),
            Kept(False, "a", 1_200),
            Kept(False, "a", 1_200),
            Fate.SHUT,
            Fate.AWAY,
            Seated(False, 11, "Ming", evening.channels[0]),
        ]
        again = write_batch(book, [make_answer(evening, 13, round_id=open_one)], [monotonic() + 10])
        assert again == [Kept(True, "a", 1_200)]


def test_a_row_that_the_database_refuses_harms_no_other(evening: Evening) -> None:
    evening.launch_and_open()
    ledger = evening.desk.ledger
    evening.put(make_join(evening, 11))
    ledger.start()
    outcomes = dict[int, object]()

    def send(player: int) -> None:
        outcomes[player] = evening.put(make_answer(evening, player), patience=10)

    threads = [threading.Thread(target=send, args=[player]) for player in (11, 404)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ledger.end()
    assert outcomes == {11: Kept(True, "a", 1_200), 404: Fate.REFUSED}
    assert stored() == [(11, "a")]


def test_a_taken_nickname_gets_the_next_free_one(evening: Evening) -> None:
    put = evening.put
    assert put(make_join(evening, 11)) == Seated(True, 11, "Céladon", evening.channels[0])
    assert put(make_join(evening, 12)) == Seated(True, 12, "Céladon 2", evening.channels[0])
    assert put(make_join(evening, 13)) is Fate.AWAY


def test_the_same_browser_is_the_same_player(evening: Evening) -> None:
    put = evening.put
    put(make_join(evening, 11))
    again = make_join(evening, 99, "Ming", pass_hash=f"{11:064x}", channel_id=evening.channels[1])
    assert put(again) == Seated(False, 11, "Ming", evening.channels[1])
    stays = replace(again, may_move=False, renames=False, channel_id=evening.channels[0])
    assert put(stays) == Seated(False, 11, "Ming", evening.channels[1])
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Player)) == 1


def test_fifty_times_at_once_is_one_row(evening: Evening) -> None:
    evening.launch_and_open()
    ledger = evening.desk.ledger
    evening.put(make_join(evening, 11))
    ledger.start()
    outcomes: list[object] = []
    barrier, answer = threading.Barrier(50), make_answer(evening, 11)

    def send() -> None:
        barrier.wait()
        outcomes.append(evening.put(AnswerEntry(*answer), patience=10))

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ledger.end()
    assert outcomes.count(Kept(True, "a", 1_200)) == 1
    assert outcomes.count(Kept(False, "a", 1_200)) == 49
    assert stored() == [(11, "a")]
