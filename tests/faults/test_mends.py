"""Whoever mends a round is killed in the middle, again and again: nothing is done by half."""

import subprocess
import sys
import time
from random import Random

import pytest
from flask import Flask

from quiz.database import writing
from quiz.events.mends import Change
from quiz.events.models import Mend
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.mend import ask_mend
from quiz.game.integrity.check import event_differences
from quiz.game.mend.run import LEASE_MS
from quiz.game.models import Standing
from tests.bench import bulk
from tests.evenings import Evening
from tests.typed_rounds import make_typed

pytestmark = pytest.mark.both_databases

CROWD = 20_000
# At so many percent it is killed: while it judges, while it writes aside, before the switch.
KILLED_AT = (0, 15, 45, 60, 70, 80)
PATIENCE_S = 60
MENDS = """
import sys
from quiz.game.mend.run import mend_all
from quiz.statements import open_book
mend_all(open_book(sys.argv[1], in_turn=True), lambda: int(sys.argv[2]))
"""


def play(evening: Evening, url: str) -> None:
    """A round that a whole crowd answered in a way that the key forgot."""
    make_typed(evening)
    played = evening.launch_and_open()
    rows = list(bulk.players(evening.event_id, evening.channels[0], CROWD, evening.clock.now()))
    bulk.write_rows(url, "player", bulk.PLAYER, rows)
    late = Random(1)
    given = sorted((row[0], late.randrange(1_000, 9_000)) for row in rows)
    answers = (
        (played.times.id, player, "sceptre", played.times.opens + ms, ms, "0", 0)
        for player, ms in given
    )
    bulk.write_rows(url, "answer", bulk.ANSWER, answers)
    evening.count()
    evening.see(Step.REVEAL)


def percent(mend_id: int) -> tuple[int, bool]:
    """How far the mend is, and whether it is done."""
    db.session.rollback()
    mend = db.session.get_one(Mend, mend_id, populate_existing=True)
    return mend.percent, mend.done_at is not None


def kill_at(mend_id: int, child: subprocess.Popen[bytes], most: int) -> None:
    """Let it work until it is so far, then end it as a kernel does."""
    until = time.monotonic() + PATIENCE_S
    while child.poll() is None and time.monotonic() < until:
        so_far, is_done = percent(mend_id)
        if so_far >= most or is_done:
            break
    child.kill()
    child.wait()


def test_it_is_killed_again_and_again(app: Flask, evening: Evening) -> None:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    play(evening, url)
    with writing():
        made = ask_mend(evening.event_id, 1, Change(accept="sceptre"), evening.clock.now(), "test")
        assert made is not None
        mend_id = made.id
        db.session.commit()
    for most in KILLED_AT:
        evening.clock.advance(2 * LEASE_MS)
        command = [sys.executable, "-c", MENDS, url, str(evening.clock.now())]
        kill_at(mend_id, subprocess.Popen(command), most)
    evening.clock.advance(2 * LEASE_MS)
    evening.desk.mending.run_once()
    assert percent(mend_id) == (100, True)
    assert db.session.query(Standing).filter(Standing.right_answers == 1).count() == CROWD
    db.session.rollback()
    assert [str(sentence) for sentence in event_differences(evening.event_id)] == []
