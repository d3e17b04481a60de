"""Flashes that nobody can tap by habit, and delays that one slip does not change."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.delays.rules import (
    APART_MS,
    FIRST_MS,
    FLASH_MS,
    FLASHES,
    STEP_MS,
    TRUSTED_MS,
    DelayReading,
    TapReading,
    TapVerdict,
    flash_instants,
    flashes_shown,
    read_delays,
    read_tap,
    refuse_flashes,
)
from quiz.events.rules import LONGEST_DELAY_MS
from quiz.events.timeline import EventTimes
from tests.events.screens import PLAYED, ROUND

STARTED = 1_000_000
starts = st.integers(min_value=0, max_value=2**45)
delays = st.integers(min_value=0, max_value=LONGEST_DELAY_MS)
numbers = st.integers(min_value=1, max_value=FLASHES)


@given(starts)
def test_flashes_follow_from_their_beginning_and_are_far_apart(started: int) -> None:
    instants = flash_instants(started)
    apart = [later - sooner for sooner, later in pairwise(instants)]

    assert instants == flash_instants(started)
    assert (len(instants), instants[0]) == (FLASHES, started + FIRST_MS)
    # WCAG 2.3.1: never more than three in a second; here one in five at most.
    assert all(FLASH_MS < APART_MS <= pause for pause in apart)


def test_the_pauses_of_different_series_differ() -> None:
    pauses = {flash_instants(started)[2] - flash_instants(started)[1] for started in range(50)}
    assert len(pauses) > 40


def test_flashes_are_shown_until_they_are_over_or_a_question_is_launched() -> None:
    instants = flash_instants(STARTED)
    over = instants[-1] + FLASH_MS

    assert flashes_shown(None, None, STARTED) == ()
    assert flashes_shown(STARTED, None, STARTED) == instants
    assert flashes_shown(STARTED, STARTED - 1, over - 1) == instants
    assert flashes_shown(STARTED, None, over) == ()
    assert flashes_shown(STARTED, STARTED, STARTED) == ()


def test_nothing_flashes_over_a_question_nor_before_its_count() -> None:
    open_now = EventTimes(rounds=(ROUND,))
    shut = EventTimes(rounds=(replace(ROUND, shut_at=140_100),))
    cancelled = EventTimes(rounds=(replace(ROUND, cancelled_at=101_000),))

    assert [refuse_flashes(times) is None for times in (open_now, shut)] == [False, False]
    assert refuse_flashes(EventTimes()) is None
    assert refuse_flashes(EventTimes(rounds=(PLAYED,))) is None
    assert refuse_flashes(cancelled) is None
    assert refuse_flashes(EventTimes(rounds=(PLAYED,), ended_at=200_000)) is not None


@given(starts, numbers, delays)
def test_a_tap_says_how_late_its_flash_was_seen(started: int, number: int, delay: int) -> None:
    at = flash_instants(started)[number - 1] + delay
    assert read_tap(started, number, at) == TapReading(TapVerdict.TAKEN, delay)


@pytest.mark.parametrize(
    ("started_at", "off", "verdict"),
    [
        (None, 0, TapVerdict.EARLY),
        (STARTED, -1, TapVerdict.EARLY),
        (STARTED, 0, TapVerdict.TAKEN),
        (STARTED, LONGEST_DELAY_MS, TapVerdict.TAKEN),
        (STARTED, LONGEST_DELAY_MS + 1, TapVerdict.LATE),
    ],
)
def test_what_no_channel_can_be_is_refused(
    started_at: int | None, off: int, verdict: TapVerdict
) -> None:
    at = flash_instants(STARTED)[1] + off
    assert read_tap(started_at, 2, at).verdict == verdict


@pytest.mark.parametrize(
    ("tapped", "reading"),
    [
        ([], None),
        ([8_400], DelayReading(1, 8_400, 0)),
        ([8_300, 8_700, 8_400], DelayReading(3, 8_400, 300)),
        ([8_400, 8_300, 8_500, 8_400, 8_400, 8_450, 8_350, 20_000], DelayReading(8, 8_400, 100)),
    ],
)
def test_the_middle_of_all_taps_counts_and_one_slip_of_many_does_not(
    tapped: list[int], reading: DelayReading | None
) -> None:
    assert read_delays(tapped) == reading


@given(st.lists(delays, min_size=1, max_size=30))
def test_three_quarters_of_the_taps_lie_within_the_spread(tapped: list[int]) -> None:
    reading = read_delays(tapped)

    assert reading is not None
    assert min(tapped) <= reading.median_ms <= max(tapped)
    near = [d for d in tapped if abs(d - reading.median_ms) <= reading.spread_ms]
    assert 4 * len(near) >= 3 * len(tapped)
    assert reading == read_delays(sorted(tapped))


@given(st.lists(delays, min_size=1, max_size=9), st.integers(min_value=0, max_value=10_000))
def test_a_later_stream_is_later_by_as_much(tapped: list[int], more: int) -> None:
    sooner, later = read_delays(tapped), read_delays([delay + more for delay in tapped])

    assert sooner is not None
    assert later is not None
    assert abs(later.median_ms - sooner.median_ms - more) <= 1
    assert abs(later.spread_ms - sooner.spread_ms) <= 1


@given(delays)
def test_the_proposed_delay_is_the_nearest_step(median: int) -> None:
    proposed = DelayReading(3, median, 0).proposed_ms

    assert proposed % STEP_MS == 0
    assert 0 <= proposed <= LONGEST_DELAY_MS
    assert abs(proposed - median) <= STEP_MS // 2


def test_nothing_is_told_to_be_exact() -> None:
    assert [DelayReading(3, 8_400, spread).told_spread_ms for spread in (0, 300)] == [100, 300]


def test_few_or_distant_taps_are_not_trusted() -> None:
    assert [DelayReading(taps, 8_400, 0).is_trusted for taps in (2, 3)] == [False, True]
    assert DelayReading(3, 8_400, TRUSTED_MS).is_trusted
    assert not DelayReading(3, 8_400, TRUSTED_MS + 1).is_trusted
