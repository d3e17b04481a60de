"""One process that answers, in a fresh interpreter: it loads, waits for a place, and serves."""

import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Semaphore
from pathlib import Path
from time import monotonic
from typing import Any

from uvicorn import Server

from quiz.config import ROOT
from quiz.web.crowd.server import Served, make_server
from quiz.web.crowd.trial import try_out

WATCH_SECONDS = 0.5
# A worker that says nothing for so long hangs, and gives way to another.
SILENCE_SECONDS = 30
# At most 15 letters.
SPARE = "quiz spare"
WORKER = "quiz worker"
NAME = Path("/proc/self/comm")
# A crowd has some thousand requests under way, which are no garbage; reference counts do the rest.
GARBAGE = (50_000, 20, 50)
FRESH = multiprocessing.get_context("spawn")

Load = Callable[[], Served]


@dataclass(frozen=True, slots=True)
class Post:
    """What a new process is handed: what to load, where it may serve, and its ends of two pipes."""

    load: Load
    listeners: Sequence[socket.socket]
    parent: int
    orders: Connection
    pulse: Connection


class Worker:
    """A process that loads, and serves once it is given a listener; until then it is a spare."""

    def __init__(self, load: Load, listeners: Sequence[socket.socket]) -> None:
        self._orders, orders = FRESH.Pipe()
        self._pulse, pulse = FRESH.Pipe()
        self._asked_at: float | None = None
        self._is_ready = False
        post = Post(load, listeners, os.getpid(), orders, pulse)
        self.process = FRESH.Process(target=work, args=(post,))

    @property
    def exitcode(self) -> int | None:
        """How it ended; None while it runs."""
        return self.process.exitcode

    def start(self) -> None:
        """Begin to load. Ctrl-C is not for it, from its first moment on: the parent tells it."""
        kept = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, kept)

    def take(self, place: int) -> None:
        """Let it serve at the listener of that place, as soon as it has loaded."""
        self._orders.send(place)

    def is_alive(self, timeout: float = SILENCE_SECONDS) -> bool:
        """Whether it runs, and was not silent for so many seconds when it was last asked.

        Its answer is not waited for: meanwhile another one, or this one, may die.
        """
        try:
            self._ask()
        except (OSError, EOFError):
            return False
        asked_at = self._asked_at
        return self.process.is_alive() and (asked_at is None or monotonic() < asked_at + timeout)

    def is_ready(self) -> bool:
        """Whether it has said that it serves."""
        return self.is_alive() and self._is_ready

    def has_answered(self) -> bool:
        """Whether it has said anything since it was last asked."""
        return self._pulse.poll()

    def terminate(self) -> None:
        """Let it answer what it has begun, and end."""
        self.process.terminate()

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended, at most so many seconds."""
        self.process.join(timeout)

    def _ask(self) -> None:
        """Hear what it has answered, and ask again if it has."""
        while self._pulse.poll():
            self._is_ready = self._pulse.recv()
            self._asked_at = None
        if self._asked_at is None:
            self._pulse.send(b"ping")
            self._asked_at = monotonic()


def work(post: Post) -> None:
    """In the new process: wait for a place, load, and serve there.

    It ends as others end, and with the process that started it.
    """
    # The signal that stopped a server is raised again once it has stopped, and by itself would
    # leave nothing time to write and to close.
    signal.signal(signal.SIGTERM, leave)
    # What else a terminal sends reaches the parent alone, too.
    os.setpgid(0, 0)
    servers: list[Server] = []
    threading.Thread(target=end_with, args=[post.parent], daemon=True).start()
    threading.Thread(target=say_alive, args=[post.pulse, servers], daemon=True).start()
    if not post.orders.poll():
        call_process(SPARE)
    place = post.orders.recv()
    call_process(WORKER)
    for other in (*post.listeners[:place], *post.listeners[place + 1 :]):
        other.close()
    servers.append(make_server(post.load()))
    servers[0].run([post.listeners[place]])


def say_alive(pulse: Connection, servers: Sequence[Server]) -> None:
    """Answer whoever asks whether this process lives: with whether it serves."""
    with suppress(OSError, EOFError):
        while True:
            pulse.recv()
            pulse.send(any(server.started for server in servers))


def call_process(name: str) -> None:
    """Show `name` as this process's own in lists of processes, where the system can."""
    with suppress(OSError):
        NAME.write_text(name, "ascii")


def load_worker(arrivals: Semaphore) -> Any:
    """What a worker serves."""
    sys.path.insert(0, str(ROOT))
    served = import_module("wsgi")
    served.gauge.prepare(try_out)
    served.gauge.start()
    spare_garbage_rounds()
    arrivals.release()
    return served.asgi


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
