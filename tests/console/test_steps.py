"""The large button, and every other one: what comes next, what is possible, why not."""

from flask.testing import FlaskClient

from quiz.console.evening import Evening as Known
from quiz.console.evening import read_evening
from quiz.console.steps import Waiting, next_step, offer, waiting
from quiz.database import writing
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.evenings import Evening
from tests.factories import make_entry, make_event, make_question


def read(code: str) -> Known:
    """The event now; the test's own transaction sees nothing newer than its first look."""
    db.session.rollback()
    now = read_evening(code)
    db.session.rollback()
    return now


def following(evening: Evening) -> tuple[Step | None, str | None]:
    """The next step, and what is waited for."""
    now = read(evening.code)
    wait = waiting(now)
    return next_step(now), None if wait is None else wait.what


def reason(evening: Evening, step: Step) -> str:
    """Why the step is not possible now; empty if it is."""
    return str(offer(read(evening.code))[step].reason)


def test_the_large_button_leads_through_a_round(evening: Evening) -> None:
    assert following(evening) == (Step.LAUNCH, None)
    evening.step(Step.LAUNCH)
    assert following(evening) == (None, "opens")
    evening.launch_and_open()
    assert following(evening) == (Step.REVEAL, "closes")
    evening.step(Step.CLOSE)
    assert following(evening) == (Step.REVEAL, "closes")
    evening.clock.set(evening.round().times.closes)
    assert following(evening) == (Step.REVEAL, "counted")
    evening.step(Step.REVEAL)
    assert following(evening) == (None, "answer")
    evening.count()
    assert following(evening) == (Step.BOARD, None)
    evening.step(Step.BOARD)
    assert following(evening) == (Step.LAUNCH, "board")
    evening.step(Step.LAUNCH)
    assert following(evening) == (None, "launched")


def test_after_the_last_question_the_event_is_ended(evening: Evening) -> None:
    for _ in range(3):
        evening.launch_and_open()
        evening.step(Step.VOID)
        assert following(evening)[0] is None
        evening.count()
    assert following(evening) == (Step.END, None)
    assert reason(evening, Step.LAUNCH) == "There is no question left in the run of show."
    evening.see(Step.END)
    assert following(evening) == (None, None)
    assert reason(evening, Step.LAUNCH) == "The event is over."


def test_a_launch_speaks_of_the_round_that_is_on(evening: Evening) -> None:
    evening.launch_and_open()
    assert reason(evening, Step.LAUNCH) == "Round 1 is on: wait until it is counted."
    evening.count()
    assert reason(evening, Step.LAUNCH) == "Reveal the answer of round 1 first."


def test_the_end_waits_for_the_answer(evening: Evening) -> None:
    evening.launch_and_open()
    evening.count()
    evening.step(Step.REVEAL)
    evening.step(Step.END)
    ended = evening.clock.now() + 10_500
    assert waiting(read(evening.code)) == Waiting("over", ended)
    assert evening.known().facts.times.ended_at == ended
    evening.clock.set(ended)
    assert following(evening) == (None, None)


def test_an_interlude_is_ended_first(evening: Evening) -> None:
    evening.step(Step.INTERLUDE)

    assert following(evening) == (Step.RESUME, None)


def test_each_step_is_meant_for_a_round(evening: Evening) -> None:
    evening.launch_and_open()

    offered = offer(read(evening.code))

    numbers = {str(step): view.number for step, view in offered.items()}
    assert numbers == {
        "launch": 2,
        "close": 1,
        "extend": 1,
        "reveal": 1,
        "board": 1,
        "cancel": 1,
        "again": 1,
        "interlude": 1,
        "interlude-close": 1,
        "resume": None,
        "void": 1,
        "end": None,
        "undo": None,
    }


def test_a_launch_that_the_question_forbids_says_why(evening: Evening) -> None:
    with writing():
        event = make_event(code="gaps")
        make_entry(event, make_question(prompt=Localized("Où ?", "")))
        db.session.commit()

    launch = offer(read("gaps"))[Step.LAUNCH]

    assert (launch.possible, str(launch.reason)) == (False, "“Question” is missing in Chinese.")


def test_two_seconds_are_too_few_and_it_says_how_many_are_needed(evening: Evening) -> None:
    with writing():
        event = make_event(code="short")
        make_entry(event, make_question(seconds=2))
        db.session.commit()

    launch = offer(read("short"))[Step.LAUNCH]

    assert not launch.possible
    assert str(launch.reason).startswith("The time is too short: the question has 2 s and needs")


def test_the_ranking_is_closed_and_opened_from_the_console(
    host_client: FlaskClient, evening: Evening
) -> None:
    path = f"/fr/host/{evening.code}"
    seen = []
    for door in ("close", "open"):
        response = host_client.post(
            f"{path}/ranking/{door}", headers={"Accept": "application/json"}
        )
        page = host_client.get(path).text
        offered = "ranking/open" if "ranking/open" in page else "ranking/close"
        seen.append((response.json["status"], offered, evening.known().facts.ranking_closed_at))
    assert [(status, offered) for status, offered, _ in seen] == [
        ("done", "ranking/open"),
        ("done", "ranking/close"),
    ]
    assert (seen[0][2], seen[1][2]) == (evening.clock.now(), None)
