"""The processes that answer: each in a fresh interpreter, replaced when it dies or on SIGHUP."""

import gc
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.synchronize import Semaphore
from time import monotonic
from typing import Any

import click
from uvicorn.config import Config
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from quiz.config import ROOT
from quiz.web.quick import KEPT_S, Line

# Phones that come all at once wait here until they are let in.
BACKLOG = 4_096
WATCH_SECONDS = 0.5
AGAIN_SECONDS = 0.1
GRACE_SECONDS = 5
SETTLE_SECONDS = 0.5
# A worker that says nothing for so long hangs, and gives way to another.
SILENCE_SECONDS = 30
STOPS = frozenset({signal.SIGINT, signal.SIGTERM})
# A crowd has some thousand requests under way, which are no garbage; reference counts do the rest.
GARBAGE = (50_000, 20, 50)

log = logging.getLogger(__name__)


class Arrivals:
    """How many workers came up; a semaphore has no lock that a killed one could keep."""

    def __init__(self) -> None:
        self.semaphore = multiprocessing.get_context("spawn").Semaphore(0)
        self.count = 0

    def announce(self, workers: int, lines: list[str]) -> None:
        """Count for ever; say where the quiz is as soon as so many workers are there."""
        while self.semaphore.acquire():
            self.count += 1
            if self.count == workers:
                # Loaded is not yet listening: a signal in between would not be heard.
                time.sleep(SETTLE_SECONDS)
                for line in lines:
                    click.echo(line)


class Worker(Process):
    """One of them."""

    _asked_at: float | None = None

    def is_alive(self, timeout: float = SILENCE_SECONDS) -> bool:
        """Whether it runs, and was not silent for so many seconds when it was last asked.

        Its answer is not waited for: meanwhile another one, or this one, may die.
        """
        try:
            while self.parent_conn.poll():
                self.parent_conn.recv()
                self._asked_at = None
            if self._asked_at is None:
                self.parent_conn.send(b"ping")
                self._asked_at = monotonic()
        except (OSError, EOFError):
            return False
        return self.process.is_alive() and monotonic() < self._asked_at + timeout

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve, in the new process. Once the server has stopped, it ends as others end."""
        # The signal that stopped it is raised again then, and by itself would leave nothing time
        # to write and to close.
        signal.signal(signal.SIGTERM, leave)
        super().target(sockets)


class Workers(Multiprocess):
    """One worker for each listener. On SIGHUP a successor answers before a worker goes."""

    def __init__(
        self, config: Config, listeners: Sequence[socket.socket], arrivals: Arrivals | None = None
    ) -> None:
        super().__init__(config, [])
        self.has_failed = False
        self._listeners = listeners
        self._arrivals = arrivals

    def init_processes(self) -> None:
        """Begin with a worker for each listener."""
        self.processes = [self._begun(place) for place in range(len(self._listeners))]

    def keep_subprocess_alive(self) -> None:
        """Replace who died or hangs; if none ever came up, it is the start that is at fault."""
        for place, worker in enumerate(self.processes):
            if worker.is_alive(SILENCE_SECONDS):
                continue
            worker.kill()
            worker.join()
            if self._arrivals is not None and not self._arrivals.count:
                self.has_failed = True
                self.should_exit.set()
                return
            self.processes[place] = self._begun(place)

    def restart_all(self) -> None:
        """Replace the workers one after the other; one whose successor does not come up stays."""
        for place in range(len(self.processes)):
            successor = self._begun(place)
            if not self._comes_up(successor):
                successor.kill()
                successor.join()
                if not self._is_stopped():
                    log.error("A new worker did not come up, so the ones that are there stay.")
                return
            worker, self.processes[place] = self.processes[place], successor
            worker.terminate()
            see_off(worker)

    def _comes_up(self, successor: Worker) -> bool:
        """Whether it answers in time. Meanwhile others are looked after, and a stop is heard."""
        until = monotonic() + SILENCE_SECONDS
        while monotonic() < until and successor.process.is_alive() and not self._is_stopped():
            if successor.is_ready(WATCH_SECONDS):
                return True
            time.sleep(AGAIN_SECONDS)
            self.keep_subprocess_alive()
        return False

    def _is_stopped(self) -> bool:
        return self.should_exit.is_set() or not STOPS.isdisjoint(self.signal_queue)

    def join_all(self) -> None:
        """Wait for the workers to end."""
        for worker in self.processes:
            see_off(worker)

    def handle_ttin(self) -> None:
        """There are as many workers as listeners."""

    def handle_ttou(self) -> None:
        """There are as many workers as listeners."""

    def _begun(self, place: int) -> Worker:
        worker = Worker(self.config, [self._listeners[place]])
        worker.start()
        return worker


def see_off(worker: Process) -> None:
    """Wait for a worker to end, but no longer than it may need to answer and to write."""
    worker.process.join(2 * GRACE_SECONDS)
    worker.process.kill()
    worker.join()


def listening(host: str, port: int, workers: int) -> list[socket.socket]:
    """A listener for each worker. Linux shares connections out among them evenly.

    They are this process's own: what waits at one whose worker died waits for the next.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    apart = sys.platform == "linux"

    def listener() -> socket.socket:
        return socket.create_server((host, port), family=family, backlog=BACKLOG, reuse_port=apart)

    return [listener() for _ in range(workers)] if apart else [listener()] * workers


def configuration(load: Callable[[], Any], workers: int) -> Config:
    """The server of a worker; `load` gives, in the worker, what is served."""
    return Config(
        load,
        factory=True,
        interface="asgi3",
        http=Line,
        ws="none",
        loop="uvloop",
        lifespan="off",
        workers=workers,
        backlog=BACKLOG,
        log_config=None,
        log_level="error",
        access_log=False,
        # Whom to believe is said by QUIZ_PROXIES.
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=int(KEPT_S),
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def load_worker(parent: int, arrivals: Semaphore) -> Any:
    """What a worker serves; the worker ends with the process that started it."""
    # Ctrl-C reaches the parent alone, which tells its workers.
    os.setpgid(0, 0)
    threading.Thread(target=end_with, args=[parent], daemon=True).start()
    sys.path.insert(0, str(ROOT))
    with leaving_at_once():
        app = import_module("wsgi").edge
    spare_garbage_rounds()
    arrivals.release()
    return app


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Meanwhile SIGTERM ends this process: loading may wait for the database for long."""
    kept = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, kept)


def leave(*_signal: object) -> None:
    """End this process as others end."""
    sys.exit()


def end_with(parent: int) -> None:
    """End this process when its parent was killed: an orphan would hold the port for ever."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


def spare_garbage_rounds() -> None:
    """Look for garbage seldom, and never among what a worker begins with.

    Each round goes through all that lives, and holds up the whole crowd meanwhile.
    """
    gc.freeze()
    gc.set_threshold(*GARBAGE)
