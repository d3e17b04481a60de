"""`quiz serve` prepares, prints, survives its workers, and ends when it should."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask

from quiz.accounts.models import Invitation
from quiz.cli.links import JOURNAL
from quiz.cli.serve import lines_of
from quiz.cli.worker import SPARE, WORKER
from quiz.cli.workers import GRACE_SECONDS
from quiz.extensions import db
from tests.factories import make_event
from tests.ports import free_port

PATIENCE = 30  # seconds, of a machine that does three other things


class Server:
    """`quiz serve` in a process of its own, in a group of its own."""

    def __init__(self, instance: Path) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from quiz.cli import main; main()", "serve"],
            env=os.environ | {"QUIZ_INSTANCE": str(instance), "PORT": str(self.port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.out = self.process.stdout

    def lines(self) -> list[str]:
        """What it says until it answers."""
        said: list[str] = []
        for line in self.out:
            if line == "Ctrl-C stops it.\n":
                return said
            said.append(line.rstrip())
        return said

    def children(self, name: str) -> list[int]:
        """Its processes that call themselves so."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        pids = [int(pid) for pid in path.read_text("ascii").split()]
        return [pid for pid in pids if name_of(pid) == name]

    def workers(self) -> list[int]:
        """The processes that answer."""
        return self.children(WORKER)

    def spare(self) -> int:
        """The process that waits to take the place of one that dies, once it is there."""
        assert eventually(lambda: len(self.children(SPARE)) == 1)
        return self.children(SPARE)[0]

    def status(self) -> int:
        """How it answers for an event that is not there; 0 if it does not."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            try:
                connection.request("GET", "/live/nothing/here/pulse")
                return connection.getresponse().status
            except OSError:
                return 0

    def numbers(self) -> set[str]:
        """The lines of its metrics."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/metrics", headers={"Authorization": "Bearer s3cret"})
            return set(connection.getresponse().read().decode().splitlines())

    def end(self) -> None:
        """Kill whatever is left of it."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self.out.close()


def command(pid: int) -> bytes:
    """The command line of a process; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def name_of(pid: int) -> str:
    """What a process calls itself; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text("ascii").strip()
    except OSError:
        return ""


def is_free(port: int) -> bool:
    """Whether somebody could listen there."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def eventually(is_so: Callable[[], bool]) -> bool:
    """Whether `is_so` becomes true before patience ends."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "instance")
    yield server
    server.end()


def test_serve_makes_what_is_missing_and_stops_cleanly(server: Server, tmp_path: Path) -> None:
    # Without QUIZ_ORIGIN the first line says what phones can reach.
    assert server.lines()[0].startswith("Phones cannot reach 127.0.0.1: ")
    assert server.status() == 404
    secret = tmp_path / "instance" / "secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "instance" / "clock").exists()
    os.killpg(server.process.pid, signal.SIGINT)
    # Well within the time after which workers are killed.
    assert server.process.wait(GRACE_SECONDS - 1) == 0
    assert server.out.read() == "Stopped.\n"
    assert not (tmp_path / "instance" / "clock").exists()


def test_dead_workers_are_replaced_again_and_again(server: Server) -> None:
    server.lines()
    for _ in range(3):
        assert eventually(lambda: bool(server.workers()))
        victim = server.workers()[-1]
        os.kill(victim, signal.SIGKILL)
        assert eventually(lambda gone=victim: gone not in server.workers())
    assert eventually(lambda: server.status() == 404)
    assert eventually(lambda: len(server.workers()) == 2)
    assert server.process.poll() is None


def test_the_spare_takes_the_place_of_one_that_dies(server: Server) -> None:
    server.lines()
    first, spare = server.workers()[0], server.spare()
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: spare in server.workers() and first not in server.workers())
    assert server.status() == 404
    assert server.spare() not in server.workers()


def test_a_spare_that_dies_is_replaced(server: Server) -> None:
    server.lines()
    before, spare = server.workers(), server.spare()
    os.kill(spare, signal.SIGKILL)
    assert eventually(lambda: name_of(spare) == "")
    assert server.spare() != spare
    assert server.workers() == before


def test_hangup_replaces_the_spare(server: Server) -> None:
    server.lines()
    spare = server.spare()
    server.process.send_signal(signal.SIGHUP)
    assert eventually(lambda: name_of(spare) == "")
    assert server.spare() not in {0, spare}


def test_hangup_replaces_every_worker(server: Server) -> None:
    server.lines()
    before = set(server.workers())
    server.process.send_signal(signal.SIGHUP)
    assert eventually(lambda: len(server.workers()) == 2 and not before & set(server.workers()))
    assert server.status() == 404


def test_orphans_end_and_leave_the_port(server: Server) -> None:
    server.lines()
    orphans = [*server.workers(), server.spare()]
    assert len(orphans) == 3
    server.process.kill()
    assert eventually(lambda: not any(command(pid) for pid in orphans))
    assert eventually(lambda: is_free(server.port))


def test_who_is_stopped_while_they_start_have_not_failed(server: Server) -> None:
    assert eventually(lambda: bool(server.workers()))
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0
    assert server.out.read().endswith("Stopped.\n")


def test_a_taken_port_is_said_in_a_sentence(server: Server, tmp_path: Path) -> None:
    server.lines()
    command = [sys.executable, "-c", "from quiz.cli import main; main()", "serve"]
    environment = os.environ | {"QUIZ_INSTANCE": str(tmp_path), "PORT": str(server.port)}
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert second.stderr.startswith(f"Error: Port {server.port} of 127.0.0.1 cannot be used")


def test_a_second_server_in_the_folder_is_refused(server: Server, tmp_path: Path) -> None:
    server.lines()
    second = Server(tmp_path / "instance")
    assert second.process.wait(PATIENCE) == 1
    assert second.out.read().startswith(f"Error: Another quiz serve runs in {tmp_path}/instance.")
    second.end()
    assert (tmp_path / "instance" / "clock").exists()
    # However the first one ends, the folder is free then.
    server.process.kill()
    server.process.wait(PATIENCE)
    third = Server(tmp_path / "instance")
    assert any(line.startswith("enrol: ") for line in third.lines())
    third.end()


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server whose numbers may be asked for."""
    monkeypatch.setenv("QUIZ_METRICS_TOKEN", "s3cret")
    server = Server(tmp_path / "instance")
    yield server
    server.end()


