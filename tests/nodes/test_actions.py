"""A node keeps its time by PostgreSQL's clock and with the other nodes; its workers keep one."""

import threading
import time
from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import select, update

from quiz.clock import Clock
from quiz.database import connect_raw, writing
from quiz.extensions import db
from quiz.nodes.actions import begin_time, keep_time, measure
from quiz.nodes.models import Node
from quiz.nodes.queries import read_time
from quiz.nodes.rules import DOUBTS, MEASURED_EVERY_MS, REMEMBERED_MS, ClockVerdict, NodeFacts

BEHIND_MS = 60_000
STEP_MS = 30_000
# Two clocks are compared through a database on a machine that does many other things.
ABOUT_MS = 10_000
PATIENCE_S = 20

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.parametrize("backend", ["postgresql"], indirect=True),
]


def make_clock(behind_ms: int = BEHIND_MS, node: str = "") -> Clock:
    """The clock of a machine whose wall is so far behind the database's."""
    clock = Clock(wall_ms=time.time_ns() // 1_000_000 - behind_ms)
    clock.node = node
    return clock


def make_node(name: str, disagreement: int = 0, *, age: int = 0) -> None:
    """Another machine, as it was so many milliseconds ago."""
    with writing():
        at = read_time(Clock()).database_ms - age
        db.session.add(
            Node(
                id=name,
                seen_at=at,
                offset_ms=0,
                goal_ms=0,
                disagreement_ms=disagreement,
                apart=0,
            )
        )
        db.session.commit()


def let_time_pass(*names: str, ms: int = MEASURED_EVERY_MS) -> None:
    """Let it be so long ago that these nodes were measured, or all."""
    with writing():
        older = update(Node).values(seen_at=Node.seen_at - ms)
        db.session.execute(older.where(Node.id.in_(names)) if names else older)
        db.session.commit()


def node_ids() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Node.id).order_by(Node.id)))


def facts(node_id: str) -> NodeFacts:
    found = read_time(Clock()).node(node_id)
    db.session.rollback()
    assert found is not None
    return found


def freeze(clock: Clock, later_s: int = 0) -> None:
    """Let the clock stand still where it is, or so many seconds later."""
    reading = clock.source() + later_s * 1_000_000_000
    clock.source = lambda: reading


def is_about(value: int, expected: int) -> bool:
    return abs(value - expected) <= ABOUT_MS


def test_who_starts_first_has_the_database_s_time(app: Flask) -> None:
    clock = make_clock()
    begin_time(clock)
    assert is_about(clock.offset_ms, BEHIND_MS)
    assert node_ids() == []


def test_a_worker_takes_its_node_s_offset_and_its_way(app: Flask) -> None:
    first = make_clock(node="aa")
    begin_time(first)
    keep_time(first, is_on=True)
    with writing():
        db.session.execute(update(Node).values(goal_ms=Node.offset_ms + 40_000))
        db.session.commit()
    later, stored = make_clock(node="aa"), facts("aa")
    freeze(later)
    begin_time(later)
    assert later.offset_ms == stored.offset_ms
    freeze(later, 10)
    assert later.offset_ms == stored.offset_ms + 40


def test_a_node_that_starts_later_has_the_others_time(app: Flask) -> None:
    make_node("bb", STEP_MS)
    clock = make_clock(node="aa")
    begin_time(clock)
    assert is_about(clock.offset_ms, BEHIND_MS - STEP_MS)
    found = keep_time(clock, is_on=True)
    assert (is_about(found.disagreement_ms, STEP_MS), found.verdict) == (True, ClockVerdict.STEPPED)


def test_a_node_draws_its_own_name_where_none_was_given(app: Flask) -> None:
    clock = make_clock()
    begin_time(clock)
    assert keep_time(clock, is_on=True).verdict is ClockVerdict.AGREED
    assert (len(clock.node), node_ids()) == (16, [clock.node])


def test_whichever_worker_is_first_measures_for_all(app: Flask) -> None:
    workers = [make_clock(node="aa") for _ in range(3)]
    for clock in workers:
        begin_time(clock)
        keep_time(clock, is_on=True)
    let_time_pass()
    seen = []
    for clock in workers:
        keep_time(clock, is_on=True)
        seen.append(facts("aa"))
    assert seen == [seen[0]] * 3
    for clock in workers:
        freeze(clock, 3_600)
        assert clock.offset_ms == seen[0].goal_ms


