"""An interlude at any instant: what becomes of the round that is on, and what comes after it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.events.clicks import Click
from quiz.events.interludes import InterludeEffect, interlude_effect
from quiz.events.models import Round
from quiz.events.queries import event_times, get_event, list_entries
from quiz.events.rules import Step, StepOutcome, judge_step
from quiz.events.timeline import EventTimes, Pause, RoundTimes
from quiz.extensions import db
from tests.events.screens import DELAYS, ROUND
from tests.events.test_timeline import played
from tests.phones import Hall

OPENS, CLOSES = ROUND.opens, ROUND.closes


@pytest.mark.parametrize(
    ("now", "effect"),
    [
        (OPENS - 5_000, "cancels"),
        (OPENS - 1_000, "cancels"),
        (OPENS - 999, "voids"),
        (OPENS, "voids"),
        (CLOSES - 1, "voids"),
        (CLOSES, "none"),
    ],
)
def test_what_becomes_of_the_round_follows_from_the_instant(now: int, effect: str) -> None:
    assert interlude_effect(EventTimes((ROUND,)), now) == effect
    assert interlude_effect(EventTimes(), now) == "none"


@given(played(), st.integers(0, 200_000))
def test_an_interlude_is_possible_at_any_instant(times: RoundTimes, passed: int) -> None:
    now = times.launched_at + passed
    assert judge_step(Step.INTERLUDE, EventTimes((times,)), now).possible
    counts = judge_step(Step.INTERLUDE_CLOSE, EventTimes((times,)), now).possible
    if counts:
        assert interlude_effect(EventTimes((times,)), now) is InterludeEffect.VOIDS


@pytest.mark.parametrize(
    ("times", "now", "said"),
    [
        (EventTimes(), OPENS, "No question is open."),
        (EventTimes((ROUND,)), OPENS - 1, "No question is open."),
        (EventTimes((ROUND,)), CLOSES, "No question is open."),
        (EventTimes((), (Pause(1, None, DELAYS),)), OPENS, "An interlude is on already."),
        (EventTimes((ROUND,), (Pause(1, None, DELAYS),)), OPENS, ""),
    ],
)
def test_only_an_open_question_counts_behind_it(times: EventTimes, now: int, said: str) -> None:
    assert str(judge_step(Step.INTERLUDE_CLOSE, times, now).reason) == said


@pytest.mark.both_databases
def test_a_click_for_an_earlier_round_voids_no_later_one(hall: Hall) -> None:
    hall.evening.launch_and_open()
    refused = hall.evening.step(Step.INTERLUDE, Click(7))
    assert str(refused.reason) == "The event is at round 1 by now."


def taken(hall: Hall, step: Step) -> StepOutcome:
    """Take a step that must be possible, and new."""
    answered = hall.evening.step(step)
    assert (answered.possible, answered.already) == (True, False), str(answered.reason)
    return answered


def planned(hall: Hall) -> list[int]:
    """The questions of the run of show, in order."""
    db.session.rollback()
    return [entry.question_id for entry in list_entries(hall.evening.event_id)]


def last_row(hall: Hall) -> Round:
    db.session.rollback()
    return get_event(hall.evening.code).rounds[-1]


@pytest.mark.both_databases
def test_in_a_countdown_it_cancels_and_the_question_is_next_again(hall: Hall) -> None:
    before = planned(hall)
    taken(hall, Step.LAUNCH)
    taken(hall, Step.INTERLUDE)
    hall.evening.clock.advance(500)
    assert hall.phone().pulse()["phase"] == "interlude"
    assert planned(hall) == before
    taken(hall, Step.RESUME)
    hall.evening.clock.advance(500)
    assert hall.phone().pulse()["phase"] == "lobby"


@pytest.mark.both_databases
def test_just_before_the_opening_nobody_sees_the_question(hall: Hall) -> None:
    taken(hall, Step.LAUNCH)
    hall.evening.clock.set(hall.evening.round().times.opens - 999)
    taken(hall, Step.INTERLUDE)
    # A resume that comes at once does not end it before it begins.
    taken(hall, Step.RESUME)
    taken(hall, Step.INTERLUDE)
    opens = hall.evening.round().times.opens
    seen = []
    for instant in (opens - 1, opens, opens + 3_000, opens + 20_000):
        hall.evening.clock.set(instant)
        seen += [hall.phone(name).pulse()["phase"] for name in ("channel1", "channel2")]
    assert seen[:2] == ["ready", "ready"]
    assert set(seen[2:]) <= {"ready", "interlude", "void"}
    assert seen[-2:] == ["interlude", "interlude"]


@pytest.mark.both_databases
def test_an_open_question_is_void_and_asked_again_under_another_number(hall: Hall) -> None:
    jade, before = hall.player("Jade"), planned(hall)
    hall.evening.launch_and_open()
    assert jade.answer(hall.right()).status_code == 201
    taken(hall, Step.INTERLUDE)
    taken(hall, Step.AGAIN)
    assert hall.evening.step(Step.AGAIN).already
    assert planned(hall) == before
    hall.evening.count()
    # A launch resumes.
    second = hall.evening.launch_and_open()
    assert (second.times.number, hall.phone().pulse()["phase"]) == (2, "open")
    assert jade.answer(hall.right(2), 2).status_code == 201
    hall.evening.count()
    taken(hall, Step.REVEAL)
    hall.evening.clock.advance(1_000)
    assert jade.me().json["score"] == 1_000
    times = event_times(get_event(hall.evening.code))
    assert [played.is_void for played in times.rounds] == [True, False]


@pytest.mark.both_databases
def test_a_question_that_counts_closes_behind_it(hall: Hall) -> None:
    jade = hall.player("Jade")
    hall.evening.launch_and_open()
    assert jade.answer(hall.right()).status_code == 201
    taken(hall, Step.INTERLUDE_CLOSE)
    assert hall.evening.step(Step.INTERLUDE_CLOSE).already
    hall.evening.clock.advance(500)
    assert hall.phone().pulse()["phase"] == "interlude"
    taken(hall, Step.REVEAL)
    hall.evening.count()
    assert hall.phone().pulse()["phase"] == "interlude"
    # The answer was revealed behind it: a launch shows it first.
    taken(hall, Step.LAUNCH)
    stamp = hall.evening.clock.now() + 500
    assert hall.evening.known().facts.times.last.launched_at == stamp + 8_000
    hall.evening.clock.set(stamp)
    assert hall.phone().pulse()["phase"] == "revealed"
    assert jade.me().json["score"] == 1_000


@pytest.mark.both_databases
def test_a_question_is_asked_again_only_if_nobody_saw_its_answer(hall: Hall) -> None:
    said = str(hall.evening.step(Step.AGAIN).reason)
    assert said == "Only a question that is void can be asked again."
    hall.evening.launch_and_open()
    assert str(hall.evening.step(Step.AGAIN).reason) == said
    taken(hall, Step.REVEAL)
    hall.evening.count()
    taken(hall, Step.VOID)
    seen = "Viewers have seen its answer: it cannot be asked again."
    assert str(hall.evening.step(Step.AGAIN).reason) == seen
