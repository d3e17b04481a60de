"""How long the door of a round waits: longer, where answers wait long before they are handled."""

from collections.abc import Callable

from quiz.capacity.lag import Lag
from quiz.events.timeline import MARGIN_MS
from quiz.game.rules import MARGIN_TIMES, wider_margin
from quiz.game.tally.count import COLUMNS, times_in
from quiz.periodic import PeriodicTask
from quiz.statements import Book

OPEN = f"""
SELECT {COLUMNS} FROM round
WHERE counted_at IS NULL AND cancelled_at IS NULL AND shut_at IS NULL
"""  # noqa: S608 (constants)
HELD = "SELECT id FROM event WHERE id = (SELECT event_id FROM round WHERE id = ?)"
WIDEN = "UPDATE round SET margin_ms = ? WHERE id = ? AND margin_ms < ? AND shut_at IS NULL"
SEEN = """
UPDATE event SET version = version + 1 WHERE id = (SELECT event_id FROM round WHERE id = ?)
"""


class Margins(PeriodicTask):
    """Widens the margin of open rounds by how long answers wait in this process."""

    def __init__(self, open_book: Callable[[], Book], now: Callable[[], int], lag: Lag) -> None:
        super().__init__("margins", open_book, self._widen)
        self._now = now
        self._lag = lag

    def _widen(self, book: Book) -> None:
        waited = self._lag.longest_ms()
        # Mostly nobody has to wait, and nothing is read.
        if MARGIN_TIMES * waited > MARGIN_MS:
            widen_margins(book, waited, self._now)


def widen_margins(book: Book, waited_ms: int, now: Callable[[], int]) -> None:
    """Let the doors of open rounds wait as long as it takes where answers wait for `waited_ms`.

    Any number of processes may do so at once: no margin ever becomes smaller, and none changes once
    its door has shut.
    """
    for row in book.run(OPEN).fetchall():
        times = times_in(row)
        if wider_margin(times, waited_ms, now()) is not None:
            _widen(book, times.id, waited_ms, now)


def _widen(book: Book, round_id: int, waited_ms: int, now: Callable[[], int]) -> None:
    """Widen one, by the row as it is once it is held: the door may have shut meanwhile."""
    with book.transaction():
        # The event before its round, as a host takes them: else each could wait for the other.
        book.run(book.for_update(HELD), (round_id,))
        row = book.run(book.for_update(f"{OPEN} AND id = ?"), (round_id,)).fetchone()
        margin = None if row is None else wider_margin(times_in(row), waited_ms, now())
        if margin is not None:
            book.run(WIDEN, (margin, round_id, margin))
            book.run(SEEN, (round_id,))
