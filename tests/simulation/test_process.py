"""The process of a crowd is the ordinary command; no secret is on its command line."""

import sys
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from quiz.cli import main
from quiz.config import Settings
from quiz.errors import Unavailable
from quiz.simulation.process import (
    CrowdOrder,
    command_of,
    environment_of,
    start_crowd,
)
from quiz.simulation.rules import CrowdManner

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
