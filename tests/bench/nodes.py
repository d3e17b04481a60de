"""Servers to measure: the product as `quiz serve` runs it, and the echo on the same server."""

import os
import resource
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from quiz.config import ROOT
from tests.ports import free_port

WORKERS = 2
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at `port`, and the process that all of its others come from."""

    port: int
    parent: int

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True)
class Memory:
    """What the largest worker holds, in MB: all, its own part of it, the most it ever was."""

    rss: float
    pss: float
    peak: float


@contextmanager
def product(
    settings: Mapping[str, str],
    workers: int = WORKERS,
    core: int | None = None,
    held: Sequence[str] = (),
) -> Iterator[Server]:
    """`quiz serve` with those settings, on one core if it is named; `held` stands before it."""
    port = free_port()
    quiz = str(Path(sys.executable).parent / "quiz")
    command = [quiz, "serve", "--port", str(port), "--workers", str(workers)]
    pinned = [] if core is None else ["taskset", "-c", str(core)]
    with running([*held, *pinned, *command], os.environ | dict(settings), port) as server:
        yield server


@contextmanager
def echo() -> Iterator[Server]:
    """The same server with the same workers and threads, and nothing behind it."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.echo", str(port), str(WORKERS)]
    with running(command, dict(os.environ), port) as server:
        yield server


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int) -> Iterator[Server]:
    """A server that answers; stopped at the end, with everything it started."""
    raise_file_limit()
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until_it_answers(port, server)
        yield Server(port, server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_until_it_answers(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Wait for the first answer, whatever it is."""
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("the server stopped before it answered")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


def family(parent: int) -> list[int]:
    """A process and all that came from it."""
    children: list[str] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
    return [parent, *(pid for child in children for pid in family(int(child)))]


def seconds_spent(pids: list[int]) -> float:
    """How long those processes, and children of theirs that ended, have kept a core busy."""
    ticks = 0
    for pid in pids:
        # One that ends between the listing and this line is among its parent's next time.
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
            ticks += sum(int(spent) for spent in fields[11:15])
    return ticks / TICKS


def worker_memory(parent: int) -> Memory:
    """What the largest process below `parent` holds; the most it ever was is of any of them."""
    workers = family(parent)[1:]
    sizes = [
        (sizes_of(pid, "smaps_rollup", "Rss"), sizes_of(pid, "smaps_rollup", "Pss"))
        for pid in workers
    ]
    rss, pss = max(sizes)
    return Memory(rss, pss, max(sizes_of(pid, "status", "VmHWM") for pid in workers))


def sizes_of(pid: int, file: str, name: str) -> float:
    """One line of what the kernel says of a process's memory, in MB."""
    for line in Path(f"/proc/{pid}/{file}").read_text("utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"the kernel says nothing of {name}")


def raise_file_limit() -> None:
    """Let this process and what it starts hold ten thousand connections."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
