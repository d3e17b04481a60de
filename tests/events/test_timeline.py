"""The timeline by table and by brute force: equal windows, nobody ahead, no early reveal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.events.phases import Phase
from quiz.events.timeline import (
    ANSWER_MS,
    BOARD_MS,
    GRACE_MS,
    OVERLAY,
    EventTimes,
    Moment,
    Pause,
    RoundTimes,
    current,
    following,
    moments,
)
from quiz.events.waits import start_after
from tests.events.screens import PLAYED, ROUND, next_of, phases


def test_instants_follow_from_the_launch() -> None:
    assert (ROUND.opens, ROUND.closes, ROUND.shuts) == (105_000, 125_000, 140_000)


@pytest.mark.parametrize(
    ("click", "closes"),
    [(101_000, 111_000), (108_000, 113_000), (119_900, 124_900), (124_000, 125_000)],
)
def test_an_early_close_leaves_the_lead_and_the_plateau(click: int, closes: int) -> None:
    assert replace(ROUND, close_click_at=click).closes == closes


def test_an_extension_moves_the_close_and_the_door_and_nothing_else() -> None:
    longer = replace(ROUND, extensions=2)
    assert (longer.closes, longer.shuts, longer.seconds) == (145_000, 160_000, 20)


def test_a_close_holds_after_the_lead_that_was_frozen_with_it() -> None:
    slow = replace(ROUND, close_click_at=108_000, close_lead_ms=9_000)
    assert (slow.closes, replace(slow, extensions=3).closes) == (117_000, 117_000)


def test_a_void_round_closes_at_once() -> None:
    assert replace(ROUND, voided_at=109_000).closes == 109_000


def test_a_channel_sees_each_phase_later_by_its_delay() -> None:
    times = EventTimes((PLAYED,))
    instants = (99_999, 100_000, 105_000, 125_000, 140_700, 150_000)
    expected = ["lobby", "ready", "open", "closed", "revealed", "board"]
    assert phases(times, 1, *instants) == expected
    assert phases(times, OVERLAY, *instants) == expected
    assert phases(times, 3, *(instant + 12_000 for instant in instants)) == expected


def test_a_reveal_waits_for_the_count() -> None:
    assert replace(ROUND, reveal_click_at=106_000).reveal is None
    assert PLAYED.reveal == 140_700
    assert replace(PLAYED, reveal_click_at=141_000).reveal == 141_000


def test_the_next_screen_is_known_as_soon_as_it_is_certain() -> None:
    assert next_of(EventTimes((ROUND,)), 2, 103_000) == ("open", 108_000)
    assert next_of(EventTimes((ROUND,)), 2, 108_000) is None
    assert next_of(EventTimes((PLAYED,)), 2, 130_000) == ("revealed", 143_700)
    assert next_of(EventTimes((PLAYED,)), 2, 143_700) == ("board", 153_000)


def test_where_nothing_is_known_nothing_is_late() -> None:
    assert (ROUND.delay(OVERLAY), replace(ROUND, delays={}).delay(1)) == (0, 0)
    assert [PLAYED.revealed_on(number) for number in (2, 3)] == [143_700, 152_700]
    assert ROUND.revealed_on(3) is None
    assert Moment(Phase.OPEN, ROUND, 5, {}).seen(1) == 5
    assert str(current((), 1, 0).phase) == "lobby"


def test_a_channel_made_during_a_round_waits_for_the_slowest() -> None:
    assert ROUND.window(99) == ROUND.window(3)


delays = st.dictionaries(st.integers(1, 5), st.integers(0, 60_000), min_size=1, max_size=5)


@st.composite
def played(draw: st.DrawFn) -> RoundTimes:
    launched = draw(st.integers(1_000_000, 1_100_000))
    base = RoundTimes(
        id=1,
        number=1,
        launched_at=launched,
        lead_ms=draw(st.integers(5_000, 18_000)),
        seconds=draw(st.integers(10, 60)),
        plateau_ms=draw(st.integers(2_000, 9_000)),
        delays=draw(delays),
        margin_ms=draw(st.integers(2_000, 15_000)),
    )
    after = st.none() | st.integers(0, 90_000).map(lambda ms: launched + ms)
    clicked = replace(
        base,
        extensions=draw(st.integers(0, 6)),
        close_click_at=draw(after),
        close_lead_ms=draw(st.none() | st.integers(5_000, 63_000)),
        reveal_click_at=draw(after),
    )
    voided = draw(after)
    if voided is not None and voided >= clicked.opens:
        clicked = replace(clicked, voided_at=voided)
    late = draw(st.integers(0, 5_000))
    if draw(st.booleans()):
        shut = clicked.shuts + late
        clicked = replace(clicked, shut_at=shut, counted_at=shut + 500)
        clicked = replace(clicked, board_click_at=draw(after))
    return clicked


@given(played())
def test_every_channel_has_the_same_window_after_its_own_opening(times: RoundTimes) -> None:
    lengths = {last - first for first, last in map(times.window, (*times.delays, OVERLAY))}
    assert lengths == {times.closes + GRACE_MS - times.opens}
    for channel_id, delay in times.delays.items():
        assert times.window(channel_id)[0] == times.opens + delay


@given(played(), delays, st.integers(0, 60_000))
def test_every_answer_and_board_is_seen_on_every_channel(
    times: RoundTimes, present: dict[int, int], later: int
) -> None:
    if times.reveal is None:
        return
    stamp = times.reveal + later
    launched = start_after(times, stamp, present)
    second = replace(ROUND, id=2, number=2, launched_at=launched, delays=present)
    shown = moments(EventTimes((times, second)))
    for channel_id in (*times.delays.keys() & present.keys(), OVERLAY):
        ready = next(m for m in shown if m.round is second).seen(channel_id)
        starts = {m.phase: m.seen(channel_id) for m in shown if m.round is times}
        board = starts.get(Phase.BOARD)
        if board is not None:
            assert board + BOARD_MS <= ready
        if times.voided_at is None:
            assert starts[Phase.REVEALED] + ANSWER_MS <= (ready if board is None else board)


@given(played(), st.integers(0, 60_000), st.integers(0, 60_000), st.booleans())
def test_an_answer_that_an_interlude_covered_is_seen_after_it(
    times: RoundTimes, before: int, after: int, on: bool
) -> None:
    answer = times.answer_shown
    if answer is None or times.board is not None:
        return
    resumed = answer + after + 1
    stamp = resumed if on else resumed + after
    pause = Pause(max(times.opens, answer - before), None if on else resumed, times.delays)
    launched = start_after(times, stamp, times.delays, (pause,))
    assert launched >= max(stamp, resumed + ANSWER_MS)
    second = replace(ROUND, id=2, number=2, launched_at=launched, delays=times.delays)
    shown = moments(EventTimes((times, second), (replace(pause, resumed_at=resumed),)))
    for channel_id in (*times.delays, OVERLAY):
        seen = resumed + times.delay(channel_id)
        assert current(shown, channel_id, seen).phase in (Phase.REVEALED, Phase.VOID)
        assert current(shown, channel_id, seen + ANSWER_MS - 1).phase is not Phase.READY


@given(played())
def test_the_door_outlives_every_window_by_the_margin(times: RoundTimes) -> None:
    last = max(times.window(channel_id)[1] for channel_id in times.delays)
    assert times.shuts == last + times.margin_ms


@given(played())
def test_nothing_is_revealed_before_the_last_door(times: RoundTimes) -> None:
    for moment in moments(EventTimes((times,))):
        if moment.phase in (Phase.REVEALED, Phase.BOARD):
            assert moment.at >= max(times.window(c)[1] for c in times.delays)


@given(played(), st.integers(0, 200_000))
def test_no_phone_is_ahead_of_its_picture(times: RoundTimes, passed: int) -> None:
    """What a channel shows is what the studio showed a delay ago, on every channel."""
    shown, now = moments(EventTimes((times,))), times.launched_at + passed
    for channel_id, delay in times.delays.items():
        studio: Moment = current(shown, OVERLAY, now - delay)
        assert current(shown, channel_id, now) == studio


@given(played(), st.integers(0, 200_000))
def test_what_comes_next_is_never_here_already(times: RoundTimes, passed: int) -> None:
    shown, now = moments(EventTimes((times,))), times.launched_at + passed
    for channel_id in times.delays:
        coming = following(shown, channel_id, now)
        if coming is not None:
            assert coming.seen(channel_id) > now
            assert current(shown, channel_id, coming.seen(channel_id)) == coming
