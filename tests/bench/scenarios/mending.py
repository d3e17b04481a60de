"""A mend of a round that a whole crowd answered: how long it takes, and whom it holds up."""

import time
from collections.abc import Iterator
from statistics import median

from quiz.audit.actions import CONSOLE
from quiz.clock import clock
from quiz.database import writing
from quiz.events.mends import Change
from quiz.events.models import Mend
from quiz.extensions import db
from quiz.game.actions.mend import ask_mend
from quiz.game.integrity.check import event_differences
from tests.bench.crowd import Crowd, answer_all, close_and_reveal, make_crowd, open_round
from tests.bench.figures import Bench, Figure
from tests.bench.scenarios.counting import window
from tests.bench.sites import CROWD

PATIENCE_S = 60
MOST_S = 5.0
SLOWEST_S = 10


def mend_whole(bench: Bench) -> Iterator[Figure]:
    """Another weight, so that every answer changes; beside it, answers of another event."""
    crowd = make_crowd("rectifie", CROWD, rounds=1)
    answer_all(crowd, open_round(crowd))
    # The last of them is ten seconds late, and in time.
    time.sleep(SLOWEST_S)
    close_and_reveal(crowd)
    spent, ratios, refused = [], [], 0
    for run in range(bench.runs):
        without = window(bench, open_round(bench.site.crowd), clock.now() + 2_500)
        played = open_round(bench.site.crowd)
        mend_id = ask(crowd, Change(weight=2 - run % 2))
        during = window(bench, played, clock.now())
        spent.append(wait(mend_id))
        ratios.append(during.stored / without.stored)
        refused += during.result.errors
    took, ratio = median(spent), median(ratios)
    what = f"mend of {CROWD:,} answers that all change, beside answers of another event"
    yield Figure(what, f"{took:.2f} s", None, f"< {MOST_S:.0f} s", took < MOST_S)
    what = "answers of another event over 3 s around it, to without"
    yield Figure(what, f"{refused:,} errors", ratio, "none told 503", not refused)
    found = len(list(event_differences(crowd.event_id)))
    yield Figure("differences from a recount after it", str(found), None, "0", not found)


def ask(crowd: Crowd, change: Change) -> int:
    """Ask for a mend of the first round; its number."""
    db.session.rollback()
    with writing():
        mend = ask_mend(crowd.event_id, 1, change, clock.now(), CONSOLE)
        if mend is None:
            raise RuntimeError("there is nothing to mend")
        number = mend.id
        db.session.commit()
    return number


def wait(mend_id: int) -> float:
    """How many seconds after it was asked for the mend was done."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        db.session.rollback()
        mend = db.session.get_one(Mend, mend_id, populate_existing=True)
        if mend.done_at is not None:
            return (mend.done_at - mend.asked_at) / 1000
        if time.monotonic() > deadline:
            raise RuntimeError("nothing was mended")
        time.sleep(0.1)
