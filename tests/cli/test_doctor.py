"""`quiz doctor` names what must be mended, and only that."""

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from quiz import database
from quiz.cli import main
from quiz.cli.doctor import look_at_catalogues, look_at_database, look_at_room, look_at_secret
from quiz.config import Settings, make_secret


def bad(findings: object) -> list[str]:
    return [finding.sentence for finding in findings if not finding.well]


@pytest.mark.both_databases
def test_a_migrated_database_is_well(settings: Settings, database_url: str) -> None:
    settings = Settings(settings.instance, database_url, settings.secret_file)
    assert bad(look_at_database(settings)) == []


def test_a_missing_database_is_named_and_not_made(settings: Settings) -> None:
    assert bad(look_at_database(settings)) == [
        "The database cannot be reached: unable to open database file"
    ]
    assert not (settings.instance / "quiz.sqlite").exists()


def test_an_empty_database_is_told_to_be_brought_up(settings: Settings) -> None:
    database.connect_raw(settings.database_url).close()
    (sentence,) = bad(look_at_database(settings))
    assert sentence.startswith("The database is at version empty")


def test_a_secret_that_others_may_read_is_named(settings: Settings) -> None:
    make_secret(settings.secret_file)
    assert bad(look_at_secret(settings)) == []
    settings.secret_file.chmod(0o640)
    (sentence,) = bad(look_at_secret(settings))
    assert "has mode 0640" in sentence


def test_a_missing_secret_is_named(settings: Settings) -> None:
    (sentence,) = bad(look_at_secret(settings))
    assert sentence.startswith("There is no secret key")


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
