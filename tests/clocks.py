"""A clock that stands still until a test moves it."""

from quiz.clock import Clock

EVENING = 1_598_443_200_000  # 26 August 2020, 12:00 UTC, in ms


class SettableClock:
    """Sets and moves the product's clock; every instant is milliseconds UTC."""

    def __init__(self, clock: Clock, at: int = EVENING) -> None:
        self.clock = clock
        self.clock.begin_at(0)
        self.set(at)

    def set(self, ms: int) -> None:
        """Let it be `ms` now, until the clock is moved again."""
        self.ms = ms
        reading = (ms - self.clock.wall_ms + self.clock.monotonic_ms) * 1_000_000
        self.clock.source = lambda: reading

    def advance(self, ms: int) -> None:
        """Let `ms` milliseconds pass."""
        self.set(self.ms + ms)

    def now(self) -> int:
        """What the product reads."""
        return self.clock.now()
