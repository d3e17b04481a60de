"""Servers to measure: the product as `quiz serve` runs it, and the echo on the same server."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quiz.config import ROOT

WORKERS = 2


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def product(instance: Path, database_url: str, threads: int) -> Iterator[tuple[str, int]]:
    """`quiz serve` on that database; its address and process number."""
    environment = os.environ | {
        "QUIZ_INSTANCE": str(instance),
        "QUIZ_DATABASE_URL": database_url,
        "QUIZ_THREADS": str(threads),
    }
    port = free_port()
    command = [str(Path(sys.executable).parent / "quiz"), "serve", "--port", str(port)]
    with running(command, environment, port) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def echo(threads: int) -> Iterator[tuple[str, int]]:
    """The same server with the same workers and threads, and nothing behind it."""
    port = free_port()
    command = [
        str(Path(sys.executable).parent / "granian"),
        "--interface=wsgi",
        f"--port={port}",
        f"--workers={WORKERS}",
        f"--blocking-threads={threads}",
        "--backlog=4096",
        "--backpressure=16384",
        "--no-ws",
        "--log-level=error",
        "tests.bench.echo:app",
    ]
    with running(command, dict(os.environ), port) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def running(command: list[str], environment: dict[str, str], port: int) -> Iterator[int]:
    """A server that answers; stopped at the end, with everything it started."""
    raise_file_limit()
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_until_it_answers(port, server)
        yield server.pid
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


def worker_memory_mb(parent: int) -> float:
    """The resident memory of the largest process below `parent`, in MB."""
    listing = subprocess.run(
        ["ps", "-o", "rss=", "--ppid", str(parent)], capture_output=True, text=True, check=True
    )
    return max(int(line) for line in listing.stdout.split()) / 1024


def raise_file_limit() -> None:
    """Let this process and what it starts hold ten thousand connections."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
