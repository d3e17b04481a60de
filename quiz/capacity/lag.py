"""How long requests have to wait in a worker before it comes to them."""

from collections.abc import Callable
from time import monotonic

from quiz.capacity.strain import Strain, line_after, strain_of

# What has happened lately: in the last seconds, and not more than twice as many ago.
LATELY_S = 5.0
# So many say whether all wait; a loop that is a second late looks only once in that time.
LEAST_ANSWERS, LEAST_LOOKS = 10, 2


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


class WaitingLine:
    """For how long requests stand in line, by what was noted since the last second was closed.

    It is the least that any had to wait: where all of them did, there is a line. When a machine
    stands still for a moment some wait for long, and who comes next does not (so RFC 8289 tells a
    standing queue from a burst). The event loop and threads that answer take note; one thread
    closes the seconds.
    """

    def __init__(self) -> None:
        self._answers, self._looks = Least(LEAST_ANSWERS), Least(LEAST_LOOKS)
        self.ms = 0

    @property
    def strain(self) -> Strain:
        """How far this process gives way."""
        return strain_of(self.ms)

    def note_answer(self, waited_ms: int) -> None:
        """An answer had to wait for so long."""
        self._answers.note(waited_ms)

    def note_look(self, late_ms: int) -> None:
        """The event loop looked at its connections so much later than it was to."""
        self._looks.note(late_ms)

    def close_second(self) -> int:
        """A second is over; for how long requests stand in line now, in ms."""
        self.ms = line_after(self.ms, max(self._answers.take(), self._looks.take()))
        return self.ms


class Least:
    """The least of some waits, once there are `enough` of them to tell."""

    def __init__(self, enough: int) -> None:
        self._enough = enough
        self._count = self._least = 0

    def note(self, ms: int) -> None:
        """Another one."""
        self._least = min(self._least, ms) if self._count else ms
        self._count += 1

    def take(self) -> int:
        """The least since it was last taken; where there were too few, they are kept.

        Where there was none at all, nobody waits.
        """
        if self._count >= self._enough:
            self._count, found = 0, self._least
            return found
        return 0
