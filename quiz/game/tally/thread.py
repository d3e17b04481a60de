"""The task that shuts and counts rounds, beside the ledger and never in its way."""

from collections.abc import Callable
from time import monotonic

from quiz.game.tally.count import shut_and_count
from quiz.game.tally.marks import AT_ONCE, EVERY_MARKS_S, forget_marks
from quiz.periodic import PeriodicTask
from quiz.statements import Book


class Counting(PeriodicTask):
    """Shuts and counts what is due; it forgets players' marks of a day ago, too.

    A count holds up only what the database makes it hold up: answers of other events go on.
    """

    def __init__(self, open_book: Callable[[], Book], now: Callable[[], int]) -> None:
        super().__init__("counting", open_book, self._count)
        self._now = now
        self._forget_due = 0.0

    def _count(self, book: Book) -> None:
        shut_and_count(book, self._now)
        self._forget(book)

    def _forget(self, book: Book) -> None:
        """Once a minute, and again at once while there is more."""
        if monotonic() >= self._forget_due:
            forgotten = forget_marks(book, self._now())
            self._forget_due = monotonic() + (0 if forgotten == AT_ONCE else EVERY_MARKS_S)
