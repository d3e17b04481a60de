"""`quiz doctor` looks at everything, and fails if anything must be mended."""

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from quiz.cli import main
from quiz.cli.checks.machine import look_at_room
from quiz.cli.checks.program import look_at_catalogues
from quiz.config import Settings


def test_room_and_catalogues_are_looked_at(settings: Settings) -> None:
    assert len(list(look_at_room(settings))) >= 2
    assert [finding.sentence[:19] for finding in look_at_catalogues(settings)] == [
        "The catalogue of fr",
        "The catalogue of zh",
    ]


def test_doctor_fails_when_anything_must_be_mended(
    runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUIZ_INSTANCE", str(tmp_path / "nowhere"))
    result = runner.invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert "MEND  There is no secret key" in result.output
