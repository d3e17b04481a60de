"""How long answers have to wait in a worker before it comes to them."""

from collections.abc import Callable
from time import monotonic

# What has happened lately: in the last seconds, and not more than twice as many ago.
LATELY_S = 5.0


class Lag:
    """Keeps the longest that an answer waited lately; `timer` is in seconds.

    The event loop takes note, and other threads ask.
    """

    def __init__(self, timer: Callable[[], float] = monotonic) -> None:
        self._timer = timer
        self._turned_at = timer()
        self._present = self._before = 0

    def note(self, waited_ms: int) -> None:
        """An answer had to wait for so long."""
        if waited_ms > self._present:
            self._present = waited_ms

    def longest_ms(self) -> int:
        """The longest that one had to wait lately."""
        now = self._timer()
        if now >= self._turned_at + LATELY_S:
            self._before, self._present = self._present, 0
            self._turned_at = now
        return max(self._present, self._before)
