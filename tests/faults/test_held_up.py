"""Processes that stand still for seconds: what was sent in time meanwhile is in time."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import update

from quiz.database import writing
from quiz.events.facts import RoundFacts
from quiz.events.models import Event, Round
from quiz.extensions import db
from tests.faults.crowd import make_player, wait_until_open
from tests.faults.house import House
from tests.faults.judge import judge
from tests.faults.nights import Night, make_night, wait_until

pytestmark = pytest.mark.both_databases

OPEN_S = 10
BEFORE_MS, AFTER_MS = 1_000, 2_200
# As a process widens it whose answers wait for three seconds and a half.
MARGIN_MS = 7_000


@contextmanager
def standing_still(house: House) -> Iterator[None]:
    """All processes that answer stand still, as on a machine whose host is busy."""
    held = house.workers()
    for pid in held:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in held:
            os.kill(pid, signal.SIGCONT)


def widen_margin(night: Night, played: RoundFacts) -> None:
    """Let the door wait longer, and every process know it."""
    with night.app.app_context(), writing():
        widened = update(Round).where(Round.id == played.times.id)
        db.session.execute(widened.values(margin_ms=MARGIN_MS))
        seen = update(Event).where(Event.id == night.event_id)
        db.session.execute(seen.values(version=Event.version + 1))
        db.session.commit()


def test_what_came_while_everybody_stood_still_is_in_time(house: House) -> None:
    night = make_night(house, OPEN_S)
    played = night.open(OPEN_S)
    assert wait_until_open(house, night, played.times.window(0)[1])
    widen_margin(night, played)
    first, last = played.times.window(0)
    value = played.content["choices"][0]["id"]
    timely, tardy = make_player(house, night), make_player(house, night)
    for player in (timely, tardy):
        player.join()

    wait_until(last - BEFORE_MS)
    with ThreadPoolExecutor(2) as pool:
        with standing_still(house):
            in_time = pool.submit(timely.answer, 1, value)
            wait_until(last + AFTER_MS // 2)
            too_late = pool.submit(tardy.answer, 1, value)
            wait_until(last + AFTER_MS)
        answered = in_time.result()
        assert too_late.result().status == 410
    assert answered.status == 201
    assert answered.json["elapsed_ms"] <= last - first
    for player in (timely, tardy):
        player.hang_up()
    books = judge(house, night, [timely, tardy])
    assert len(books.answers) == 1
