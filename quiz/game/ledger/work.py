"""What a ledger has done since its process began, for who watches over the machine."""

from bisect import bisect_left
from dataclasses import dataclass, field

BATCH_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)
COMMIT_MS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)


@dataclass(slots=True)
class Work:
    """Batches by their size and by the milliseconds they took, the last place for larger ones."""

    by_size: list[int] = field(default_factory=lambda: [0] * (len(BATCH_SIZES) + 1))
    by_ms: list[int] = field(default_factory=lambda: [0] * (len(COMMIT_MS) + 1))
    entries: int = 0
    spent_us: int = 0
    failures: int = 0

    def note(self, entries: int, seconds: float) -> None:
        """Add a batch of so many entries, settled in so many seconds."""
        self.by_size[bisect_left(BATCH_SIZES, entries)] += 1
        self.by_ms[bisect_left(COMMIT_MS, seconds * 1_000)] += 1
        self.entries += entries
        self.spent_us += int(seconds * 1_000_000)
