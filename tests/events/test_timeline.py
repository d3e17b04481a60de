"""The timeline by table and by brute force: equal windows, nobody ahead, no early reveal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.events.timeline import (
    ANSWER_MS,
    BOARD_MS,
    GRACE_MS,
    MARGIN_MS,
    OVERLAY,
    EventTimes,
    Moment,
    Pause,
    Phase,
    RoundTimes,
    current,
    following,
    moments,
    start_after,
)

DELAYS = {1: 0, 2: 3_000, 3: 12_000}
ROUND = RoundTimes(
    id=7,
    number=1,
    launched_at=100_000,
    lead_ms=5_000,
    seconds=20,
    plateau_ms=6_000,
    delays=DELAYS,
)
PLAYED = replace(
    ROUND, shut_at=140_100, counted_at=140_700, reveal_click_at=130_000, board_click_at=150_000
)


def phases(times: EventTimes, channel_id: int, *instants: int) -> list[str]:
    shown = moments(times)
    return [str(current(shown, channel_id, instant).phase) for instant in instants]


def next_of(times: EventTimes, channel_id: int, now: int) -> tuple[str, int] | None:
    coming = following(moments(times), channel_id, now)
    return None if coming is None else (str(coming.phase), coming.seen(channel_id))


def test_instants_follow_from_the_launch() -> None:
    assert (ROUND.opens, ROUND.closes, ROUND.shuts) == (105_000, 125_000, 140_000)


@pytest.mark.parametrize(
    ("click", "closes"),
    [(101_000, 111_000), (108_000, 113_000), (119_900, 124_900), (124_000, 125_000)],
)
def test_an_early_close_leaves_the_lead_and_the_plateau(click: int, closes: int) -> None:
    assert replace(ROUND, close_click_at=click).closes == closes


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


@pytest.mark.parametrize(
    ("click", "board"), [(130_500, 148_700), (148_000, 148_700), (149_000, 149_000)]
)
def test_the_board_waits_until_the_answer_was_seen(click: int, board: int) -> None:
    """A board that was clicked before the count hid the answer from everybody."""
    times = replace(PLAYED, board_click_at=click)
    assert times.board == board
    assert phases(EventTimes((times,)), 1, 140_700, 148_699, board) == [
        "revealed",
        "revealed",
        "board",
    ]


def test_the_board_of_a_void_round_waits_for_the_count_alone() -> None:
    times = replace(PLAYED, reveal_click_at=None, voided_at=110_000, board_click_at=111_000)
    assert (times.answer_shown, times.board) == (None, 140_700)


@pytest.mark.parametrize(
    ("changes", "stamp", "start"),
    [
        ({"board_click_at": None}, 141_000, 148_700),
        ({"board_click_at": None}, 170_000, 170_000),
        ({}, 141_000, 153_000),
        ({"voided_at": 140_900}, 141_000, 153_000),
        ({"reveal_click_at": None, "board_click_at": None, "voided_at": 110_000}, 141_000, 141_000),
    ],
)
def test_what_comes_next_waits_for_the_answer_and_the_board(
    changes: dict[str, int | None], stamp: int, start: int
) -> None:
    assert start_after(replace(PLAYED, **changes), stamp, DELAYS) == start


def test_a_channel_with_a_shorter_delay_misses_nothing() -> None:
    assert start_after(PLAYED, 141_000, {1: 0, 2: 3_000, 3: 2_000}) == 163_000
    assert start_after(None, 141_000, DELAYS) == 141_000


def test_the_next_screen_is_known_as_soon_as_it_is_certain() -> None:
    assert next_of(EventTimes((ROUND,)), 2, 103_000) == ("open", 108_000)
    assert next_of(EventTimes((ROUND,)), 2, 108_000) is None
    assert next_of(EventTimes((PLAYED,)), 2, 130_000) == ("revealed", 143_700)
    assert next_of(EventTimes((PLAYED,)), 2, 143_700) == ("board", 153_000)


def test_a_cancelled_round_gives_the_screen_before_back() -> None:
    cancelled = replace(ROUND, cancelled_at=102_000)
    times = EventTimes((cancelled,))
    assert phases(times, 2, 103_000, 104_999, 105_000, 110_000) == [
        "ready",
        "ready",
        "lobby",
        "lobby",
    ]
    assert next_of(times, 2, 103_000) == ("lobby", 105_000)


def test_an_interlude_hides_what_happens_behind_it() -> None:
    times = EventTimes((replace(PLAYED, board_click_at=None),), (Pause(160_000, 170_000, DELAYS),))
    assert phases(times, 1, 159_999, 160_000, 170_000) == ["revealed", "interlude", "revealed"]
    assert next_of(times, 1, 161_000) == ("revealed", 170_000)
    behind = EventTimes((PLAYED,), (Pause(145_000, 170_000, DELAYS),))
    assert phases(behind, 1, 150_000, 170_000) == ["interlude", "board"]


def test_a_launch_ends_an_interlude() -> None:
    second = replace(ROUND, id=8, number=2, launched_at=200_000)
    times = EventTimes((PLAYED, second), (Pause(160_000, 200_000, DELAYS),))
    assert phases(times, 3, 211_999, 212_000, 217_000) == ["interlude", "ready", "open"]


def test_over_is_for_good() -> None:
    times = EventTimes((PLAYED,), ended_at=160_000, ended_delays=DELAYS)
    assert phases(times, 3, 171_999, 172_000, 10**9) == ["board", "over", "over"]


def test_a_void_round_shows_so_unless_the_evening_has_moved_on() -> None:
    void = replace(ROUND, voided_at=110_000)
    assert phases(EventTimes((void,)), 1, 109_999, 110_000) == ["open", "void"]
    late = replace(PLAYED, voided_at=160_000)
    assert phases(EventTimes((late,)), 1, 160_000) == ["board"]


def test_a_delay_that_shrinks_never_brings_an_old_screen_back() -> None:
    second = replace(ROUND, id=8, number=2, launched_at=151_000, delays={1: 0, 2: 0, 3: 0})
    times = EventTimes((PLAYED, second))
    assert phases(times, 3, 150_999, 151_000, 162_000) == ["closed", "ready", "open"]


def test_a_screen_knows_of_which_round_it_is() -> None:
    first = replace(PLAYED, board_click_at=None)
    second = replace(ROUND, id=8, number=2, launched_at=150_000, cancelled_at=152_000)
    third = replace(ROUND, id=9, number=2, launched_at=170_000)
    pauses = (Pause(160_000, 165_000, DELAYS),)
    shown = moments(EventTimes((first, second, third), pauses))
    assert [(str(m.phase), m.round and m.round.id, m.at) for m in shown] == [
        ("lobby", None, 0),
        ("ready", 7, 100_000),
        ("open", 7, 105_000),
        ("closed", 7, 125_000),
        ("revealed", 7, 140_700),
        ("ready", 8, 150_000),
        ("revealed", 7, 152_000),
        ("interlude", 7, 160_000),
        ("revealed", 7, 165_000),
        ("ready", 9, 170_000),
        ("open", 9, 175_000),
        ("closed", 9, 195_000),
    ]


@pytest.mark.parametrize(
    ("pause", "shown"),
    [
        # A screen of the very instant of a step is before the pause, or behind it.
        (Pause(140_700, 149_000, DELAYS), ["revealed", "interlude", "revealed"]),
        (Pause(140_699, 140_700, DELAYS), ["interlude", "revealed"]),
        (Pause(145_000, 150_000, DELAYS), ["revealed", "interlude", "board"]),
    ],
)
def test_an_interlude_begins_and_ends_on_the_instant(pause: Pause, shown: list[str]) -> None:
    known = [str(m.phase) for m in moments(EventTimes((PLAYED,), (pause,)))]
    assert known[known.index("closed") + 1 :][: len(shown)] == shown


@pytest.mark.parametrize(("launched", "phase"), [(157_000, "ready"), (165_000, "void")])
def test_a_round_made_void_shows_so_until_the_next_is_launched(launched: int, phase: str) -> None:
    void = replace(PLAYED, board_click_at=None, voided_at=160_000)
    second = replace(ROUND, id=8, number=2, launched_at=launched)
    assert phases(EventTimes((void, second)), 1, 160_000) == [phase]


def test_a_round_made_void_with_the_board_shows_the_board() -> None:
    times = EventTimes((replace(PLAYED, voided_at=150_000),))
    assert [str(m.phase) for m in moments(times)][-2:] == ["revealed", "board"]


def test_where_nothing_is_known_nothing_is_late() -> None:
    assert (ROUND.delay(OVERLAY), replace(ROUND, delays={}).delay(1)) == (0, 0)
    assert PLAYED.revealed_on(3) == 152_700
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
    )
    after = st.none() | st.integers(0, 90_000).map(lambda ms: launched + ms)
    clicked = replace(base, close_click_at=draw(after), reveal_click_at=draw(after))
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


@given(played())
def test_the_door_outlives_every_window_by_the_margin(times: RoundTimes) -> None:
    last = max(times.window(channel_id)[1] for channel_id in times.delays)
    assert times.shuts == last + MARGIN_MS


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
