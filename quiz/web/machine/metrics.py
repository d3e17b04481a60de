"""Numbers about this machine: each worker counts for itself, whoever is asked adds them up.

A worker keeps its numbers in a file of its own, written once a second: a killed one loses at most
the last second of them, and its successor counts on from there.
"""

import fcntl
import hashlib
import logging
import os
import threading
from array import array
from pathlib import Path
from typing import Any

from quiz.game.ledger.work import BATCH_SIZES, COMMIT_MS
from quiz.live.desk import Desk
from quiz.web.crowd.http import StartResponse

PATHS = ("pulse", "scene", "clock", "me", "player", "answer", "other")
STATUSES = (
    *("200", "201", "304", "401", "403", "404", "405", "409", "410", "422", "425", "503"),
    "other",
)
# Where the counts begin of what the last part of a path under /live/ or /my/ names.
FIRST = {name: place * len(STATUSES) for place, name in enumerate(PATHS)}
FIRST |= dict.fromkeys(("fr", "zh", "both"), FIRST["scene"])
OTHER = FIRST["other"]
STATUS = {status: place for place, status in enumerate(STATUSES)}
REQUESTS = len(PATHS) * len(STATUSES)
BY_SIZE = REQUESTS
BY_MS = BY_SIZE + len(BATCH_SIZES) + 1
ENTRIES = BY_MS + len(COMMIT_MS) + 1
# What is measured anew each time, and never added up, begins with those that wait.
SPENT_US, FAILURES, WAITING, READ_MS, OFFSET_MS, AWAY_MS, WIDTH = range(ENTRIES + 1, ENTRIES + 8)
PARTS = (PATHS, STATUSES, BATCH_SIZES, COMMIT_MS, WIDTH)
# A file of another version of the program has another name, so it is never misread.
LAYOUT = hashlib.sha256(repr(PARTS).encode()).hexdigest()[:8]
MOST_WORKERS = 256
EVERY_S = 1.0

log = logging.getLogger(__name__)


class Numbers:
    """The numbers of this process, and through files those of its neighbours in `folder`."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self._folder = folder
        self._desk = desk
        self._file: int | None = None
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self.values = [0] * WIDTH
        self._before = [0] * (WAITING - REQUESTS)

    def start(self) -> None:
        """Take a file, count on from what is in it, and write into it once a second."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = self._take()
        except OSError:
            log.warning("The numbers of this worker stay its own.", exc_info=True)
        threading.Thread(target=self._live, name="numbers", daemon=True).start()

    def end(self) -> None:
        """Write a last time, and leave the file to the next worker."""
        self._ending.set()
        self.publish()
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def counted(self, path: str, start_response: StartResponse) -> StartResponse:
        """`start_response`, counting the status of the answer to a request for `path`."""

        def start(status: str, *rest: Any) -> Any:
            self.note(path, status[:3])
            return start_response(status, *rest)

        return start

    def note(self, path: str, status: str) -> None:
        """Count an answer of that status to a request for `path`."""
        ours = path.startswith(("/live/", "/my/"))
        first = FIRST.get(path[path.rfind("/") + 1 :], OTHER) if ours else OTHER
        # No other thread comes between these steps: the interpreter changes threads at calls.
        self.values[first + STATUS.get(status, STATUS["other"])] += 1

    def publish(self) -> None:
        """Bring the desk's numbers in, and let the neighbours read all of them."""
        with self._lock:
            work = self._desk.ledger.work
            now = [*work.by_size, *work.by_ms, work.entries, work.spent_us, work.failures]
            for place, (new, old) in enumerate(zip(now, self._before, strict=True), REQUESTS):
                self.values[place] += new - old
            self._before = now
            self.values[WAITING] = self._desk.ledger.waiting
            self.values[READ_MS] = int(self._desk.watch.read_at * 1_000)
            self.values[OFFSET_MS] = self._desk.clock.offset_ms
            self.values[AWAY_MS] = self._desk.watch.agreement.disagreement_ms
            self._write()

    def collected(self) -> tuple[list[int], list[list[int]]]:
        """The sums of all that was ever counted, and the rows of the workers that live."""
        self.publish()
        rows = [(self.values, True)] if self._file is None else []
        for path in self._folder.glob(f"{LAYOUT}-*"):
            if row := read(path):
                rows.append((row, is_held(path)))
        sums = [sum(column) for column in zip(*(row for row, _ in rows), strict=True)]
        return sums, [row for row, lives in rows if lives]

    def _take(self) -> int:
        """The first file that no living worker holds; the lock ends with the process."""
        for number in range(MOST_WORKERS):
            path = self._folder / f"{LAYOUT}-{number}"
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
                continue
            if row := read(path):
                self.values[:WAITING] = row[:WAITING]
            return file
        raise OSError(f"{MOST_WORKERS} workers have their numbers in {self._folder}")

    def _write(self) -> None:
        try:
            if self._file is not None:
                os.pwrite(self._file, array("q", self.values).tobytes(), 0)
        except OSError:
            log.info("The numbers could not be written; they are written again.")

    def _live(self) -> None:
        while not self._ending.wait(EVERY_S):
            self.publish()


def read(path: Path) -> list[int]:
    """A worker's numbers; none if its file was never written."""
    stored = path.read_bytes()
    return array("q", stored).tolist() if len(stored) == WIDTH * 8 else []


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock on the file."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
