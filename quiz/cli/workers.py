"""The processes that answer: each in a fresh interpreter, replaced when it dies or on SIGHUP."""

import logging
import multiprocessing
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from time import monotonic

import click

from quiz.cli.worker import SILENCE_SECONDS, WATCH_SECONDS, Load, Worker
from quiz.web.crowd.server import BACKLOG, GRACE_SECONDS

AGAIN_SECONDS = 0.1
SETTLE_SECONDS = 0.5
# A spare that died is replaced after so long: what it dies of may last.
SPARE_APART_SECONDS = 5
STOPS = frozenset({signal.SIGINT, signal.SIGTERM})
# Whatever else is sent to a server by mistake, or by a terminal, ends nothing.
HEARD = (
    *STOPS,
    *(signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2),
    *(signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH),
)
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


class Workers:
    """One worker for each listener, and a spare, which takes the place of one that dies.

    On SIGHUP a successor answers before a worker goes.
    """

    def __init__(
        self, load: Load, listeners: Sequence[socket.socket], arrivals: Arrivals | None = None
    ) -> None:
        self.has_failed = False
        self._load = load
        self._listeners = listeners
        self._arrivals = arrivals
        self._workers: list[Worker] = []
        self._ending = threading.Event()
        self._signals: list[int] = []
        self._spare: Worker | None = None
        self._spare_due = 0.0

    def run(self) -> None:
        """Serve until a signal ends it; who is still being answered then is answered."""
        for number in HEARD:
            signal.signal(number, lambda heard, _frame: self._signals.append(heard))
        self._workers = [self._begun(place) for place in range(len(self._listeners))]
        while not self._ending.wait(WATCH_SECONDS):
            self._obey()
            if not self._ending.is_set():
                self._look_after()
        for worker in self._workers:
            worker.terminate()
        self._let_spare_go()
        for worker in self._workers:
            see_off(worker)

    def _obey(self) -> None:
        """Do what the signals say that were heard since."""
        while self._signals:
            heard = self._signals.pop(0)
            if heard in STOPS:
                self._ending.set()
            elif heard == signal.SIGHUP:
                self._replace_all()

    def _look_after(self) -> None:
        """Replace who died or hangs; if none ever came up, it is the start that is at fault."""
        for place, worker in enumerate(self._workers):
            if worker.is_alive(SILENCE_SECONDS):
                continue
            worker.kill()
            worker.join()
            if self._arrivals is not None and not self._arrivals.count:
                self.has_failed = True
                self._ending.set()
                return
            self._workers[place] = self._successor(place)
        if self._arrivals is None or self._arrivals.count >= len(self._listeners):
            self._keep_spare()

    def _replace_all(self) -> None:
        """Replace the workers one after the other; one whose successor does not come up stays."""
        for place in range(len(self._workers)):
            successor = self._begun(place)
            if not self._comes_up(successor):
                successor.kill()
                successor.join()
                if not self._is_stopped():
                    log.error("A new worker did not come up, so the ones that are there stay.")
                return
            worker, self._workers[place] = self._workers[place], successor
            worker.terminate()
            see_off(worker)
        # The next one has the new code.
        self._let_spare_go()

    def _comes_up(self, successor: Worker) -> bool:
        """Whether it answers in time. Meanwhile others are looked after, and a stop is heard."""
        until = monotonic() + SILENCE_SECONDS
        while monotonic() < until and successor.process.is_alive() and not self._is_stopped():
            if successor.is_ready():
                return True
            time.sleep(AGAIN_SECONDS)
            self._look_after()
        return False

    def _is_stopped(self) -> bool:
        return self._ending.is_set() or not STOPS.isdisjoint(self._signals)

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
            self._spare = Worker(self._load, list(self._listeners))
            self._spare.start()

    def _let_spare_go(self) -> None:
        spare, self._spare = self._spare, None
        if spare is not None:
            spare.kill()
            spare.join()

    def _begun(self, place: int) -> Worker:
        worker = Worker(self._load, list(self._listeners))
        worker.take(place)
        worker.start()
        return worker


def see_off(worker: Worker) -> None:
    """Wait for a worker to end, but no longer than it may need to answer and to write."""
    worker.join(2 * GRACE_SECONDS)
    worker.kill()
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
