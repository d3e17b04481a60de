"""A worker writes down what it could do, as long as it lives."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.capacity.gauge import (
    CROWD_LASTS_S,
    EVERY_S,
    REMEMBERED_MS,
    TRIED_EVERY_S,
    Gauge,
    busy_s,
    waited_s,
)
from quiz.capacity.lag import WaitingLine
from quiz.capacity.models import WorkerCapacity
from quiz.capacity.queries import read_least_capacity, read_load
from quiz.capacity.rules import LATELY_MS, LIVES_MS, Load
from quiz.capacity.strain import Strain
from quiz.database import writing
from quiz.extensions import db
from quiz.statements import open_book
from tests.clocks import SettableClock

NODE = "0123456789abcdef"


class Tried:
    """A trial with a result of its own, which counts how often it was made."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.made = 0

    def __call__(self) -> float:
        self.made += 1
        return self.rate


class Timer:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.s = 100_000.0

    def __call__(self) -> float:
        return self.s


def make_gauge(
    app: Flask,
    clock: SettableClock,
    timer: Timer,
    served: Mapping[str, int] | None = None,
    capacity: Callable[[], int] = lambda: 16_000,
    line: WaitingLine | None = None,
) -> Gauge:
    clock.clock.node = NODE
    opens = partial(open_book, app.config["SQLALCHEMY_DATABASE_URI"], in_turn=True)
    waiting = line or WaitingLine()
    return Gauge(
        opens, clock.clock, lambda: served or {}, lambda: (0, 0.0), capacity, waiting, timer
    )


def keep_worker(name: str, node: str, at: int, rate: int) -> None:
    with writing():
        db.session.add(WorkerCapacity(id=name, node=node, at=at, rate=rate))
        db.session.commit()


def rates() -> list[tuple[str, int, int]]:
    db.session.rollback()
    rows = db.session.execute(
        select(WorkerCapacity.node, WorkerCapacity.at, WorkerCapacity.rate).order_by(
            WorkerCapacity.rate
        )
    )
    return [(node, at, rate) for node, at, rate in rows]


@pytest.mark.both_databases
def test_a_worker_says_what_it_could_do_and_nothing_once_it_ends(
    app: Flask, clock: SettableClock
) -> None:
    gauge, tried = make_gauge(app, clock, Timer()), Tried(40_000.0)
    gauge.prepare(tried)
    gauge.run_once()
    assert (rates(), tried.made) == ([(NODE, clock.now(), 40_000)], 1)
    assert read_load(None) == Load(10_000)
    db.session.rollback()
    gauge.end()
    assert rates() == []


@pytest.mark.both_databases
def test_all_hear_of_the_line_before_a_worker(app: Flask, clock: SettableClock) -> None:
    timer, line = Timer(), WaitingLine()
    gauge = make_gauge(app, clock, timer, line=line)
    gauge.prepare(Tried(40_000.0))
    found = []
    for late_ms in (1_200, 0, 0):
        line.note_look(late_ms)
        line.note_look(late_ms)
        gauge.run_once()
        timer.s += EVERY_S
        found.append(read_load(None))
        db.session.rollback()
    gauge.end()
    steps = (Strain.SCENES, Strain.POLLS, Strain.CALM)
    assert found == [Load(10_000, strain) for strain in steps]
    assert [load.polled for load in found] == [5_000, 5_000, 10_000]


@pytest.mark.both_databases
def test_a_worker_that_takes_anothers_place_is_not_tried_out(
    app: Flask, clock: SettableClock
) -> None:
    keep_worker("sibling", NODE, clock.now() - LIVES_MS + 1, 21_000)
    keep_worker("elsewhere", "f" * 16, clock.now(), 90_000)
    gauge, tried = make_gauge(app, clock, Timer()), Tried(40_000.0)
    gauge.prepare(tried)
    assert (gauge.speed.rate, tried.made) == (21_000.0, 0)
    gauge.end()


@pytest.mark.both_databases
def test_whoever_was_silent_for_a_minute_is_forgotten(app: Flask, clock: SettableClock) -> None:
    keep_worker("gone", "f" * 16, clock.now() - REMEMBERED_MS - 1, 90_000)
    keep_worker("late", "f" * 16, clock.now() - REMEMBERED_MS, 80_000)
    gauge = make_gauge(app, clock, Timer())
    gauge.prepare(Tried(40_000.0))
    gauge.run_once()
    assert [rate for _node, _at, rate in rates()] == [40_000, 80_000]
    gauge.end()


def test_what_a_process_did_only_grows() -> None:
    before, waited = busy_s(), waited_s()
    total = sum(range(200_000))
    assert (total > 0, busy_s() > before, waited_s() >= waited >= 0) == (True, True, True)


def test_while_nobody_plays_it_is_tried_out_again_each_minute(
    app: Flask, clock: SettableClock
) -> None:
    timer, tried, served = Timer(), Tried(40_000.0), {"pulse": 1_000}
    gauge = make_gauge(app, clock, timer, served)
    gauge.prepare(tried)
    tried.rate = 20_000.0
    timer.s += TRIED_EVERY_S + 1
    gauge.run_once()
    assert (tried.made, gauge.speed.tried) == (2, 20_000.0)
    served["pulse"] += 50_000
    timer.s += TRIED_EVERY_S + 1
    gauge.run_once()
    learnt = gauge.speed
    timer.s += CROWD_LASTS_S - 1
    gauge.run_once()
    assert (tried.made, gauge.speed, learnt.served > 0) == (2, learnt, True)
    timer.s += 2
    gauge.run_once()
    assert (tried.made, gauge.speed.served) == (3, 0.0)
    gauge.end()


@pytest.mark.both_databases
def test_the_least_that_phones_were_told_by_is_known_for_fifteen_seconds(
    app: Flask, clock: SettableClock
) -> None:
    timer, known = Timer(), [9_000, 4_000, 12_000]
    gauge = make_gauge(app, clock, timer, capacity=lambda: known[0])
    gauge.prepare(Tried(40_000.0))
    told = []
    for passed in (0.0, 1.0, 1.0, LATELY_MS / 1_000 - 1.0, 1.0):
        timer.s += passed
        clock.advance(int(1_000 * passed))
        gauge.run_once()
        db.session.rollback()
        told.append(read_least_capacity(read_load(None)))
        if len(known) > 1:
            del known[0]
    assert told == [9_000, 4_000, 4_000, 4_000, 10_000]
    assert read_least_capacity(read_load(3_000)) == 3_000
    db.session.rollback()
    gauge.end()
    assert read_least_capacity(read_load(None)) == 16_000
