"""`quiz serve` as one of many machines: processes of its own, on loopback."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask

from quiz.app import create_app
from quiz.config import Settings, make_secret
from quiz.extensions import db
from tests.nginx import PATIENCE, Nginx, nginx_binary
from tests.ports import free_port
from tests.servers import PostgresServer

READY = "Ctrl-C stops it.\n"


class Node:
    """One web machine, with a folder of its own, and one worker unless more are asked for."""

    def __init__(self, folder: Path, settings: Mapping[str, str], workers: int = 1) -> None:
        self.port = free_port()
        self.links: dict[str, str] = {}
        folder.mkdir()
        # As a machine that was emptied before it was stopped; its start ends that.
        (folder / "draining").touch()
        own = {"QUIZ_INSTANCE": str(folder), "PORT": str(self.port)}
        self.env = os.environ | own | dict(settings)
        self.workers = workers
        self.start()

    def start(self) -> None:
        """Begin, or begin again on the same port after it was killed; `wait` until it answers."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-c", "from quiz.cli import main; main()"),
                *("serve", "--workers", str(self.workers)),
            ],
            env=self.env,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.out = self.process.stdout

    def wait(self) -> None:
        """Return once it answers; `links` then has those that it printed."""
        for line in self.out:
            if line == READY:
                return
            name, _, link = line.strip().partition(": ")
            self.links[name] = link
        raise AssertionError("The node ended before it answered.")

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, str]:
        """The status and the text of a page of this very node."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def kill(self) -> None:
        """End it as a power cut does: all of its processes, at once."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for pid in [self.process.pid, *map(int, children.read_text("ascii").split())]:
            os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        """Leave nothing of it behind."""
        if self.process.poll() is None:
            self.kill()
        self.process.wait(PATIENCE)
        self.out.close()


@dataclass
class Machines:
    """Two web machines on one database, nginx before them, and the staff's side of it."""

    app: Flask
    nginx: Nginx
    nodes: list[Node]


@contextmanager
def two_machines(
    postgresql: PostgresServer, folder: Path, settings: Mapping[str, str], workers: int = 1
) -> Iterator[Machines]:
    """Two nodes of so many workers that answer, in the application's context."""
    binary = nginx_binary()
    if binary is None:
        pytest.skip("nginx is missing: install the package nginx.")
    url = postgresql.url(name := postgresql.make_database())
    secret = folder / "secret"
    make_secret(secret)
    shared = {
        "QUIZ_DATABASE_URL": url,
        "QUIZ_SECRET_FILE": str(secret),
        "QUIZ_PROXIES": "127.0.0.1",
        **settings,
    }
    # Both at once: the one that comes second waits until the tables are made.
    nodes = [Node(folder / f"node{number}", shared, workers) for number in (1, 2)]
    (folder / "nginx").mkdir()
    nginx = Nginx(binary, folder / "nginx", [node.port for node in nodes])
    try:
        for node in nodes:
            node.wait()
        nginx.start()
        app = create_app(Settings(instance=folder, database_url=url, secret_file=secret))
        with app.app_context():
            yield Machines(app, nginx, nodes)
            app.extensions["runtime"].end()
            db.session.remove()
            db.engine.dispose()
    finally:
        nginx.end()
        for node in nodes:
            node.end()
    postgresql.drop_database(name)
