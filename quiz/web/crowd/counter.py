"""Counts what this process answered: by what was asked for, and with which status.

What happens thousands of times a second is counted in plain numbers; whoever measures takes them
once a second.
"""

from collections import defaultdict
from collections.abc import Mapping

# What the last part of a path under /live/ or /my/ says is asked for.
WHAT = {what: what for what in ("pulse", "clock", "me", "player", "answer")}
WHAT |= dict.fromkeys(("fr", "zh", "both"), "scene")
STATUSES = frozenset({"200", "201", "304", "401", "403", "404", "405", "409", "410"})
STATUSES |= {"422", "425", "503"}


class RequestCounter:
    """How many requests were answered since the start, by what was asked for and by status."""

    def __init__(self) -> None:
        self.requests: defaultdict[tuple[str, str], int] = defaultdict(int)

    def note(self, path: str, status: str) -> None:
        """Count an answer of that status to a request for `path`."""
        ours = path.startswith(("/live/", "/my/"))
        what = WHAT.get(path[path.rfind("/") + 1 :], "other") if ours else "other"
        if what == "other" and ours and "/picture/" in path:
            what = "picture"
        key = what, status if status in STATUSES else "other"
        # No other thread comes between these steps: the interpreter changes threads at calls.
        self.requests[key] += 1

    def by_kind(self) -> Mapping[str, int]:
        """How many requests of each kind were answered, whatever came of them."""
        found: defaultdict[str, int] = defaultdict(int)
        for (what, _status), count in list(self.requests.items()):
            found[what] += count
        return found
