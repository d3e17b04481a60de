"""What `quiz doctor` measures is well up to its limit, and named beyond it."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from quiz import database
from quiz.cli.doctor import (
    Finding,
    look_at_catalogues,
    look_at_database,
    look_at_python,
    look_at_room,
    look_at_server,
)
from quiz.config import Settings
from tests.servers import PostgresServer

# The command of this name hides the module from an import of the usual kind.
doctor = sys.modules["quiz.cli.doctor"]

HOUR_MS = 3_600_000
LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (1024, {limit}))
from quiz.cli import main
main()
"""


@pytest.mark.parametrize(
    ("version", "finding"),
    [
        ((3, 10, 99), Finding(False, "Python 3.10; 3.11 to 3.14 will do.")),
        ((3, 11, 0), Finding(True, "Python 3.11; 3.11 to 3.14 will do.")),
        ((3, 14, 99), Finding(True, "Python 3.14; 3.11 to 3.14 will do.")),
        ((3, 15, 0), Finding(False, "Python 3.15; 3.11 to 3.14 will do.")),
    ],
)
def test_a_python_too_old_or_too_new_is_named(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, int, int],
    finding: Finding,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version_info", version)
        findings = list(look_at_python(settings))
    assert findings == [finding]


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


@pytest.mark.parametrize(
    ("free", "finding"),
    [
        (500_000_000, Finding(True, "500 MB are free in {folder}.")),
        (499_999_999, Finding(False, "499 MB are free in {folder}.")),
    ],
)
def test_a_full_disk_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, free: int, finding: Finding
) -> None:
    folder = settings.instance
    disks = {folder: SimpleNamespace(free=free)}
    monkeypatch.setattr(shutil, "disk_usage", disks.__getitem__)
    expected = replace(finding, sentence=finding.sentence.format(folder=folder))
    assert next(look_at_room(settings)) == expected
    # Before the first start there is only the folder above.
    assert next(look_at_room(replace(settings, instance=folder / "instance"))) == expected


@pytest.mark.parametrize("writable", [True, False])
def test_a_folder_that_cannot_be_written_to_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    # Root may write to any folder, whatever its mode.
    monkeypatch.setattr(os, "access", lambda folder, mode: writable or mode != os.W_OK)
    finding = Finding(False, f"{settings.instance} cannot be written to.")
    assert (finding in look_at_room(settings)) is not writable


@pytest.mark.parametrize(("limit", "verdict"), [(4096, "well"), (4095, "MEND")])
def test_a_process_that_may_open_few_files_is_named(
    tmp_path: Path, limit: int, verdict: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(limit=limit), "doctor"],
        env=os.environ | {"QUIZ_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    sentence = f"{verdict}  A process may open {limit} files; each phone takes one."
    assert sentence in done.stdout.splitlines()


def test_no_limit_of_files_is_well(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (1024, resource.RLIM_INFINITY))
    sentence = "A process may open any number of files; each phone takes one."
    assert list(look_at_room(settings))[-1] == Finding(True, sentence)


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all translations; each is compiled in the second in which it was written."""
    for language in ("fr", "zh"):
        folder = tmp_path / "translations" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        for name in ("messages.po", "messages.mo", "wtforms.po", "wtforms.mo"):
            (folder / name).touch()
            os.utime(folder / name, (1000, 1000))
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    return tmp_path / "translations"


def test_compiled_catalogues_are_well(settings: Settings, catalogues: Path) -> None:
    assert list(look_at_catalogues(settings)) == [
        Finding(True, "The catalogue of fr is compiled."),
        Finding(True, "The catalogue of zh is compiled."),
    ]


@pytest.mark.parametrize("domain", ["messages", "wtforms"])
@pytest.mark.parametrize("stale", [True, False])
def test_a_catalogue_that_is_stale_or_not_compiled_is_named(
    settings: Settings, catalogues: Path, domain: str, stale: bool
) -> None:
    source = catalogues / "zh" / "LC_MESSAGES" / f"{domain}.po"
    if stale:
        os.utime(source, (1001, 1001))
    else:
        source.with_suffix(".mo").unlink()
    assert list(look_at_catalogues(settings)) == [
        Finding(True, "The catalogue of fr is compiled."),
        Finding(False, "The catalogue of zh is not compiled; make run does."),
    ]
