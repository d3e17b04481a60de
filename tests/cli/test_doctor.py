"""`quiz doctor` names what must be mended, and only that."""

import sys
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from quiz import database
from quiz.cli import main
from quiz.cli.doctor import (
    Finding,
    look_at_catalogues,
    look_at_database,
    look_at_medium,
    look_at_network,
    look_at_room,
    look_at_secret,
    look_at_server,
)
from quiz.config import Settings, make_secret
from quiz.extensions import db
from tests.factories import make_bank, make_question
from tests.servers import PostgresServer

# The command of this name hides the module from an import of the usual kind.
doctor = sys.modules["quiz.cli.doctor"]


def bad(findings: object) -> list[str]:
    return [finding.sentence for finding in findings if not finding.well]


@pytest.mark.both_databases
def test_a_migrated_database_is_well(settings: Settings, database_url: str) -> None:
    settings = Settings(settings.instance, database_url, settings.secret_file)
    assert bad(look_at_database(settings)) == []


@pytest.mark.parametrize(
    ("many", "sentence"),
    [
        (0, "No question names a picture."),
        (1, "1 question names a picture; phones do not show pictures yet."),
        (2, "2 questions name a picture; phones do not show pictures yet."),
    ],
)
def test_pictures_that_nobody_sees_are_counted(
    app: Flask, settings: Settings, many: int, sentence: str
) -> None:
    bank = make_bank()
    for number in range(3):
        make_question(bank, image="vase.jpg" if number < many else "")
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


def test_a_secret_that_others_may_read_is_named(settings: Settings) -> None:
    make_secret(settings.secret_file)
    assert bad(look_at_secret(settings)) == []
    settings.secret_file.chmod(0o640)
    (sentence,) = bad(look_at_secret(settings))
    assert "has mode 0640" in sentence


def test_a_missing_secret_is_named(settings: Settings) -> None:
    (sentence,) = bad(look_at_secret(settings))
    assert sentence.startswith("There is no secret key")


def test_a_credential_is_safe_whatever_its_mode(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_secret(settings.secret_file)
    settings.secret_file.chmod(0o440)
    monkeypatch.setattr(doctor, "SAFE_FOLDERS", (f"{settings.instance}/",))
    assert bad(look_at_secret(settings)) == []


@pytest.mark.postgresql
def test_a_postgresql_that_loses_or_refuses_is_named(
    postgresql: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(f"postgresql://postgres@/postgres?host={postgresql.folder}") as server:
        assert bad(look_at_server(server)) == []
        monkeypatch.setattr(doctor, "CONNECTIONS", 104)
        assert bad(look_at_server(server)) == [
            "PostgreSQL takes 100 connections; each machine of ours may need 104."
        ]


@pytest.mark.parametrize(
    ("mounts", "sentences"),
    [
        ("/dev/sda / ext4 rw 0 0\n", []),
        ("/dev/sda / ext4 rw 0 0\nhost:/ /srv/quiz-other nfs4 rw 0 0\n", []),
        (
            "/dev/sda / ext4 rw 0 0\nhost:/ /srv/quiz nfs4 rw 0 0\n",
            ["The database lies on nfs4; SQLite needs a disk of this machine."],
        ),
        ("host:/ / nfs4 rw 0 0\n/dev/sda /srv/quiz ext4 rw 0 0\n", []),
    ],
)
def test_sqlite_over_a_network_is_named(
    mounts: str, sentences: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mounts").write_text(mounts)
    monkeypatch.setattr(doctor, "MOUNTS", tmp_path / "mounts")
    assert bad([look_at_medium(Path("/srv/quiz/quiz.sqlite"))]) == sentences


@pytest.mark.parametrize(("backlog", "faults"), [("4096", 0), ("128", 1)])
def test_a_short_queue_is_named(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backlog: str, faults: int
) -> None:
    (tmp_path / "somaxconn").write_text(f"{backlog}\n")
    monkeypatch.setattr(doctor, "BACKLOG", tmp_path / "somaxconn")
    assert len(bad(look_at_network(settings))) == faults


def test_https_without_a_known_proxy_is_named(settings: Settings) -> None:
    ours = replace(settings, origin="https://quiz.museum.example")
    assert bad(look_at_network(ours)) == [
        "Something speaks https for us, but QUIZ_PROXIES does not say at which address."
    ]
    assert bad(look_at_network(replace(ours, proxies=(ip_network("10.0.0.7"),)))) == []


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
