"""What is made of an event once and then kept, for as long as its facts stay what they are."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MOST_KEPT = 2_000

Made = TypeVar("Made")


class Memo:
    """What was made, by key; the oldest is forgotten when there are more than `most`."""

    __slots__ = ("_lock", "_made", "_most")

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Any:
        """What was made under that key before, or None."""
        return self._made.get(key)

    def keep(self, key: Hashable, made: Any) -> None:
        """Have it under that key from now on."""
        with self._lock:
            self._keep(key, made)

    def make(self, key: Hashable, produce: Callable[[], Made]) -> Made:
        """What belongs to that key, made once even if many ask at the same instant."""
        with self._lock:
            made: Made | None = self._made.get(key)
            if made is None:
                made = produce()
                self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: Any) -> None:
        self._made[key] = made
        while len(self._made) > self._most:
            self._made.popitem(last=False)
