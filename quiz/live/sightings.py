"""When each of a studio's screens last asked what is on, kept beside the crowd and never for it."""

from collections.abc import Callable

from quiz.events.outputs import SEEN_APART_MS
from quiz.periodic import PeriodicTask
from quiz.statements import Book

SEEN = "UPDATE output SET seen_at = ? WHERE secret = ? AND COALESCE(seen_at, 0) <= ?"


class Sightings(PeriodicTask):
    """Notes screens by their secrets, and writes a note of each every few seconds at most."""

    def __init__(self, open_book: Callable[[], Book], now: Callable[[], int]) -> None:
        super().__init__("sightings", open_book, self._write)
        self._now = now
        self._noted: dict[str, int] = {}
        self._written: dict[str, int] = {}

    def note(self, secret: str) -> None:
        """The screen of that secret has asked just now; nothing is written here."""
        self._noted[secret] = self._now()

    def _write(self, book: Book) -> None:
        """Write what is due; while somebody else writes it waits until the next time."""
        for secret, at in tuple(self._noted.items()):
            if at - self._written.get(secret, 0) < SEEN_APART_MS:
                continue
            # Another process may have written it: then there is nothing to write.
            if book.run_whole(SEEN, (at, secret, at - SEEN_APART_MS)):
                self._written[secret] = at
