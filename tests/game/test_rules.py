"""What may have been in time is in time; a door waits as long as answers do, and never less."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.events.timeline import GRACE_MS, MARGIN_MS, STAMP_MS, RoundTimes
from quiz.game.rules import (
    LONGEST_MARGIN_MS,
    OLDEST_STAMP_MS,
    Arrival,
    Verdict,
    counted_from,
    named_tiers,
    outside,
    settle_stamp,
    verdict_by_door,
    wider_margin,
)
from quiz.game.ties import tiers

TIMES = RoundTimes(
    id=1,
    number=1,
    launched_at=100_000,
    lead_ms=5_000,
    seconds=20,
    plateau_ms=4_000,
    delays={1: 0, 2: 3_000},
)
WINDOW = TIMES.window(2)
OPENS, CLOSES = WINDOW
instants = st.integers(OPENS - 30_000, CLOSES + 30_000)
margins = st.integers(MARGIN_MS, LONGEST_MARGIN_MS)


@st.composite
def arrivals(draw: st.DrawFn) -> Arrival:
    earliest, latest, handled = sorted(draw(st.tuples(instants, instants, instants)))
    return Arrival(earliest, latest, handled)


def test_the_window_is_known_to_the_millisecond() -> None:
    assert outside(TIMES, WINDOW, Arrival.at(OPENS - 1)) is Verdict.TOO_EARLY
    assert outside(TIMES, WINDOW, Arrival.at(OPENS)) is None
    assert outside(TIMES, WINDOW, Arrival.at(CLOSES)) is None
    assert outside(TIMES, WINDOW, Arrival.at(CLOSES + 1)) is Verdict.TOO_LATE


@given(arrivals())
def test_it_is_out_of_time_only_where_no_instant_was_in_time(arrived: Arrival) -> None:
    refused = outside(TIMES, WINDOW, arrived)
    assert (refused is Verdict.TOO_EARLY) == (arrived.latest < OPENS)
    assert (refused is Verdict.TOO_LATE) == (arrived.earliest > CLOSES)


@pytest.mark.parametrize("refused", [Verdict.TOO_EARLY, Verdict.TOO_LATE])
@given(margins, st.none() | st.just(CLOSES + 20_000))
def test_too_late_is_for_good_at_the_least_margin_or_once_the_door_is_shut(
    refused: Verdict, margin_ms: int, shut_at: int | None
) -> None:
    times = replace(TIMES, margin_ms=margin_ms, shut_at=shut_at)
    may_change = refused is Verdict.TOO_LATE and margin_ms > MARGIN_MS and shut_at is None
    assert verdict_by_door(times, refused) is (Verdict.AWAY if may_change else refused)


@given(arrivals())
def test_however_long_it_waits_for_us_it_is_judged_the_same(arrived: Arrival) -> None:
    at_once = arrived._replace(handled=arrived.latest)
    assert outside(TIMES, WINDOW, arrived) == outside(TIMES, WINDOW, at_once)
    assert counted_from(WINDOW, arrived) == counted_from(WINDOW, at_once)


@given(arrivals())
def test_the_instant_that_counts_lies_within_the_window(arrived: Arrival) -> None:
    if outside(TIMES, WINDOW, arrived) is None:
        counted = counted_from(WINDOW, arrived)
        assert OPENS <= counted <= CLOSES
        assert counted == arrived.earliest or (counted == OPENS and arrived.earliest < OPENS)


def test_a_cancelled_round_takes_nothing() -> None:
    cancelled = replace(TIMES, cancelled_at=101_000)
    assert outside(cancelled, WINDOW, Arrival.at(OPENS)) is Verdict.TOO_EARLY


@pytest.mark.parametrize(
    ("age_ms", "is_believed"),
    [(0, True), (OLDEST_STAMP_MS, True), (OLDEST_STAMP_MS + 1, False), (-1, False)],
    ids=["at once", "after a wait", "too old", "in the future"],
)
def test_a_stamp_is_bounded_by_our_own_clock(age_ms: int, is_believed: bool) -> None:
    arrived = Arrival(119_000, 120_000, 121_000, stamp=120_000 - age_ms)
    expected = Arrival(arrived.stamp or 0, arrived.stamp or 0, 121_000)
    settled = settle_stamp(arrived, TIMES)
    assert settled == (expected if is_believed else Arrival(119_000, 120_000, 121_000))


@given(arrivals(), instants, margins)
def test_a_stamp_is_believed_as_far_back_as_the_door_reaches(
    arrived: Arrival, stamp: int, margin_ms: int
) -> None:
    times = replace(TIMES, margin_ms=margin_ms)
    settled = settle_stamp(arrived._replace(stamp=stamp), times)
    reach = max(OLDEST_STAMP_MS, GRACE_MS + margin_ms)
    if 0 <= arrived.latest - stamp <= reach:
        assert settled == Arrival(stamp, stamp, arrived.handled)
    else:
        assert settled == arrived


@pytest.mark.parametrize(
    ("waited_ms", "margin_ms"),
    [(0, None), (1_000, None), (1_001, 3_000), (1_500, 3_000), (3_200, 7_000), (90_000, 15_000)],
)
def test_a_door_waits_twice_as_long_as_answers_do(waited_ms: int, margin_ms: int | None) -> None:
    assert wider_margin(TIMES, waited_ms, TIMES.opens) == margin_ms


@given(margins, st.integers(0, 40_000), st.integers(-10_000, 60_000))
def test_a_margin_only_grows_and_only_while_every_process_still_hears_of_it(
    margin_ms: int, waited_ms: int, passed: int
) -> None:
    times, now = replace(TIMES, margin_ms=margin_ms), TIMES.opens + passed
    wider = wider_margin(times, waited_ms, now)
    if wider is None:
        is_on = times.opens <= now < times.shuts - STAMP_MS
        assert not is_on or min(2 * waited_ms, LONGEST_MARGIN_MS) <= margin_ms
    else:
        assert margin_ms < wider <= LONGEST_MARGIN_MS
        assert times.opens <= now < times.shuts - STAMP_MS
        assert 2 * waited_ms <= wider or wider == LONGEST_MARGIN_MS


@pytest.mark.parametrize("ended", [{"shut_at": 131_000}, {"cancelled_at": 101_000}])
def test_what_is_over_has_the_margin_that_it_had(ended: dict[str, int]) -> None:
    assert wider_margin(replace(TIMES, **ended), 9_000, TIMES.opens) is None


@pytest.mark.parametrize(
    ("histogram", "named"),
    [
        ({}, []),
        ({0: 3}, []),
        ({0: 3, 10: 3, 20: 4, 30: 1}, [30, 10]),
        # Ten lines: of the tenth rank nobody is left out, of the eleventh nobody is named.
        (dict.fromkeys((10, 20, 30, 40, 50), 3), [50, 40, 30, 20]),
        ({score: 1 + 99 * (score > 10) for score in range(5, 25)}, []),
        ({score: 1 + 99 * (score > 15) for score in range(5, 25)}, [15]),
        ({5: 0, 6: 1}, [6]),
    ],
)
def test_a_board_names_the_few_of_its_first_ten_lines(
    histogram: dict[int, int], named: list[int]
) -> None:
    assert [tier.score for tier in named_tiers(tiers(histogram, {}))] == named
