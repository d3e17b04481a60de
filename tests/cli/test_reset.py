"""`quiz reset`: an event is back in its lobby, once its code was typed."""

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from quiz.cli import main
from quiz.events.models import Round
from quiz.extensions import db
from tests.factories import make_channel, make_event, make_round

DONE = "The event is back in its lobby: nothing was launched, and nobody has joined.\n"


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [(["--typed", "va2020"], "", 0), ([], "va2020\n", 0), ([], "other\n", 1)],
)
def test_it_asks_for_the_code(
    runner: FlaskCliRunner, words: list[str], typed: str, code: int
) -> None:
    event = make_event(code="va2020")
    make_channel(event)
    make_round(event)
    db.session.commit()
    done = runner.invoke(main, ["reset", "va2020", *words], input=typed)
    assert done.exit_code == code, done.output
    assert done.output.endswith(DONE) is (code == 0)
    db.session.rollback()
    assert len(db.session.scalars(select(Round)).all()) == code
