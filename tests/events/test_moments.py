"""The screens of an evening in order: cancelled, void, paused, waited for, over."""

from dataclasses import replace

import pytest

from quiz.events.timeline import (
    EventTimes,
    Pause,
    moments,
)
from quiz.events.waits import start_after
from tests.events.screens import DELAYS, PLAYED, ROUND, next_of, phases


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
        (Pause(140_700, 149_000, DELAYS), ["revealed", "interlude", "revealed", "board"]),
        (Pause(140_699, 140_700, DELAYS), ["interlude", "revealed", "board"]),
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
    times = EventTimes((void, second))
    assert phases(times, 1, 160_000) == [phase]
    instants = [moment.at for moment in moments(times)]
    assert instants == sorted(instants)


def test_a_countdown_that_is_cancelled_while_it_waits_never_comes() -> None:
    """It waits for the answer's eight seconds; an interlude would have ended with it."""
    first = replace(PLAYED, board_click_at=None)
    second = replace(ROUND, id=8, number=2, launched_at=148_700, cancelled_at=142_000)
    times = EventTimes((first, second))
    assert next_of(times, 1, 141_500) is None
    assert phases(times, 1, 141_500, 142_000, 148_700, 160_000) == ["revealed"] * 4
    paused = EventTimes((first, second), (Pause(144_000, 155_000, DELAYS),))
    assert phases(paused, 1, 144_000, 155_000, 160_000) == ["interlude", "revealed", "revealed"]


def test_an_interlude_in_the_lobby_is_of_no_round() -> None:
    times = EventTimes((), (Pause(160_000, 165_000, DELAYS),))
    shown = [(str(m.phase), m.round, m.at) for m in moments(times)]
    assert shown == [("lobby", None, 0), ("interlude", None, 160_000), ("lobby", None, 165_000)]


def test_a_round_made_void_with_the_board_shows_the_board() -> None:
    times = EventTimes((replace(PLAYED, voided_at=150_000),))
    assert [str(m.phase) for m in moments(times)][-2:] == ["revealed", "board"]
