"""`quiz integrity` finds every tampering, and nothing where the product itself wrote."""

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import text

from quiz.cli import main
from quiz.database import writing
from quiz.events.actions.edit import EventFields, edit_event
from quiz.events.clicks import Click
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.phones import Hall


def check(runner: FlaskCliRunner, *words: str) -> tuple[int, list[str]]:
    """The exit code and the sentences."""
    db.session.rollback()
    done = runner.invoke(main, ["integrity", *words])
    db.session.rollback()
    return done.exit_code, done.output.splitlines()


def tamper(sql: str) -> None:
    """Write behind the product's back."""
    db.session.rollback()
    with writing():
        db.session.execute(text(sql))
        db.session.commit()


@pytest.fixture
def played(hall: Hall) -> Hall:
    """Two rounds: Ming wins both, Zoé the second, Ha is always wrong, Li never answers."""
    ming, zoe, ha = (hall.player(name) for name in ("Ming", "Zoé", "Ha"))
    hall.player("Li")
    for number in (1, 2):
        hall.evening.launch_and_open()
        ming.answer(hall.right(number), number)
        zoe.answer((hall.wrong if number == 1 else hall.right)(number), number)
        ha.answer(hall.wrong(number), number)
        hall.evening.count()
        hall.evening.step(Step.REVEAL)
        hall.evening.clock.advance(4_000)
    return hall


@pytest.mark.both_databases
def test_nothing_is_found_where_the_product_wrote(runner: FlaskCliRunner, played: Hall) -> None:
    code = played.evening.code
    well = (0, [f"{code}: every score follows from its 6 answers."])
    assert check(runner) == well
    played.player("Late")
    played.evening.ban("Zoé")
    assert check(runner, code) == well
    played.evening.step(Step.VOID, Click(1))
    assert check(runner, code) == well
    played.evening.ban("Zoé", banned=False)
    played.evening.ban("Ming")
    assert check(runner, code) == well
    # Who was ever banned is known from the record, under whichever code the event has.
    rename(played, "nouveau")
    renamed = (0, ["nouveau: every score follows from its 6 answers."])
    assert check(runner, "nouveau") == check(runner, code) == renamed


def rename(played: Hall, code: str) -> None:
    """Give the event another code."""
    with writing():
        event = get_event(played.evening.code)
        title = Localized("Soirée", "晚会")
        fields = EventFields(code=code, title=title, museum=title, starts_at=event.starts_at)
        edit_event(event.id, event.version, fields, "test")
        db.session.commit()


ANSWER = "{code}, round 1: the answer of player {name}"
BOARD = "{code}, round 1: its board"
STANDING = "{code}: the standing of player {name} is"
OF_MING = "WHERE round_id = {round} AND player_id = {ming}"
OF_ROUND = "WHERE round_id = {round}"
TAMPERED = {
    f"UPDATE answer SET points = 10 {OF_MING}": (
        f"{ANSWER} has credit and points ('1', 10) and should have ('1', 1000)."
    ),
    f"UPDATE answer SET credit = '0' {OF_MING}": (
        f"{ANSWER} has credit and points ('0', 1000) and should have ('1', 1000)."
    ),
    f"UPDATE answer SET arrived_at = 9 {OF_MING}": (
        f"{ANSWER} was out of time, or its time does not follow from its arrival."
    ),
    "UPDATE standing SET score = 5000 WHERE player_id = {ming}": (
        f"{STANDING} (5000, 2), not (2000, 2)."
    ),
    "UPDATE standing SET right_answers = 0 WHERE player_id = {ming}": (
        f"{STANDING} (2000, 0), not (2000, 2)."
    ),
    "DELETE FROM standing WHERE player_id = {ming}": f"{STANDING} None, not (2000, 2).",
    f"UPDATE board SET answers = 9 {OF_ROUND}": f"{BOARD} says 9 answers instead of 3.",
    f"UPDATE board SET players = 9 {OF_ROUND}": f"{BOARD} says 9 players instead of 4.",
    f"UPDATE board SET spread = '{{{{}}}}' {OF_ROUND}": (
        "{code}, round 1: the spread on its board is not what was answered."
    ),
    f'UPDATE board SET histogram = \'{{{{"0": 2, "1000": 2}}}}\' {OF_ROUND}': (
        f"{BOARD} has 2 players with 1000 points instead of 1."
    ),
    f"UPDATE board SET top = '{{{{\"rows\": []}}}}' {OF_ROUND}": (
        f"{BOARD} does not show the best players in order."
    ),
    f'UPDATE board SET top = \'{{{{"rows": [[{{ming}}, "Ming", 1, 1, null]]}}}}\' {OF_ROUND}': (
        "{code}, round 1: the line of player {name} on its board is (1, 1, None) "
        "and should be (1000, 1, None)."
    ),
    f"DELETE FROM board {OF_ROUND}": "{code}, round 1 is counted and has no board.",
}


@pytest.mark.parametrize("sql", TAMPERED)
def test_tampering_is_found(runner: FlaskCliRunner, played: Hall, sql: str) -> None:
    ming = db.session.scalar(text("SELECT id FROM player WHERE nickname = 'Ming'"))
    code, number = played.evening.code, played.evening.round().times.id
    tamper(sql.format(round=number, ming=ming))
    exit_code, sentences = check(runner, code)
    assert exit_code == 1
    assert TAMPERED[sql].format(code=code, name=f"{ming:x}") in sentences


def test_an_answer_from_another_event_is_found(runner: FlaskCliRunner, played: Hall) -> None:
    ming = db.session.scalar(text("SELECT id FROM player WHERE nickname = 'Ming'"))
    tamper(
        "INSERT INTO event (id, code, key, version, title, museum, starts_at, time_zone, preset, "
        "series_id, one_delay, suggested_names, ranking_closed_at, ended_at, "
        "ended_delays, made_at) SELECT 99, 'other', '9', version, title, museum, starts_at, "
        "time_zone, preset, series_id, one_delay, suggested_names, "
        "ranking_closed_at, ended_at, ended_delays, made_at FROM event"
    )
    tamper(f"UPDATE player SET event_id = 99 WHERE id = {ming}")
    said = f"round 1: player {ming:x} answered and is not in this event."
    exit_code, sentences = check(runner, played.evening.code)
    assert (exit_code, any(said in sentence for sentence in sentences)) == (1, True)


def test_a_row_that_refers_to_nothing_is_found(runner: FlaskCliRunner, played: Hall) -> None:
    db.session.rollback()
    raw = db.session.connection().connection.driver_connection
    raw.execute("COMMIT")
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM player WHERE nickname = 'Li'")
    raw.execute("UPDATE channel SET event_id = 77 WHERE position = 2")
    raw.execute("PRAGMA foreign_keys = ON")
    exit_code, sentences = check(runner)
    assert exit_code == 1
    assert "A row of channel refers to one of event that is gone." in sentences


def test_the_demo_is_sound(runner: FlaskCliRunner) -> None:
    assert runner.invoke(main, ["demo"]).exit_code == 0
    exit_code, sentences = check(runner)
    assert (exit_code, len(sentences)) == (0, 2)


def test_an_unknown_event_is_said(runner: FlaskCliRunner) -> None:
    assert check(runner, "nowhere") == (1, ["Error: There is no event with this code."])
