"""Rehearsing players answer the made-up kind as everybody does."""

from flask.testing import FlaskCliRunner
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.cli import main
from quiz.database import writing
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.models import Answer
from tests.factories import make_entry


def test_rehearsing_players_answer_it(
    address: str, question: Question, runner: FlaskCliRunner
) -> None:
    with writing():
        make_entry(db.session.scalars(select(Event)).one(), question)
        db.session.commit()
    words = ["dial", "--players", "12", "--url", address, "--stage", "--rounds", "1"]
    done = runner.invoke(main, ["rehearse", "--here", *words])
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Every promise was kept.")
    db.session.rollback()
    values = db.session.scalars(select(Answer.value)).all()
    assert len(values) >= 8
    assert all(0 <= int(value) <= 100 for value in values)
