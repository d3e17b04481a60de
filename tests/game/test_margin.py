"""The door of a round waits longer where answers do; the count waits for the door, on disk."""

from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import select, update

from quiz.database import writing
from quiz.events.models import Channel, Event, Round
from quiz.events.timeline import MARGIN_MS, STAMP_MS
from quiz.extensions import db
from quiz.game.actions.play import Receipt, answer
from quiz.game.models import Board
from quiz.game.rules import LONGEST_MARGIN_MS, Arrival, Verdict
from quiz.game.tally.margin import widen_margins
from quiz.statements import open_book
from quiz.waiting import run_inline
from tests.evenings import Evening
from tests.factories import make_player

pytestmark = pytest.mark.both_databases


def kept(evening: Evening) -> tuple[int, int]:
    """The margin of the last round, and the event's version, as they are on disk."""
    db.session.rollback()
    margin = db.session.scalars(select(Round.margin_ms).order_by(Round.id.desc())).first()
    version = db.session.scalars(select(Event.version).where(Event.id == evening.event_id)).one()
    assert margin is not None
    return margin, version


def wait_for(evening: Evening, waited_ms: int) -> None:
    """Let an answer wait for so long in this process, and the task look."""
    evening.desk.lag.note(waited_ms)
    evening.desk.margins.run_once()


def test_a_round_begins_with_the_least_margin(evening: Evening) -> None:
    evening.launch_and_open()
    assert kept(evening)[0] == MARGIN_MS == evening.round().times.margin_ms


def test_a_process_whose_answers_wait_widens_it_for_all(evening: Evening) -> None:
    played = evening.launch_and_open()
    _, version = kept(evening)
    wait_for(evening, MARGIN_MS // 2)
    assert kept(evening) == (MARGIN_MS, version)
    wait_for(evening, 2_400)
    assert kept(evening) == (5_000, version + 1)
    assert evening.round().times.shuts == played.times.shuts + 3_000


def test_it_never_becomes_smaller_nor_changes_for_nothing(app: Flask, evening: Evening) -> None:
    evening.launch_and_open()
    wait_for(evening, 90_000)
    widest = kept(evening)
    assert widest[0] == LONGEST_MARGIN_MS
    with closing(open_book(app.config["SQLALCHEMY_DATABASE_URI"], in_turn=True)) as book:
        for waited_ms in (1_200, 6_000, 90_000):
            widen_margins(book, waited_ms, evening.clock.now)
    assert kept(evening) == widest


def test_it_is_not_widened_before_the_opening_nor_when_the_door_is_about_to_shut(
    evening: Evening,
) -> None:
    played = evening.launch_and_open()
    before = kept(evening)
    evening.clock.set(played.times.opens - 1)
    wait_for(evening, 9_000)
    evening.clock.set(played.times.shuts - STAMP_MS)
    wait_for(evening, 9_000)
    assert kept(evening) == before
    evening.count()
    after = kept(evening)
    wait_for(evening, 9_000)
    assert kept(evening) == after
    assert after[0] == MARGIN_MS


def test_the_count_waits_for_the_row_whatever_a_process_remembers(evening: Evening) -> None:
    played = evening.launch_and_open()
    with writing():
        make_player(db.session.get_one(Channel, evening.channels[0]), id=1)
        db.session.commit()
    with writing():
        # Another process has widened it, and this one has not heard of it yet.
        db.session.execute(update(Round).values(margin_ms=9_000))
        db.session.commit()
    evening.clock.set(played.times.shuts + 6_900)
    evening.desk.counting.run_once()
    db.session.rollback()
    assert db.session.scalars(select(Round.shut_at)).one() is None

    right = played.content["key"]["right"][0]
    arrived = Arrival(played.times.closes, played.times.closes, evening.clock.now())
    desk = evening.desk
    receipt = run_inline(
        answer(desk.ledger, desk.reader, played, (1, evening.channels[0]), right, arrived)
    )
    assert (receipt.verdict, receipt.elapsed_ms) == (Verdict.ACCEPTED, 30_000)

    evening.clock.advance(100)
    evening.desk.counting.run_once()
    db.session.rollback()
    assert db.session.scalars(select(Board.answers)).one() == 1


def test_too_late_is_not_said_while_the_door_waits_for_others(app: Flask, evening: Evening) -> None:
    played = evening.launch_and_open()
    with writing():
        make_player(db.session.get_one(Channel, evening.channels[0]), id=1)
        db.session.commit()
    right = played.content["key"]["right"][0]
    desk, player = evening.desk, (1, evening.channels[0])
    first, last = played.times.window(evening.channels[0])

    def give(arrived: Arrival) -> Receipt:
        return run_inline(answer(desk.ledger, desk.reader, evening.round(), player, right, arrived))

    # By another network, and handled before what was sent first.
    evening.clock.set(last + 1)
    assert give(Arrival.at(last + 1)) == Receipt(Verdict.TOO_LATE)
    wait_for(evening, 2_400)
    assert give(Arrival.at(last + 2)) == Receipt(Verdict.AWAY)
    held_up = Arrival(last - 400, last - 390, last + 1_500)
    assert give(held_up) == Receipt(Verdict.ACCEPTED, right, last - 400 - first)
    assert give(Arrival.at(last + 1_501)) == Receipt(Verdict.REPEATED, right, last - 400 - first)


def test_too_late_is_said_once_the_wider_door_is_shut(evening: Evening) -> None:
    played = evening.launch_and_open()
    wait_for(evening, 2_400)
    evening.count()
    desk, last = evening.desk, played.times.window(evening.channels[0])[1]
    right = played.content["key"]["right"][0]
    player = (1, evening.channels[0])
    given = answer(
        desk.ledger, desk.reader, evening.round(), player, right, Arrival.at(last + 9_000)
    )
    assert run_inline(given) == Receipt(Verdict.TOO_LATE)
