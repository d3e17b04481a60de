"""A database is well if it is sound, there, and up to date."""

import pytest
from flask import Flask

from quiz import database
from quiz.cli.checks.data import look_at_database
from quiz.cli.checks.finding import Finding
from quiz.config import Settings
from quiz.extensions import db
from tests.cli.checks.findings import bad
from tests.factories import make_bank, make_picture, make_question


@pytest.mark.both_databases
def test_a_migrated_database_is_well(settings: Settings, database_url: str) -> None:
    settings = Settings(settings.instance, database_url, settings.secret_file)
    assert bad(look_at_database(settings)) == []


@pytest.mark.parametrize(
    ("many", "sentence"),
    [
        (0, "Every picture that a question names is here."),
        (1, "1 question names a picture that is not here; it is played without one."),
        (2, "2 questions name pictures that are not here; they are played without any."),
    ],
)
def test_pictures_that_nobody_sees_are_counted(
    app: Flask, settings: Settings, many: int, sentence: str
) -> None:
    bank = make_bank()
    for number in range(3):
        make_question(bank, image="vase.jpg" if number < many else "")
    make_question(bank, image=f"{make_picture().key}.jpg")
    db.session.commit()
    assert Finding(True, sentence) in list(look_at_database(settings))


def test_a_missing_database_is_named_and_not_made(settings: Settings) -> None:
    assert bad(look_at_database(settings)) == [
        "The database cannot be reached: unable to open database file"
    ]
    assert not (settings.instance / "quiz.sqlite").exists()


def test_an_empty_database_is_told_to_be_brought_up(settings: Settings) -> None:
    database.connect_raw(settings.database_url).close()
    (sentence,) = bad(look_at_database(settings))
    assert sentence.startswith("The database is at version empty")


def pretend_sqlite(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    numbers = tuple(int(number) for number in version.split("."))
    monkeypatch.setattr(database.sqlite, "sqlite_version", version)
    monkeypatch.setattr(database.sqlite, "sqlite_version_info", numbers)


@pytest.mark.parametrize("version", ["3.51.3", "3.50.7", "3.44.6"])
def test_an_sqlite_that_loses_nothing_is_well(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    pretend_sqlite(monkeypatch, version)
    sentence = f"SQLite {version}; 3.51.3 and newer lose nothing."
    assert next(look_at_database(settings)) == Finding(True, sentence)


@pytest.mark.parametrize("version", ["3.51.2", "3.50.6", "3.44.5"])
def test_an_sqlite_that_loses_writes_is_named_and_nothing_opened(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    pretend_sqlite(monkeypatch, version)
    sentence = f"SQLite {version}; 3.51.3 and newer lose nothing."
    assert list(look_at_database(settings)) == [Finding(False, sentence)]
