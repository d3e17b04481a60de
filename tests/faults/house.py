"""`quiz serve` as a museum runs it, to be killed, stalled and started again on the same port."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from quiz.cli.worker import WORKER
from tests.ports import free_port

READY = "Ctrl-C stops it."
PATIENCE_S = 90.0  # of a machine that does many other things
COMMAND = (sys.executable, "-c", "from quiz.cli import main; main()", "serve")
# What only a fault of ours writes: whatever else happens is foreseen, and said in a line.
NEVER_SAID = ("The lane failed.", "failed.\nTraceback")


class House:
    """One machine: a folder, a port, a database, two workers."""

    def __init__(
        self, instance: Path, url: str, environment: Mapping[str, str] | None = None
    ) -> None:
        instance.mkdir(exist_ok=True)
        self.instance = instance
        self.url = url
        self.port = free_port()
        self.log = instance / "said"
        self.log.touch()
        self._own = {
            "QUIZ_INSTANCE": str(instance),
            "QUIZ_DATABASE_URL": url,
            "PORT": str(self.port),
            **(environment or {}),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, or start again, and return once both workers answer."""
        before = self.said().count(READY)
        # Everything goes into a file: a pipe that nobody reads would stop whoever writes.
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                COMMAND,
                env=os.environ | self._own,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        assert eventually(lambda: self.said().count(READY) > before or not self.is_up())
        assert self.is_up(), self.said()

    def is_up(self) -> bool:
        """Whether its main process runs."""
        return self.process is not None and self.process.poll() is None

    def said(self) -> str:
        """All that it has said since it was first started."""
        return self.log.read_text("utf-8", errors="replace")

    def workers(self) -> list[int]:
        """The processes that answer, the oldest first; the spare is none of them."""
        return [pid for pid in children(self.pid) if name(pid) == WORKER]

    @property
    def pid(self) -> int:
        """The main process."""
        assert self.process is not None
        return self.process.pid

    def send(self, number: signal.Signals) -> None:
        """Send the main process a signal."""
        os.kill(self.pid, number)

    def wait(self) -> int:
        """Wait until the main process has ended; its exit status."""
        assert self.process is not None
        return self.process.wait(PATIENCE_S)

    def end(self) -> None:
        """Leave nothing of it behind."""
        if self.process is None:
            return
        left = [self.pid, *children(self.pid)] if self.is_up() else []
        for pid in left:
            kill(pid)
        self.process.wait(PATIENCE_S)
        assert eventually(lambda: are_gone(left))


def are_gone(pids: Iterable[int]) -> bool:
    """Whether all those processes have ended."""
    return not any(map(command, pids))


def kill(pid: int) -> None:
    """End a process as the kernel does when it is out of memory; it may have ended by itself."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def children(pid: int) -> list[int]:
    """The processes that `pid` has started; none when it has ended."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except OSError:
        return []
    return [int(child) for child in text.split()]


def command(pid: int) -> bytes:
    """The command line of a process; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def name(pid: int) -> str:
    """What a process calls itself; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text("ascii").strip()
    except OSError:
        return ""


def eventually(is_so: Callable[[], object], seconds: float = PATIENCE_S) -> bool:
    """Whether `is_so` becomes true before patience ends."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
