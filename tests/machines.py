"""`quiz serve` as one of many machines: processes of its own, on loopback."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

from tests.nginx import PATIENCE
from tests.ports import free_port

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
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-c", "from quiz.cli import main; main()"),
                *("serve", "--workers", str(workers)),
            ],
            env=os.environ | own | dict(settings),
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
