"""The only reader of the time: milliseconds UTC that never run backwards."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Wall time read once, counted on by the monotonic clock, mended by the database's offset."""

    wall_ms: int = field(default_factory=lambda: time.time_ns() // 1_000_000)
    monotonic_ms: int = field(default_factory=lambda: time.monotonic_ns() // 1_000_000)
    offset_ms: int = 0
    source: Callable[[], int] = time.monotonic_ns

    def now(self) -> int:
        """Milliseconds UTC now."""
        return self.wall_ms + self.source() // 1_000_000 - self.monotonic_ms + self.offset_ms

    def anchor(self, wall_ms: int, monotonic_ms: int) -> None:
        """Count on from an instant that another process of this machine read."""
        self.wall_ms, self.monotonic_ms = wall_ms, monotonic_ms


clock = Clock()
