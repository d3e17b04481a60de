"""A worker says once a second what it could do, by what its crowd's requests cost it."""

import secrets
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import clock_gettime, monotonic, pthread_getcpuclockid

from quiz.capacity.lag import WaitingLine
from quiz.capacity.rules import (
    LATELY_MS,
    LEAST_WORK,
    LIVES_MS,
    Second,
    Speed,
    speed_after,
    speed_rehearsed,
    work_of,
)
from quiz.clock import Clock
from quiz.periodic import PeriodicTask
from quiz.statements import Book

EVERY_S = 1.0
TRIED_EVERY_S = 60.0
# What a crowd has taught a worker is worth more than a trial, for as long as its evening may last.
CROWD_LASTS_S = 1_800.0
REMEMBERED_MS = 60_000
# The threads that serve a crowd: the loop's, which is the main one, and whoever it waits for.
SERVING = frozenset({"MainThread", "ledger", "reader"})
# What the main thread ran, waited for a processor, and how often, in ns: Linux's own numbers.
SCHEDULED = Path("/proc/self/schedstat")
# A host's own phone, forgotten in a rehearsal, keeps nobody from learning from the evening's crowd.
REHEARSED_PART = 10
SIBLINGS = "SELECT MAX(rate) FROM worker_capacity WHERE node = ? AND at > ?"
WRITE = """
INSERT INTO worker_capacity (id, node, at, rate, least_capacity, line_ms)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET at = excluded.at, rate = excluded.rate,
  least_capacity = excluded.least_capacity, line_ms = excluded.line_ms
"""
FORGET = "DELETE FROM worker_capacity WHERE id = ? OR at < ?"


class Gauge(PeriodicTask):
    """Measures this worker, and writes down what it could do.

    `requests` counts what was served by kind, `entries` the ledger's larger batches: how many joins
    and answers they had, and their seconds. `capacity` is what this process knows of all machines,
    by which it tells phones how often to ask; `line` is for how long requests stand in line.
    `timer` is in seconds; `rehearsed` counts those of the requests that were a rehearsal's.
    """

    def __init__(
        self,
        open_book: Callable[[], Book],
        clock: Clock,
        requests: Callable[[], Mapping[str, int]],
        entries: Callable[[], tuple[float, float]],
        capacity: Callable[[], int],
        line: WaitingLine,
        timer: Callable[[], float] = monotonic,
        rehearsed: Callable[[], int] = int,
    ) -> None:
        super().__init__("gauge", open_book, self._write)
        self._clock = clock
        self._requests = requests
        self._entries = entries
        self._capacity = capacity
        self._line = line
        self._told: deque[tuple[float, int]] = deque()
        self._timer = timer
        self._rehearsed = rehearsed
        self._share = (0, 0)
        self._id = secrets.token_hex(8)
        self._due = self._tried_at = 0.0
        self._served_at = float("-inf")
        self._before = self._totals()
        self._try_out: Callable[[], float] = float
        self.speed = Speed(0.0)

    def prepare(self, try_out: Callable[[], float]) -> None:
        """Begin with what another worker of this machine could do, or else by trying it out.

        So a worker that takes another's place while a crowd is served keeps it from nothing. While
        nobody plays it is tried out again each minute: the machine may be another by the evening.
        """
        self._try_out = try_out
        rate = 0
        with suppress(Exception):
            since = self._clock.now() - LIVES_MS
            found = self._book.opened().run(SIBLINGS, (self._clock.node, since)).fetchone()
            rate = found[0] or 0
        self.speed = Speed(float(rate) or try_out())
        self._tried_at, self._before = self._timer(), self._totals()

    def end(self) -> None:
        """Stop, and be no more."""
        with suppress(Exception):
            book = self._book.opened()
            with book.transaction():
                book.run(FORGET, (self._id, self._clock.now() - REMEMBERED_MS))
        super().end()

    def _write(self, book: Book) -> None:
        now = self._timer()
        self._remember(now)
        if now < self._due:
            return
        self._due = now + EVERY_S
        line_ms = self._line.close_second()
        self._look()
        at, rate = self._clock.now(), int(self.speed.rate)
        with book.transaction():
            least = min(capacity for _at, capacity in self._told)
            book.run(WRITE, (self._id, self._clock.node, at, rate, least, line_ms))
            book.run(FORGET, ("", at - REMEMBERED_MS))

    def _remember(self, now: float) -> None:
        """Keep what phones were told by, for as long as they may go by it."""
        self._told.append((now, self._capacity()))
        while self._told[0][0] < now - LATELY_MS / 1_000:
            self._told.popleft()

    def _look(self) -> None:
        """Learn from what was done since the last look."""
        before, self._before = self._before, self._totals()
        passed = (new - old for new, old in zip(self._before, before, strict=True))
        elapsed, work, busy, entries, seconds = passed
        second = Second(elapsed, work, busy, int(entries), seconds)
        learn = speed_rehearsed if self._is_rehearsed() else speed_after
        self.speed = learn(self.speed, second)
        now = self._timer()
        if work >= LEAST_WORK or entries:
            self._served_at = now
        due = max(self._tried_at + TRIED_EVERY_S, self._served_at + CROWD_LASTS_S)
        if now > due:
            self.speed = Speed(self._try_out())
            self._tried_at, self._before = self._timer(), self._totals()

    def _is_rehearsed(self) -> bool:
        """Whether more than a tenth of what was asked for since the last look was a rehearsal's."""
        rehearsed, requests = self._share
        self._share = self._rehearsed(), sum(self._requests().values())
        return (self._share[0] - rehearsed) * REHEARSED_PART > self._share[1] - requests

    def _totals(self) -> tuple[float, ...]:
        """All so far: seconds, work in pulses, seconds busy, entries and their seconds."""
        return (self._timer(), work_of(self._requests()), busy_s(), *self._entries())


def busy_s() -> float:
    """For how long this process's threads that serve a crowd ran, and its loop waited to run."""
    ran = 0.0
    for thread in threading.enumerate():
        if thread.name in SERVING and thread.ident is not None:
            # One that has ended meanwhile has no clock any more.
            with suppress(OSError):
                ran += clock_gettime(pthread_getcpuclockid(thread.ident))
    return ran + waited_s()


def waited_s() -> float:
    """For how long the main thread was ready to run and had no processor; 0 where nobody counts."""
    try:
        return int(SCHEDULED.read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0
