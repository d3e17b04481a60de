"""What a worker could do follows from what a crowd costs it; what phones ask for, from all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.capacity.rules import (
    FALLING,
    LEAST_WORK,
    LIVES_MS,
    RISING,
    UNMEASURED,
    Load,
    Second,
    Speed,
    WorkerRate,
    load_of,
    speed_after,
    speed_rehearsed,
    work_of,
)
from quiz.capacity.strain import Strain

AT = 1_598_443_200_000


def test_requests_are_counted_in_pulses() -> None:
    assert work_of({"pulse": 10, "answer": 4, "player": 2, "other": 99}) == 10 + 10 + 10


def test_a_worker_that_was_only_tried_does_what_it_did_then() -> None:
    assert Speed(30_000).rate == 30_000


def test_what_requests_cost_bounds_what_it_could_do() -> None:
    busy = speed_after(Speed(30_000), Second(1.0, 5_000, 0.5))
    assert (busy.cost_s, busy.served, busy.rate) == (0.0001, 5_000, 10_000)


def test_it_could_never_do_more_than_it_was_seen_to_do() -> None:
    quick = speed_after(Speed(30_000), Second(1.0, 5_000, 0.05))
    assert quick.rate == 30_000
    loaded = speed_after(quick, Second(1.0, 40_000, 1.0))
    assert (loaded.served, loaded.rate) == (40_000, 40_000)


def test_a_cost_that_rises_is_believed_sooner_than_one_that_falls() -> None:
    known = Speed(90_000, cost_s=0.0001)
    slower = speed_after(known, Second(1.0, 1_000, 0.3))
    assert slower.cost_s == pytest.approx(0.0001 + 0.0002 * RISING)
    faster = speed_after(known, Second(1.0, 1_000, 0.05))
    assert faster.cost_s == pytest.approx(0.0001 - 0.00005 * FALLING)


def test_a_rehearsal_makes_a_machine_no_faster_and_may_make_it_slower() -> None:
    known = Speed(20_000, served=10_000, cost_s=0.0001, entry_s=0.001)
    quick = Second(1.0, 40_000, 0.1, entries=1_000, entries_s=0.01)
    assert speed_after(known, quick).rate > known.rate
    assert speed_rehearsed(known, quick) == known
    slow = Second(1.0, 1_000, 0.9, entries=100, entries_s=0.5)
    assert speed_rehearsed(known, slow) == speed_after(known, slow)
    assert speed_rehearsed(Speed(20_000), quick).rate <= 20_000


def test_half_the_processor_halves_the_rate_within_four_seconds() -> None:
    known = Speed(20_000, cost_s=0.00005)
    for _ in range(4):
        known = speed_after(known, Second(1.0, 4_000, 0.4))
    assert known.rate == pytest.approx(10_000, rel=0.05)


@given(st.floats(-1e6, 1e6), st.floats(LEAST_WORK, 1e6))
def test_what_was_done_in_a_second_can_be_done_in_a_second(busy_s: float, work: float) -> None:
    known = speed_after(Speed(1e9), Second(1.0, work, busy_s))
    assert known.rate >= work * 0.999


def test_a_second_of_little_work_says_nothing() -> None:
    known = Speed(20_000, cost_s=0.00005)
    assert speed_after(known, Second(1.0, LEAST_WORK - 1, 0.9)) == known


def test_a_database_that_writes_slowly_bounds_it_too() -> None:
    slow = speed_after(Speed(30_000), Second(1.0, 0, 0.0, 1_000, 1.0))
    assert (slow.entry_s, slow.rate) == (0.001, 2_500)


def test_the_capacity_is_a_quarter_of_what_all_could_do() -> None:
    workers = [WorkerRate(AT, 30_000), WorkerRate(AT - 900, 34_000)]
    assert load_of(workers) == Load(16_000)


def test_whoever_was_silent_for_three_seconds_is_not_counted() -> None:
    lived = WorkerRate(AT - LIVES_MS + 1, 20_000)
    died = WorkerRate(AT - LIVES_MS, 20_000)
    assert load_of([WorkerRate(AT, 20_000), lived]) == Load(10_000)
    assert load_of([WorkerRate(AT, 20_000), died]) == Load(5_000)


def test_the_longest_line_of_those_that_live_is_the_strain_of_all() -> None:
    waits, calm = WorkerRate(AT, 20_000, 2_400), WorkerRate(AT, 20_000)
    gone = WorkerRate(AT - LIVES_MS, 20_000, 9_000)
    assert load_of([calm, waits, gone]) == Load(10_000, Strain.JOINS)
    assert load_of([calm, gone]) == Load(5_000, Strain.CALM)


def test_a_setting_only_bounds_it() -> None:
    workers = [WorkerRate(AT, 40_000)]
    assert (load_of(workers, 3_000), load_of(workers, 90_000)) == (Load(3_000), Load(10_000))


def test_before_anybody_has_spoken_it_is_a_guess() -> None:
    assert (load_of([]), load_of([], 500)) == (Load(UNMEASURED), Load(500))


def test_only_two_figures_of_it_move() -> None:
    assert load_of([WorkerRate(AT, 4 * 12_999)]) == Load(12_000)
    assert load_of([WorkerRate(AT, 0)]) == Load(1)


@given(st.lists(st.integers(0, 200_000), min_size=1), st.integers(0, 200_000))
def test_another_worker_never_makes_it_less(rates: list[int], more: int) -> None:
    workers = [WorkerRate(AT, rate) for rate in rates]
    assert load_of([*workers, WorkerRate(AT, more)]) >= load_of(workers)
