"""The disk is full, and there is room again: nobody is told that an answer is kept before it is."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from psycopg import sql

from tests.faults.conftest import Open
from tests.faults.crowd import BEFORE_S, Crowd
from tests.faults.house import eventually
from tests.faults.judge import play_in
from tests.faults.nights import copy_of
from tests.servers import PostgresServer

pytestmark = pytest.mark.both_databases

SIZES = {"sqlite": "16m", "postgresql": "24m"}
PIECE = bytes(4_096)
FULL_S = 1.0


@pytest.fixture
def disk(backend: str) -> Iterator[Path]:
    """A small disk of its own."""
    # Not among pytest's folders: PostgreSQL, which runs as somebody else, cannot go there.
    folder = Path(tempfile.mkdtemp(prefix="quiz-disk-", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZES[backend]}", "tmpfs", str(folder)]
    if os.getuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        folder.rmdir()
        pytest.skip("No small disk can be mounted here: root may, where mounting is allowed.")
    folder.chmod(0o755)
    yield folder
    # Whoever was killed keeps its files for a moment longer.
    unmount = ["umount", str(folder)]
    assert eventually(lambda: not subprocess.run(unmount, check=False).returncode)
    folder.rmdir()


@pytest.fixture
def small_url(backend: str, disk: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database with every table, on the small disk."""
    if backend == "sqlite":
        yield copy_of(request.getfixturevalue("sqlite_template"), disk)
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    tables: str = request.getfixturevalue("postgresql_template")
    shutil.chown(disk, "postgres", "postgres")
    place = sql.Literal(str(disk))
    server.execute(sql.SQL("CREATE TABLESPACE small LOCATION {}").format(place))
    statement = sql.SQL("CREATE DATABASE small TEMPLATE {} TABLESPACE small")
    server.execute(statement.format(sql.Identifier(tables)))
    yield server.url("small")
    server.drop_database("small")
    server.execute(sql.SQL("DROP TABLESPACE small").format())


def fill(disk: Path) -> Callable[[], None]:
    """Leave no room on the disk; gives what makes room again."""
    heap = disk / "heap"
    with heap.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(PIECE)
        except OSError:
            return heap.unlink


def test_the_disk_is_full_and_has_room_again(small_url: str, disk: Path, open_house: Open) -> None:
    house = open_house(url=small_url)

    def fault(crowd: Crowd) -> None:
        for _ in crowd.turns():
            time.sleep(BEFORE_S)
            make_room = fill(disk)
            time.sleep(FULL_S)
            make_room()
        assert crowd.was_hindered()

    play_in(house, fault)
