"""The thread that shuts and counts rounds. It never ends by itself."""

import logging
import threading
from collections.abc import Callable
from time import monotonic

from quiz.game.tally.count import shut_and_count
from quiz.game.tally.marks import AT_ONCE, EVERY_MARKS_S, forget_marks
from quiz.statements import Book, LastingBook

EVERY_S = 0.25

log = logging.getLogger(__name__)


class Counting:
    """Shuts and counts what is due, four times a second, beside the ledger and never in its way.

    It forgets players' marks of a day ago, too.

    A count holds up only what the database makes it hold up: answers of other events go on.
    """

    def __init__(self, open_book: Callable[[], Book], now: Callable[[], int]) -> None:
        self._book = LastingBook(open_book)
        self._now = now
        self._forget_due = 0.0
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._live, name="counting", daemon=True)

    def start(self) -> None:
        """Begin to shut and count."""
        self._thread.start()

    def end(self) -> None:
        """Finish a count that is under way, then stop."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        self._book.close()

    def run_once(self) -> None:
        """Shut and count what is due; a failure is logged and tried again next time."""
        try:
            shut_and_count(self._book.opened(), self._now)
            self._forget()
        except Exception as error:  # noqa: BLE001 (the thread never ends, whatever a driver raises)
            log.warning("Shutting or counting is tried again: %s.", type(error).__name__)
            self._book.drop_if_dead()

    def _forget(self) -> None:
        """Once a minute, and again at once while there is more."""
        if monotonic() >= self._forget_due:
            forgotten = forget_marks(self._book.opened(), self._now())
            self._forget_due = monotonic() + (0 if forgotten == AT_ONCE else EVERY_MARKS_S)

    def _live(self) -> None:
        while not self._ending.wait(EVERY_S):
            self.run_once()