def test_a_small_difference_is_slewed_to(app: Flask) -> None:
    clock = make_clock(node="aa")
    begin_time(clock)
    clock.begin_at(before := clock.offset_ms - 500)
    freeze(clock)
    found = keep_time(clock, is_on=True)
    stored = facts("aa")
    assert (found.verdict, stored.offset_ms, clock.offset_ms) == (
        ClockVerdict.AGREED,
        before,
        before,
    )
    assert stored.goal_ms == before + found.disagreement_ms > before
    freeze(clock, 1)
    assert clock.offset_ms == before + 4


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("is_on", [True, False], ids=["on", "nothing is on"])
def test_a_step_that_all_see_moves_none_while_an_event_is_on(
    app: Flask, is_on: bool, sign: int
) -> None:
    clock = make_clock(node="aa")
    begin_time(clock)
    # As if the database's clock had gone by that.
    clock.begin_at(before := clock.offset_ms - sign * STEP_MS)
    make_node("bb", sign * STEP_MS)
    found = keep_time(clock, is_on=is_on)
    assert (is_about(found.disagreement_ms, sign * STEP_MS), found.verdict) == (
        True,
        ClockVerdict.STEPPED,
    )
    moved = facts("aa").goal_ms - before
    assert is_about(moved, 0 if is_on else sign * STEP_MS)


def test_a_node_that_is_alone_says_so_at_last_and_comes_back(app: Flask) -> None:
    clock = make_clock(node="aa")
    begin_time(clock)
    clock.begin_at(clock.offset_ms - STEP_MS)
    freeze(clock)
    verdicts, ways = [], []
    for number in range(DOUBTS + 1):
        for name in "bc":
            make_node(f"{name}{number}")
        verdicts.append(keep_time(clock, is_on=True).verdict)
        stored = facts("aa")
        ways.append((stored.goal_ms - stored.offset_ms) // stored.disagreement_ms)
        let_time_pass("aa")
    assert verdicts == [ClockVerdict.AGREED] * DOUBTS + [ClockVerdict.ALONE]
    assert ways == [0] * DOUBTS + [1]


def test_machines_that_are_gone_are_forgotten(app: Flask) -> None:
    clock = make_clock(node="aa")
    make_node("bb", age=REMEMBERED_MS - STEP_MS)
    make_node("cc", age=REMEMBERED_MS + 1)
    make_node("dd", age=-REMEMBERED_MS - STEP_MS)
    keep_time(clock, is_on=True)
    assert node_ids() == ["aa", "bb"]


@pytest.mark.parametrize(("held", "measured"), [("bb", True), ("aa", False)])
def test_nobody_is_waited_for_who_holds_a_row(
    app: Flask, database_url: str, held: str, measured: bool
) -> None:
    clock = make_clock(node="aa")
    begin_time(clock)
    keep_time(clock, is_on=True)
    if held == "bb":
        make_node("bb", age=REMEMBERED_MS + 1)
    let_time_pass("aa")
    before = facts("aa")
    with closing(connect_raw(database_url)) as other:
        other.execute("BEGIN")
        other.execute("SELECT 1 FROM node WHERE id = %s FOR UPDATE", (held,))
        # Who waits all the same is let go of in the end, and fails.
        release = threading.Timer(PATIENCE_S, other.close)
        release.start()
        keep_time(clock, is_on=True)
        assert not other.closed
        release.cancel()
        assert (facts("aa") != before) is measured
        assert ("bb" in node_ids()) is (held == "bb")


def test_a_row_that_was_forgotten_is_written_again(app: Flask) -> None:
    clock = make_clock(node="aa")
    begin_time(clock)
    keep_time(clock, is_on=True)
    before = facts("aa")
    with writing():
        db.session.delete(db.session.get(Node, "aa"))
        db.session.commit()
    assert keep_time(clock, is_on=True).verdict is ClockVerdict.AGREED
    assert is_about(facts("aa").offset_ms, before.offset_ms)


def test_two_workers_that_measure_at_once_write_one_measurement(
    app: Flask,
) -> None:
    slow, fast = make_clock(node="aa"), make_clock(node="aa")
    begin_time(slow)
    keep_time(slow, is_on=True)
    let_time_pass()
    stale = read_time(slow)
    db.session.rollback()
    keep_time(fast, is_on=True)
    written = facts("aa")
    measure(slow, stale, is_on=True)
    assert facts("aa") == written
