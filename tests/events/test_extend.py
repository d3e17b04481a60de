"""Ten seconds more: while every phone can still hear of it, six times at most, once a click."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.events.clicks import PLAIN, Click
from quiz.events.rules import Step, close_lead_ms, judge_step
from quiz.events.timeline import EXTENSION_MS, MOST_EXTENSIONS, EventTimes, RoundTimes
from tests.events.screens import ROUND
from tests.events.test_timeline import played
from tests.phones import Hall

# The round is open from 105 s to 125 s, with a lead of 5 s.
LATE = 120_000


def judged(times: RoundTimes, now: int, click: Click = PLAIN) -> str:
    """`yes`, `already`, or why not."""
    answered = judge_step(Step.EXTEND, EventTimes((times,)), now, click)
    if not answered.possible:
        return str(answered.reason)
    return "already" if answered.already else "yes"


@pytest.mark.parametrize(
    ("changes", "now", "said"),
    [
        ({}, 104_999, "The question is not open yet."),
        ({}, 105_000, "yes"),
        ({}, LATE, "yes"),
        ({}, LATE + 1, "It is too late to extend: not every phone would hear of it in time."),
        ({}, 125_000, "The question is closed already."),
        ({"extensions": 5}, 110_000, "yes"),
        (
            {"extensions": 6},
            110_000,
            "The question was extended as often as it can be: a minute in all.",
        ),
        ({"voided_at": 109_000}, 110_000, "The question is closed already."),
        (
            {"close_click_at": 109_000},
            110_000,
            "The question is being closed: it cannot be extended any more.",
        ),
    ],
)
def test_a_question_is_extended_while_it_is_open(
    changes: dict[str, int], now: int, said: str
) -> None:
    assert judged(replace(ROUND, **changes), now) == said


def test_a_crowd_that_asks_slowly_hears_of_it_too() -> None:
    slow = Click(poll_ms=7_000)
    assert [judged(ROUND, now, slow) for now in (115_000, 115_001)] == [
        "yes",
        "It is too late to extend: not every phone would hear of it in time.",
    ]


def test_a_click_that_saw_another_close_adds_nothing() -> None:
    seen, other = Click(1, closes_at=ROUND.closes), Click(1, closes_at=ROUND.closes - EXTENSION_MS)
    assert [judged(ROUND, 110_000, click) for click in (seen, other)] == ["yes", "already"]


@given(played(), st.integers(0, 200_000), st.integers(1_000, 60_000))
def test_whatever_is_extended_every_phone_had_time_to_hear_of(
    times: RoundTimes, passed: int, poll: int
) -> None:
    now, click = times.launched_at + passed, Click(poll_ms=poll)
    if judged(times, now, click) != "yes":
        return
    longer = replace(times, extensions=times.extensions + 1)
    assert now + max(poll + 3_000, times.lead_ms) <= times.closes == longer.closes - EXTENSION_MS
    assert longer.extensions <= MOST_EXTENSIONS
    assert (longer.seconds, longer.plateau_ms) == (times.seconds, times.plateau_ms)
    # The same click once more has seen a close that is no more.
    assert judged(longer, now, replace(click, closes_at=times.closes)) == "already"


@given(played(), st.integers(1_000, 60_000))
def test_a_close_leaves_every_phone_time_to_hear_of_it(times: RoundTimes, poll: int) -> None:
    click = times.opens + 1
    closed = replace(times, close_click_at=click, close_lead_ms=close_lead_ms(times, poll))
    longest = times.opens + 1_000 * times.seconds + EXTENSION_MS * times.extensions
    if times.voided_at is None:
        assert closed.closes >= min(longest, click + poll + 3_000)


@pytest.mark.both_databases
def test_who_answers_in_the_time_that_was_added_has_the_least_that_is_left(hall: Hall) -> None:
    jade, ming = hall.player("Jade"), hall.player("Ming")
    times = hall.evening.launch_and_open().times
    assert hall.evening.step(Step.EXTEND).possible
    pulse = jade.pulse()
    assert pulse["closes_at"] == times.closes + EXTENSION_MS + times.delay(hall.evening.channels[0])
    hall.evening.clock.set(times.closes - 1)
    assert jade.answer(hall.right()).status_code == 201
    hall.evening.clock.set(times.closes + EXTENSION_MS)
    assert ming.answer(hall.right()).status_code == 201
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.clock.advance(5_000)
    scores = [phone.me().json["score"] for phone in (jade, ming)]
    assert scores == [800, 800]
    assert hall.evening.round().times.seconds == times.seconds
