"""A thread that does one thing for the database again and again, and never ends by itself."""

import logging
import threading
from collections.abc import Callable

from quiz.statements import Book, LastingBook

EVERY_S = 0.25

log = logging.getLogger(__name__)


class PeriodicTask:
    """Does `act` on a book of its own, four times a second, from its start to its end."""

    def __init__(
        self, name: str, open_book: Callable[[], Book], act: Callable[[Book], None]
    ) -> None:
        self._name = name
        self._act = act
        self._book = LastingBook(open_book)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def end(self) -> None:
        """Finish what is under way, then stop."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        self._book.close()

    def run_once(self) -> None:
        """Do it now; a failure is logged, and it is tried again next time."""
        try:
            self._act(self._book.opened())
        except Exception as error:  # noqa: BLE001 (the thread never ends, whatever a driver raises)
            log.warning("%s is tried again: %s.", self._name, type(error).__name__)
            self._book.drop_if_dead()

    def _live(self) -> None:
        while not self._ending.wait(EVERY_S):
            self.run_once()