def test_numbers_of_workers_are_added_up_and_those_of_the_dead_stay(watched: Server) -> None:
    watched.lines()
    for _ in range(8):
        assert watched.status() == 404
    asked = 'celadon_requests_total{status="404",what="pulse"} 8.0'
    # Each worker brings in once a second what it has counted.
    assert eventually(lambda: {asked, "celadon_workers 2.0"} <= watched.numbers())
    victim = watched.workers()[0]
    os.kill(victim, signal.SIGKILL)
    assert eventually(lambda: len(watched.workers()) == 2 and victim not in watched.workers())
    assert eventually(lambda: {asked, "celadon_workers 2.0"} <= watched.numbers())


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Starts one server after another in the same folder."""
    servers: list[Server] = []

    def start_one() -> Server:
        servers.append(Server(tmp_path / "instance"))
        return servers[-1]

    yield start_one
    for server in servers:
        server.end()


def test_a_later_start_prints_no_secret_where_it_is_kept(start: Callable[[], Server]) -> None:
    first = start()
    assert first.lines()[-1].startswith("enrol: http")
    first.process.send_signal(signal.SIGTERM)
    first.process.wait(PATIENCE)

    assert start().lines()[-1] == "enrol: quiz links"


def test_a_journal_is_given_no_secret_even_at_the_first_start(
    start: Callable[[], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(JOURNAL, "8:1234")

    assert start().lines()[-1] == "enrol: quiz links"


@pytest.mark.both_databases
def test_lines_name_the_command_where_a_secret_would_stand(app: Flask) -> None:
    make_event(code="sooner", overlay_secret="s3cret")
    db.session.commit()

    assert lines_of(app, "https://quiz.example", secret=False) == [
        "viewers: https://quiz.example/e/sooner",
        "host: https://quiz.example/fr/host/sooner",
        "overlay: quiz links sooner",
        "enrol: quiz links",
    ]
    assert db.session.query(Invitation).count() == 0
