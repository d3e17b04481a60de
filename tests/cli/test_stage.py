"""`quiz stage` takes the console's steps, and says what became of them."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from quiz.cli import main
from quiz.events.models import Event
from quiz.extensions import db
from tests.clocks import SettableClock
from tests.factories import make_channel, make_entry, make_event


@pytest.fixture
def event(app: Flask, clock: SettableClock) -> Event:
    """An event with one channel of 6 s and two planned questions."""
    event = make_event(code="va2020")
    make_channel(event, name="kuaishou", delay_ms=6_000)
    make_entry(event)
    make_entry(event)
    db.session.commit()
    return event


def say(runner: FlaskCliRunner, *words: str) -> tuple[int, str]:
    """The exit code and all that was printed."""
    db.session.rollback()
    done = runner.invoke(main, ["stage", *words])
    db.session.rollback()
    return done.exit_code, done.output


def test_a_round_from_launch_to_board(
    app: Flask, runner: FlaskCliRunner, event: Event, clock: SettableClock
) -> None:
    assert say(runner, "va2020", "launch") == (0, "Done: round 1 is launched.\n")
    clock.advance(6_000)
    assert say(runner, "va2020", "close") == (0, "Done: the question closes.\n")
    clock.advance(40_000)
    app.extensions["runtime"].counting.run_once()
    line = "Done: the answer appears as soon as it is counted.\n"
    assert say(runner, "va2020", "reveal") == (0, line)
    line = "Done: the board is shown after the answer.\n"
    assert say(runner, "VA2020", "board") == (0, line)
    assert say(runner, "va2020", "launch", "--round", "2") == (0, "Done: round 2 is launched.\n")


def test_a_repeated_step_succeeds_and_says_so(runner: FlaskCliRunner, event: Event) -> None:
    say(runner, "va2020", "launch")

    assert say(runner, "va2020", "launch") == (0, "It was done already.\n")
    assert say(runner, "va2020", "launch", "--round", "1") == (0, "It was done already.\n")
    assert [played.number for played in event.rounds] == [1]


def test_an_impossible_step_is_refused_with_a_sentence(
    runner: FlaskCliRunner, event: Event
) -> None:
    line = "Error: The question is not open yet.\n"
    assert say(runner, "va2020", "reveal") == (1, line)
    line = "Error: The next round is number 1 by now.\n"
    assert say(runner, "va2020", "launch", "--round", "4") == (1, line)
    line = "Error: There is no event with this code.\n"
    assert say(runner, "jade", "launch") == (1, line)


def test_a_void_names_its_round(runner: FlaskCliRunner, event: Event, clock: SettableClock) -> None:
    say(runner, "va2020", "launch")
    clock.advance(10_000)

    assert say(runner, "va2020", "void", "--round", "1") == (0, "Done: round 1 is void.\n")


def test_status_says_what_each_channel_sees(
    runner: FlaskCliRunner, event: Event, clock: SettableClock
) -> None:
    say(runner, "va2020", "launch")
    clock.advance(6_000)

    code, printed = say(runner, "va2020", "status")
    assert code == 0
    assert printed.splitlines() == [
        "Players: 0. Answers: 0. Questions planned: 1.",
        "studio: open 1, in 30 s closed 1",
        "kuaishou: lobby, in 1 s ready 1",
        "Possible now: close, extend, reveal, interlude, interlude-close, void.",
    ]


def test_a_repeated_extension_is_none(
    runner: FlaskCliRunner, event: Event, clock: SettableClock
) -> None:
    say(runner, "va2020", "launch")
    clock.advance(6_000)
    (played,) = event.rounds
    seen = str(played.launched_at + 5_000 + 1_000 * played.seconds)

    said = [say(runner, "va2020", "extend", "--closes-at", seen) for _ in range(2)]
    later = say(runner, "va2020", "extend")

    added = (0, "Done: the question closes ten seconds later.\n")
    assert said == [added, (0, "Nothing was added: the close had moved already.\n")]
    assert (later, played.extensions) == (added, 2)


def test_an_interlude_lets_a_question_count_or_be_asked_again(
    runner: FlaskCliRunner, event: Event, clock: SettableClock
) -> None:
    say(runner, "va2020", "launch")
    clock.advance(6_000)
    line = "Done: the interlude is on, and the question closes behind it.\n"
    assert say(runner, "va2020", "interlude-close", "--round", "1") == (0, line)
    assert say(runner, "va2020", "resume") == (0, "Done: the interlude is over.\n")
    assert say(runner, "va2020", "interlude") == (0, "Done: the interlude is on.\n")
    line = "Done: the question is next in the run of show.\n"
    assert say(runner, "va2020", "again") == (0, line)
    line = "Nothing was added: the question was put next already.\n"
    assert say(runner, "va2020", "again") == (0, line)
    (played,) = event.rounds
    assert (played.void_reason, len(event.entries)) == ("interruption", 2)


def test_a_reason_is_said_with_a_void(
    runner: FlaskCliRunner, event: Event, clock: SettableClock
) -> None:
    say(runner, "va2020", "launch")
    clock.advance(6_000)
    assert say(runner, "va2020", "void", "--reason", "dull")[0] == 2
    assert say(runner, "va2020", "void", "--reason", "given-away")[0] == 0
    assert [played.void_reason for played in event.rounds] == ["given-away"]


def test_a_tie_break_asks_for_a_number(
    app: Flask, runner: FlaskCliRunner, event: Event, clock: SettableClock
) -> None:
    line = "Error: Nobody has points yet: there is no tie.\n"
    assert say(runner, "va2020", "launch", "--tie-break") == (1, line)
    say(runner, "va2020", "launch")
    clock.advance(60_000)
    app.extensions["runtime"].counting.run_once()
    say(runner, "va2020", "reveal")
    clock.advance(20_000)
    line = "Error: A tie-break asks for a number: put such a question next.\n"
    assert say(runner, "va2020", "launch", "--tie-break") == (1, line)
