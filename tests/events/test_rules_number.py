"""A step that names its round changes no other one: two hosts, two tabs, a page left open."""

import pytest

from quiz.events.clicks import Click
from quiz.events.rules import Step, judge_step
from quiz.events.timeline import EventTimes, RoundTimes

START = 1_000_000


def make_round(number: int, launched_at: int, **clicks: int) -> RoundTimes:
    """A round of 20 s on one channel of 3 s."""
    return RoundTimes(number, number, launched_at, 5_000, 20, 4_000, {1: 3_000}, **clicks)


def played(number: int, launched_at: int) -> RoundTimes:
    """A round that was revealed."""
    counted = launched_at + 32_000
    return make_round(number, launched_at, counted_at=counted, reveal_click_at=counted)


THREE = EventTimes(tuple(played(n, START + n * 60_000) for n in (1, 2, 3)))
OPEN = EventTimes((*THREE.rounds[:2], make_round(3, START)))
NOW = START + 10_000


@pytest.mark.parametrize(
    ("number", "possible", "already"),
    [(3, True, True), (2, True, True), (4, True, False), (5, False, False), (None, True, False)],
)
def test_a_launch_is_for_one_number(number: int | None, possible: bool, already: bool) -> None:
    answered = judge_step(Step.LAUNCH, THREE, START + 300_000, Click(number))

    assert (answered.possible, answered.already) == (possible, already)


@pytest.mark.parametrize(
    ("step", "number", "possible", "already"),
    [
        (Step.CLOSE, 3, True, False),
        (Step.CLOSE, 2, True, True),
        (Step.CLOSE, 4, False, False),
        (Step.REVEAL, 3, True, False),
        (Step.REVEAL, 2, True, True),
        (Step.BOARD, 2, False, False),
        (Step.CANCEL, 2, False, False),
    ],
)
def test_a_click_for_an_earlier_round_changes_no_later_one(
    step: Step, number: int, possible: bool, already: bool
) -> None:
    answered = judge_step(step, OPEN, NOW, Click(number))

    assert (answered.possible, answered.already) == (possible, already)


def test_the_refusal_says_where_the_event_is() -> None:
    late, early = (
        judge_step(Step.BOARD, OPEN, NOW, Click(2)),
        judge_step(Step.LAUNCH, THREE, START, Click(9)),
    )

    assert str(late.reason) == "The event is at round 3 by now."
    assert str(early.reason) == "The next round is number 4 by now."
