"""The processes that answer: each in a fresh interpreter, replaced when it dies or on SIGHUP."""

import logging
import multiprocessing
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

import click
from uvicorn.config import Config
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from quiz.cli.worker import SILENCE_SECONDS, WATCH_SECONDS, Worker
from quiz.web.crowd.protocol import KEPT_S, Line

# Phones that come all at once wait here until they are let in.
BACKLOG = 4_096
AGAIN_SECONDS = 0.1
GRACE_SECONDS = 5
SETTLE_SECONDS = 0.5
# A spare that died is replaced after so long: what it dies of may last.
SPARE_APART_SECONDS = 5
STOPS = frozenset({signal.SIGINT, signal.SIGTERM})
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


class Workers(Multiprocess):
    """One worker for each listener, and a spare, which takes the place of one that dies.

    On SIGHUP a successor answers before a worker goes.
    """

    def __init__(
        self, config: Config, listeners: Sequence[socket.socket], arrivals: Arrivals | None = None
    ) -> None:
        super().__init__(config, [])
        self.has_failed = False
        self._listeners = listeners
        self._arrivals = arrivals
        self._spare: Worker | None = None
        self._spare_due = 0.0

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
            self.processes[place] = self._successor(place)
        if self._arrivals is None or self._arrivals.count >= len(self._listeners):
            self._keep_spare()

    def terminate_all(self) -> None:
        """Let all of them end; a spare has nothing to finish."""
        super().terminate_all()
        self._let_spare_go()

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
        # The next one has the new code.
        self._let_spare_go()

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

    def _successor(self, place: int) -> Worker:
        """The spare, which has loaded already, or else a new worker."""
        spare, self._spare = self._spare, None
        if spare is None or not spare.process.is_alive():
            return self._begun(place)
        spare.take(place)
        return spare

    def _keep_spare(self) -> None:
        """Have a spare. One that dies is replaced, but one that cannot load not again and again."""
        if self._spare is not None and not self._spare.is_alive(SILENCE_SECONDS):
            self._let_spare_go()
            self._spare_due = monotonic() + SPARE_APART_SECONDS
        if self._spare is None and monotonic() >= self._spare_due:
            self._spare = Worker(self.config, list(self._listeners))
            self._spare.start()

    def _let_spare_go(self) -> None:
        spare, self._spare = self._spare, None
        if spare is not None:
            spare.kill()
            spare.join()

    def _begun(self, place: int) -> Worker:
        worker = Worker(self.config, list(self._listeners))
        worker.take(place)
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
