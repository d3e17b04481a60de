"""One process that answers, in a fresh interpreter: it loads, waits for a place, and serves."""

import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from time import monotonic
from typing import Any

from uvicorn.config import Config
from uvicorn.supervisors.multiprocess import Process

from quiz.config import ROOT

WATCH_SECONDS = 0.5
# A worker that says nothing for so long hangs, and gives way to another.
SILENCE_SECONDS = 30
# At most 15 letters.
SPARE = "quiz spare"
WORKER = "quiz worker"
NAME = Path("/proc/self/comm")
# A crowd has some thousand requests under way, which are no garbage; reference counts do the rest.
GARBAGE = (50_000, 20, 50)


class Worker(Process):
    """One of them: it loads, and serves once it is given a listener; until then it is a spare."""

    _asked_at: float | None = None

    def __init__(self, config: Config, listeners: list[socket.socket]) -> None:
        super().__init__(config, listeners)
        self._parent = os.getpid()
        self._order, self._ordered = multiprocessing.Pipe()

    def start(self) -> None:
        """Begin to load. Ctrl-C is not for it, from its first moment on: the parent tells it."""
        kept = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, kept)

    def take(self, place: int) -> None:
        """Let it serve at the listener of that place, as soon as it has loaded."""
        self._order.send(place)

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
        """In the new process: wait for a place, and serve there. It ends as others end.

        It also ends with the process that started it.
        """
        # The signal that stopped it is raised again once the server has stopped, and by itself
        # would leave nothing time to write and to close.
        signal.signal(signal.SIGTERM, leave)
        # What else a terminal sends reaches the parent alone, too.
        os.setpgid(0, 0)
        threading.Thread(target=end_with, args=[self._parent], daemon=True).start()
        threading.Thread(target=self.always_pong, daemon=True).start()
        if not self._ordered.poll():
            call_process(SPARE)
        place = self._ordered.recv()
        call_process(WORKER)
        listeners = sockets or []
        for other in (*listeners[:place], *listeners[place + 1 :]):
            other.close()
        self.server.run([listeners[place]])


def call_process(name: str) -> None:
    """Show `name` as this process's own in lists of processes, where the system can."""
    with suppress(OSError):
        NAME.write_text(name, "ascii")


def load_worker(arrivals: Semaphore) -> Any:
    """What a worker serves."""
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
