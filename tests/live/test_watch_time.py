"""A process knows whether an event is on, and keeps its time by the database meanwhile."""

import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, update

from quiz.clock import Clock
from quiz.database import writing
from quiz.events.timeline import EventTimes, RoundTimes
from quiz.extensions import db
from quiz.live import watch
from quiz.live.watch import ON_FOR_MS, Watch, is_on
from quiz.nodes.models import Node
from quiz.nodes.rules import DOUBTS, ClockVerdict
from tests.clocks import EVENING

BEHIND_MS = 60_000
ABOUT_MS = 10_000  # on a machine that does many other things


def make_round(launched_at: int, cancelled_at: int | None = None) -> RoundTimes:
    return RoundTimes(1, 1, launched_at, 5_000, 20, 3_000, {}, cancelled_at)


@pytest.mark.parametrize(
    ("times", "on"),
    [
        (EventTimes(), False),
        (EventTimes((make_round(EVENING - ON_FOR_MS + 1),)), True),
        (EventTimes((make_round(EVENING - ON_FOR_MS),)), False),
        (EventTimes((make_round(EVENING + 500),)), True),
        (EventTimes((make_round(EVENING, cancelled_at=EVENING),)), False),
        (EventTimes((make_round(EVENING),), ended_at=EVENING), False),
        (EventTimes((make_round(EVENING),), ended_at=EVENING + 8_000), True),
    ],
)
def test_an_event_is_on_for_an_hour_after_its_last_launch(times: EventTimes, on: bool) -> None:
    assert is_on(times, EVENING) is on


def has_node() -> bool:
    db.session.rollback()
    return db.session.scalar(select(Node.id)) is not None


def eventually(is_so: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether `is_so` becomes true in time."""
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


@pytest.mark.postgresql
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_it_begins_with_the_database_s_time_and_then_says_how_the_clock_stands(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "TIME_EVERY_S", 0.0)
    clock = Clock(wall_ms=time.time_ns() // 1_000_000 - BEHIND_MS)
    process = Watch(app, app.extensions["runtime"].reader, clock)
    process.start()
    try:
        assert abs(clock.offset_ms - BEHIND_MS) < ABOUT_MS
        assert eventually(has_node)
        assert process.agreement.verdict is ClockVerdict.AGREED
        with writing():
            db.session.execute(update(Node).values(apart=DOUBTS, disagreement_ms=-BEHIND_MS))
            # The others, which have another time.
            for name in ("bb", "cc"):
                values = {"offset_ms": 0, "goal_ms": 0, "disagreement_ms": BEHIND_MS, "apart": 0}
                at = clock.now()
                db.session.add(Node(id=name, seen_at=at, **values))
            db.session.commit()
        assert eventually(lambda: process.agreement.verdict is ClockVerdict.ALONE)
    finally:
        process.end()
