"""The process of a crowd is the ordinary command; no secret is on its command line."""

import subprocess
import sys
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from quiz.cli import main
from quiz.config import Settings
from quiz.errors import Unavailable
from quiz.extensions import db
from quiz.simulation.actions import call_crowd
from quiz.simulation.process import (
    CrowdOrder,
    command_of,
    environment_of,
    see_it_end,
    start_crowd,
)
from quiz.simulation.queries import find_crowd
from quiz.simulation.rules import CrowdEnding, CrowdManner
from tests.clocks import EVENING
from tests.factories import make_event

ORDER = CrowdOrder("va2020-0a1b2c3d", "0123456789abcdef", 12, CrowdManner(70, "slow"))
URL = "http://127.0.0.1:8000"


def test_it_is_a_command_that_there_is(runner: FlaskCliRunner) -> None:
    command = command_of(ORDER, URL)
    assert command[:3] == [sys.executable, "-m", "quiz.cli"]
    # Every word of it is known: only the event is not there.
    done = runner.invoke(main, command[3:])
    assert (done.exit_code, done.output.splitlines()[-1][:24]) == (1, "Error: There is no event")


def test_its_secrets_are_in_its_surroundings_alone(settings: Settings) -> None:
    secret = replace(settings, database_url="postgresql+psycopg://quiz:s3cret@db/quiz")
    environment = environment_of({"PATH": "/bin", "QUIZ_INSTANCE": "other"}, secret)
    assert environment == {
        "PATH": "/bin",
        "QUIZ_INSTANCE": str(settings.instance),
        "QUIZ_DATABASE_URL": secret.database_url,
        "QUIZ_SECRET_FILE": str(settings.secret_file),
    }
    assert "s3cret" not in " ".join(command_of(ORDER, URL))


def test_where_nobody_knows_the_address_none_can_be_started(app: Flask, settings: Settings) -> None:
    assert settings.own_address == ""
    with pytest.raises(Unavailable, match="QUIZ_OWN_ADDRESS"):
        start_crowd(ORDER, settings)


@pytest.mark.usefixtures("app")
def test_one_that_ended_without_a_word_has_failed(settings: Settings) -> None:
    event = make_event(code="twin", original_id=make_event(code="va2020").id)
    db.session.commit()
    event_id = event.id
    key = call_crowd(event_id, 12, CrowdManner(), EVENING, "test")
    db.session.commit()
    process = subprocess.Popen([sys.executable, "-c", ""])
    see_it_end(process, key, settings.database_url)
    db.session.rollback()
    found = find_crowd(event_id)
    assert found is not None
    assert found.ending is CrowdEnding.FAILED
    # Without its database it only ends.
    see_it_end(process, key, "sqlite:////nowhere/quiz.sqlite")
