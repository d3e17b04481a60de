"""What an auto-pilot does next, without app or database."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.events.rules import Step
from quiz.events.timeline import EventTimes, RoundTimes
from quiz.pilots.rules import Due, Planned, Timetable, launch_hour, next_due

T0 = 1_598_443_200_000  # 26 August 2020, 12:00 UTC
TABLE = Timetable(answer_s=12, talk_s=60)
ENDS = Timetable(answer_s=12, talk_s=60, ends=True)
MORE = Planned(is_there=True)
NONE = Planned(is_there=False)


def make_times(**columns: object) -> EventTimes:
    """An event whose only round was launched at T0: open from +5 s to +35 s, shut at +38 s."""
    played = RoundTimes(
        id=1, number=1, launched_at=T0, lead_ms=5_000, seconds=30, plateau_ms=5_000, delays={}
    )
    values = {name: getattr(played, name) for name in RoundTimes.__slots__}
    return EventTimes(rounds=(RoundTimes(**(values | columns)),))


BEFORE = make_times()
CLICKED = {"reveal_click_at": T0 + 35_000}
COUNTED = CLICKED | {"counted_at": T0 + 39_000}
BOARD = COUNTED | {"board_click_at": T0 + 51_000}


@pytest.mark.parametrize(
    ("times", "timetable", "planned", "due"),
    [
        (EventTimes(), TABLE, MORE, Due(Step.LAUNCH, 1, T0 - 40_000)),
        (EventTimes(), TABLE, Planned(True, T0 + 7), Due(Step.LAUNCH, 1, T0 + 7)),
        (EventTimes(), TABLE, NONE, None),
        (EventTimes(), ENDS, NONE, None),
        (BEFORE, TABLE, MORE, Due(Step.REVEAL, 1, T0 + 35_000)),
        (make_times(extensions=1), TABLE, MORE, Due(Step.REVEAL, 1, T0 + 45_000)),
        (make_times(**CLICKED), TABLE, MORE, Due(Step.BOARD, 1, T0 + 50_500, firm=False)),
        (make_times(**COUNTED), TABLE, MORE, Due(Step.BOARD, 1, T0 + 51_000)),
        (make_times(**BOARD), TABLE, MORE, Due(Step.LAUNCH, 2, T0 + 111_000)),
        (make_times(**BOARD), TABLE, NONE, None),
        (make_times(**BOARD), ENDS, NONE, Due(Step.END, 1, T0 + 111_000)),
        # An hour of its own waits for no talk, but for the board to be seen.
        (
            make_times(**BOARD),
            TABLE,
            Planned(True, T0 + 600_000),
            Due(Step.LAUNCH, 2, T0 + 600_000),
        ),
        (make_times(**BOARD), TABLE, Planned(True, T0), Due(Step.LAUNCH, 2, T0 + 54_000)),
        # A void question has neither answer nor board.
        (
            make_times(voided_at=T0 + 9_000),
            TABLE,
            MORE,
            Due(Step.LAUNCH, 2, T0 + 72_500, firm=False),
        ),
        (
            make_times(voided_at=T0 + 9_000, counted_at=T0 + 13_000),
            TABLE,
            MORE,
            Due(Step.LAUNCH, 2, T0 + 73_000),
        ),
        # After a tie-break nothing but the end comes by itself.
        (make_times(tie_break=True, **BOARD), TABLE, MORE, None),
        (make_times(tie_break=True, **BOARD), ENDS, MORE, Due(Step.END, 1, T0 + 111_000)),
    ],
)
def test_what_comes_next(
    times: EventTimes, timetable: Timetable, planned: Planned, due: Due | None
) -> None:
    assert next_due(times, timetable, planned, T0 - 100_000) == due


def test_an_event_that_ends_has_nothing_next() -> None:
    times = EventTimes(rounds=make_times(**BOARD).rounds, ended_at=T0 + 100_000)
    assert next_due(times, ENDS, MORE, T0) is None


def test_whoever_hands_it_over_sees_what_comes() -> None:
    due = next_due(BEFORE, TABLE, MORE, T0 + 90_000)
    assert due == Due(Step.REVEAL, 1, T0 + 95_000)


@given(st.integers(-20_000, 20_000))
def test_a_step_is_due_before_it_is_late(passed: int) -> None:
    due, now = Due(Step.REVEAL, 1, T0), T0 + passed
    assert (due.is_due(now), due.is_late(now)) == (passed >= -500, passed > 4_500)
    waiting = Due(Step.BOARD, 1, T0, firm=False)
    assert not waiting.is_due(now)
    assert not waiting.is_late(now)


@pytest.mark.parametrize(
    ("clock_time", "zone", "hour"),
    [
        # At noon UTC it is 14:00 in Paris and 20:00 in Beijing.
        (time(14, 0), "Europe/Paris", datetime(2020, 8, 26, 12, 0, tzinfo=UTC)),
        (time(20, 5, 30), "Asia/Shanghai", datetime(2020, 8, 26, 12, 5, 30, tzinfo=UTC)),
        (time(13, 59), "Europe/Paris", datetime(2020, 8, 26, 11, 59, tzinfo=UTC)),
        (time(0, 10), "Europe/Paris", datetime(2020, 8, 26, 22, 10, tzinfo=UTC)),
        (time(7, 59), "Europe/Paris", datetime(2020, 8, 27, 5, 59, tzinfo=UTC)),
    ],
)
def test_an_hour_on_the_wall_is_the_one_that_is_near(
    clock_time: time, zone: str, hour: datetime
) -> None:
    assert launch_hour(clock_time, zone, T0) == round(hour.timestamp() * 1_000)
