"""How many may join from one network: a bucket that refills, wide enough for a museum's Wi-Fi."""

import threading

from flask_babel import lazy_gettext as _l

from quiz.errors import Unavailable
from quiz.networks import is_loopback, network_of

BURST = 3_000
MOST_NETWORKS = 100_000
MINUTE_MS = 60_000


class JoinLimit:
    """`per_minute` joins per network with a burst of 3,000; this machine itself is not limited.

    Each of `workers` processes lets through its part, so that together they let through no more.
    """

    def __init__(self, per_minute: int, burst: int = BURST, workers: int = 1) -> None:
        self._per_ms = per_minute / MINUTE_MS / workers
        self._burst = burst / workers
        self._left: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def allows(self, address: str, now: int) -> bool:
        """Whether one more join from `address` is let through at `now` (ms)."""
        if is_loopback(address):
            return True
        network = network_of(address)
        with self._lock:
            if len(self._left) >= MOST_NETWORKS:
                self._left.clear()
            left, since = self._left.get(network, (self._burst, now))
            left = min(self._burst, left + max(0, now - since) * self._per_ms)
            allowed = left >= 1
            self._left[network] = (left - allowed, now)
        return allowed

    def check(self, address: str, now: int) -> None:
        """Ask somebody to come back in a moment when too many came from the same network."""
        if not self.allows(address, now):
            raise Unavailable(_l("Many are joining from your network; ask again in a moment."))
