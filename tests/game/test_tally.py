"""Shut, then count, on both databases: standings, boards, void rounds, races."""

import random
import threading
import time
from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.database import writing
from quiz.events.clicks import Click
from quiz.events.models import Channel, Round
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.play import answer
from quiz.game.ledger.entries import AnswerEntry, Kept
from quiz.game.models import Board, Standing
from quiz.game.rules import Arrival, Verdict
from quiz.game.tally.count import shut_and_count
from quiz.statements import open_book
from quiz.waiting import run_inline
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.factories import make_player

pytestmark = pytest.mark.both_databases
A, B, C, D = 1, 2, 3, 4


@pytest.fixture
def players(evening: Evening) -> tuple[int, ...]:
    with writing():
        channel = db.session.get_one(Channel, evening.channels[0])
        for number in (A, B, C):
            make_player(channel, id=number, nickname=f"Joueur {number}", nickname_key=str(number))
        db.session.commit()
    return A, B, C


def right(evening: Evening, number: int) -> str:
    return str(evening.round(number).content["key"]["right"][0])


def wrong(evening: Evening, number: int) -> str:
    choices = evening.round(number).content["choices"]
    return next(c["id"] for c in choices if c["id"] != right(evening, number))


def say(evening: Evening, player: int, value: str, number: int = 1, after: int = 1_000) -> Verdict:
    played, desk = evening.round(number), evening.desk
    arrived = Arrival.at(played.times.opens + after)
    seat = (player, evening.channels[0])
    return run_inline(answer(desk.ledger, desk.reader, played, seat, value, arrived)).verdict


def test_answers_of_another_event_do_not_wait_for_a_count(
    app: Flask, evening: Evening, players: tuple[int, ...], clock: SettableClock
) -> None:
    other = make_evening(app, clock, random.Random(7))
    played = evening.launch_and_open()
    say(evening, A, right(evening, 1))
    other.clock.set(played.times.shuts)
    open_one = other.launch_and_open()
    with writing():
        channel = db.session.get_one(Channel, other.channels[0])
        make_player(channel, id=D, nickname="Joueur 4", nickname_key="4")
        db.session.commit()
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    evening.desk.ledger.start()
    with closing(open_book(url)) as holder:
        # On PostgreSQL the count waits for it; on SQLite no read holds a writer up.
        holder.run("BEGIN")
        holder.run(holder.for_update("SELECT id FROM event WHERE id = ?"), (evening.event_id,))
        counts = threading.Thread(target=evening.desk.counting.run_once)
        counts.start()
        time.sleep(0.2)
        entry = AnswerEntry(open_one.times.id, D, "a", clock.now(), 1, "1", 1_000, 0)
        assert evening.put(entry, 10) == Kept(True, "a", 1)
        assert holder.sqlite or counts.is_alive()
        holder.run("ROLLBACK")
    counts.join(30)
    assert standings() == [(A, 1_000, 1)]


def standings() -> list[tuple[int, int, int]]:
    db.session.rollback()
    query = select(Standing.player_id, Standing.score, Standing.right_answers)
    return [tuple(row) for row in db.session.execute(query.order_by(Standing.player_id))]


def play_round(evening: Evening, number: int, *winners: int) -> None:
    evening.launch_and_open()
    for player in (A, B, C):
        say(evening, player, (right if player in winners else wrong)(evening, number), number)
    evening.count()
    evening.step(Step.REVEAL)
    evening.clock.advance(4_000)


def test_points_are_added_when_the_door_has_shut(
    evening: Evening, players: tuple[int, ...]
) -> None:
    played = evening.launch_and_open()
    say(evening, A, right(evening, 1))
    say(evening, B, wrong(evening, 1))
    evening.clock.set(played.times.shuts - 1)
    evening.desk.counting.run_once()
    assert standings() == []
    evening.clock.advance(1)
    evening.desk.counting.run_once()
    assert standings() == [(A, 1_000, 1), (B, 0, 0)]
    row = db.session.get_one(Round, played.times.id)
    assert (row.shut_at, row.counted_at) == (played.times.shuts, played.times.shuts + 500)


def test_the_board_shares_ranks_and_says_who_rose(
    evening: Evening, players: tuple[int, ...]
) -> None:
    play_round(evening, 1, A)
    play_round(evening, 2, A, B, C)
    first, second = (db.session.get_one(Board, evening.round(n).times.id) for n in (1, 2))
    assert first.top == {
        "rows": [
            [A, "Joueur 1", 1000, 1, None],
            [B, "Joueur 2", 0, 2, None],
            [C, "Joueur 3", 0, 2, None],
        ]
    }
    assert second.top["rows"][0] == [A, "Joueur 1", 2000, 1, 1]
    assert second.histogram == {"1000": 2, "2000": 1}
    assert (second.players, second.answers) == (3, 3)


def test_a_void_round_is_worth_nothing_and_everything_is_counted_again(
    evening: Evening, players: tuple[int, ...]
) -> None:
    play_round(evening, 1, A)
    play_round(evening, 2, B)
    assert standings() == [(A, 1_000, 1), (B, 1_000, 1), (C, 0, 0)]
    assert evening.step(Step.VOID, Click(1)).possible
    assert standings() == [(A, 0, 0), (B, 1_000, 1), (C, 0, 0)]
    assert evening.step(Step.VOID, Click(1)).already
    board = db.session.get_one(Board, evening.round(2).times.id)
    assert [row[:3] for row in board.top["rows"]] == [
        [B, "Joueur 2", 1000],
        [A, "Joueur 1", 0],
        [C, "Joueur 3", 0],
    ]


def test_many_may_try_to_count_and_one_does(
    app: Flask, evening: Evening, players: tuple[int, ...]
) -> None:
    played = evening.launch_and_open()
    say(evening, A, right(evening, 1))
    evening.clock.set(played.times.shuts)
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    books = [open_book(url) for _ in range(6)]
    threads = [
        threading.Thread(target=shut_and_count, args=[book, evening.clock.now]) for book in books
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for book in books:
        book.close()
    assert standings() == [(A, 1_000, 1)]
    assert db.session.scalar(select(func.count()).select_from(Board)) == 1


def test_a_retry_after_the_close_is_told_what_is_stored(
    evening: Evening, players: tuple[int, ...]
) -> None:
    evening.launch_and_open()
    value, other = right(evening, 1), wrong(evening, 1)
    assert say(evening, A, value, after=-1) is Verdict.TOO_EARLY
    assert say(evening, A, value) is Verdict.ACCEPTED
    evening.count()
    assert say(evening, A, value, after=90_000) is Verdict.REPEATED
    assert say(evening, A, other, after=90_000) is Verdict.ALREADY_ANSWERED
    assert say(evening, B, value, after=90_000) is Verdict.TOO_LATE
