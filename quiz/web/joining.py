"""How many may join from one address: a bucket that refills, wide enough for a museum's Wi-Fi."""

import ipaddress
import threading
from functools import lru_cache

from flask_babel import lazy_gettext as _l

from quiz.errors import Unavailable

BURST = 3_000
MOST_ADDRESSES = 100_000
MINUTE_MS = 60_000


class JoinLimit:
    """`per_minute` joins per address with a burst of 3,000; this machine itself is not limited."""

    def __init__(self, per_minute: int, burst: int = BURST) -> None:
        self._per_ms = per_minute / MINUTE_MS
        self._burst = float(burst)
        self._left: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def allows(self, address: str, now: int) -> bool:
        """Whether one more join from `address` is let through at `now` (ms)."""
        if is_loopback(address):
            return True
        with self._lock:
            if len(self._left) >= MOST_ADDRESSES:
                self._left.clear()
            left, since = self._left.get(address, (self._burst, now))
            left = min(self._burst, left + max(0, now - since) * self._per_ms)
            allowed = left >= 1
            self._left[address] = (left - allowed, now)
        return allowed

    def check(self, address: str, now: int) -> None:
        """Ask somebody to come back in a moment when too many came from the same address."""
        if not self.allows(address, now):
            raise Unavailable(_l("Many are joining from your network; ask again in a moment."))


@lru_cache(1_000)
def is_loopback(address: str) -> bool:
    """Whether `address` is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
