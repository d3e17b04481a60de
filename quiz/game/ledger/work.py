"""What a ledger has done lately, for who watches over the machine."""

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

# Batches that nobody has taken note of are forgotten beyond so many.
MOST_BATCHES = 10_000


class Batch(NamedTuple):
    """So many joins and answers, settled in so many seconds."""

    entries: int
    seconds: float


@dataclass(slots=True)
class Work:
    """The batches since whoever watches last took them, and how many ever failed as a whole."""

    batches: deque[Batch] = field(default_factory=lambda: deque(maxlen=MOST_BATCHES))
    failures: int = 0
