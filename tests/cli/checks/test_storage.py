"""What the database commits is kept, or what loses it is named."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from quiz.cli.checks import storage
from quiz.cli.checks.finding import Finding
from quiz.cli.checks.storage import look_at_medium, look_at_server
from tests.cli.checks.findings import bad
from tests.servers import PostgresServer


@pytest.mark.postgresql
def test_a_postgresql_that_loses_or_refuses_is_named(
    postgresql: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(f"postgresql://postgres@/postgres?host={postgresql.folder}") as server:
        assert bad(look_at_server(server)) == []
        monkeypatch.setattr(storage, "CONNECTIONS", 104)
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
    monkeypatch.setattr(storage, "MOUNTS", tmp_path / "mounts")
    assert bad([look_at_medium(Path("/srv/quiz/quiz.sqlite"))]) == sentences


@pytest.fixture
def forgetful(postgresql: PostgresServer) -> Iterator[PostgresServer]:
    """Another server, which does not wait until the disk has what it commits."""
    server = PostgresServer(postgresql.binaries)
    server.create()
    with (server.folder / "data" / "postgresql.conf").open("a") as file:
        file.write("fsync = off\n")
    server.start()
    yield server
    server.remove()


def look_at(server: PostgresServer) -> list[Finding]:
    address = f"postgresql://postgres@/postgres?host={server.folder}"
    with psycopg.connect(address) as connection:
        return list(look_at_server(connection))


@pytest.mark.postgresql
def test_a_postgresql_that_keeps_what_it_commits_is_well(postgresql: PostgresServer) -> None:
    assert look_at(postgresql)[0] == Finding(True, "PostgreSQL keeps what it commits.")


@pytest.mark.postgresql
def test_a_postgresql_that_does_not_sync_is_named(forgetful: PostgresServer) -> None:
    sentence = "PostgreSQL's fsync is off; a power cut loses what it committed."
    assert look_at(forgetful)[0] == Finding(False, sentence)
