"""The end of an event: until it comes it can be undone, and nothing is lost by it."""

import pytest

from quiz.database import writing
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.crowd import forget_events
from tests.factories import make_round
from tests.phones import Hall

pytestmark = pytest.mark.both_databases


def ended_at(hall: Hall) -> int:
    """The studio instant of the end, which was clicked."""
    instant = hall.evening.known().facts.times.ended_at
    assert instant is not None
    return instant


def test_it_comes_ten_seconds_after_its_click(hall: Hall) -> None:
    clicked = hall.evening.clock.now()
    assert hall.evening.step(Step.END).possible
    assert ended_at(hall) == clicked + 10_500
    assert hall.evening.step(Step.END).already
    said = str(hall.evening.step(Step.LAUNCH).reason)
    assert said == "The event is about to end: undo its end first."


def test_an_answer_and_a_board_are_seen_before_it(hall: Hall) -> None:
    hall.evening.launch_and_open()
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.step(Step.BOARD)
    times = hall.evening.round().times
    hall.evening.step(Step.END)
    assert times.board is not None
    assert ended_at(hall) == max(times.board + 3_000, hall.evening.clock.now() + 10_500)


def test_it_is_undone_until_every_process_would_not_know_it_in_time(hall: Hall) -> None:
    hall.evening.step(Step.END)
    hall.evening.clock.set(ended_at(hall) - 500)
    assert hall.evening.step(Step.UNDO).possible
    assert hall.evening.known().facts.times.ended_at is None
    assert hall.evening.step(Step.UNDO).already
    hall.evening.step(Step.END)
    hall.evening.clock.set(ended_at(hall) - 499)
    assert str(hall.evening.step(Step.UNDO).reason) == "The event is over, for good."
    hall.evening.clock.advance(100_000)
    assert str(hall.evening.step(Step.UNDO).reason) == "The event is over, for good."
    assert str(hall.evening.step(Step.LAUNCH).reason) == "The event is over."


def test_phones_that_were_told_of_it_go_on(hall: Hall) -> None:
    jade = hall.player("Jade")
    hall.evening.step(Step.END)
    hall.evening.clock.advance(5_000)
    told = jade.pulse()
    over = told["next"]
    assert (told["phase"], over["at"]) == ("lobby", ended_at(hall))
    assert jade.scene(over["scene"]).status_code == 425
    hall.evening.step(Step.UNDO)
    hall.evening.clock.set(over["at"] + 1_000)
    pulse, gone = jade.pulse(), jade.scene(over["scene"])
    assert (pulse["phase"], pulse["scene"], pulse["next"]) == ("lobby", told["scene"], None)
    assert (gone.status_code, gone.headers["Cache-Control"]) == (404, "no-store")
    # The same evening goes on: with its players, and their points.
    hall.evening.launch_and_open()
    assert jade.answer(hall.right()).status_code == 201
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.clock.advance(1_000)
    assert jade.me().json["score"] == 1_000


def test_who_plays_is_not_forgotten_for_an_end_that_was_undone(hall: Hall) -> None:
    hall.player("Jade")
    now = hall.evening.clock.now()
    with writing():
        event = get_event(hall.evening.code)
        event.starts_at = now - 90 * 86_400_000
        make_round(event, launched_at=now - 60_000)
        db.session.commit()
    hall.evening.step(Step.END)
    hall.evening.step(Step.UNDO)
    a_month_ago = now - 30 * 86_400_000
    with writing():
        assert forget_events(a_month_ago, now, "test") == {}
        db.session.commit()
    assert hall.evening.known().crowd.players == 1
