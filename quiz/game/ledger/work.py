"""What a ledger has done lately, for who watches over the machine."""

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

# Batches that nobody has taken note of are forgotten beyond so many.
MOST_BATCHES = 10_000
# A batch of fewer entries costs what its commit costs, and says nothing of theirs.
LARGE = 50


class Batch(NamedTuple):
    """So many joins and answers, settled in so many seconds."""

    entries: int
    seconds: float


@dataclass(slots=True)
class Work:
    """The batches since whoever watches last took them, and how many ever failed as a whole."""

    batches: deque[Batch] = field(default_factory=lambda: deque(maxlen=MOST_BATCHES))
    failures: int = 0
    _large: Batch = field(default_factory=lambda: Batch(0, 0.0))

    def add(self, batch: Batch, joins: int) -> None:
        """Take note of a batch that is settled; so many of its entries were joins."""
        self.batches.append(batch)
        if batch.entries >= LARGE:
            sums = self._large
            # To write a join takes about as long as two answers.
            entries = sums.entries + batch.entries + joins
            self._large = Batch(entries, sums.seconds + batch.seconds)

    def large(self) -> Batch:
        """All that large batches ever held, in answers, and all their seconds."""
        return self._large
