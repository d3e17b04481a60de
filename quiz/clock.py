"""The only reader of the time: milliseconds UTC that never run backwards.

`quiz serve` reads the wall once. Its workers, and commands on the same machine, count on from that
instant by the monotonic clock that they all share, so no step of the wall parts them. What the
database's clock says (`quiz.nodes`) is followed by a few milliseconds a second.
"""

import os
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

VARIABLE = "QUIZ_CLOCK"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Linux's ordinary monotonic clock stands still while a laptop sleeps; this one does not.
STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
# An offset changes by a millisecond in so many: 4 ms a second, of the 5 that are promised.
SLEW = 250
LONG_AGO = -(1 << 62)  # ms, of any monotonic clock
ANCHOR = re.compile(r"([0-9]+) ([0-9]+)(?: (-?[0-9]+) ([0-9a-f]+))?")


def steady_ns() -> int:
    """Nanoseconds of a clock that all processes of this machine share, and that never steps."""
    return time.clock_gettime_ns(STEADY)


class Anchor(NamedTuple):
    """An instant of the wall and of the monotonic clock, in ms; the offset and whose it is."""

    wall_ms: int
    monotonic_ms: int
    offset_ms: int = 0
    node: str = ""


class Clock:
    """Wall time read once, counted on by the monotonic clock, and slewed to an offset.

    `node` names the machine's row among those that follow one database; empty until it has one.
    """

    def __init__(
        self,
        wall_ms: int | None = None,
        monotonic_ms: int | None = None,
        source: Callable[[], int] = steady_ns,
    ) -> None:
        self.source = source
        self.anchor(
            Anchor(
                time.time_ns() // 1_000_000 if wall_ms is None else wall_ms,
                steady_ns() // 1_000_000 if monotonic_ms is None else monotonic_ms,
            )
        )

    def now(self) -> int:
        """Milliseconds UTC now."""
        reading = self.source() // 1_000_000
        settled, after, start, before = self._course
        if reading >= settled:
            return reading + after
        return reading + on_course(reading, after, start, before)

    def wall(self) -> int:
        """Milliseconds UTC now by this machine's own wall, without any offset."""
        return self.source() // 1_000_000 + self.wall_ms - self.monotonic_ms

    @property
    def offset_ms(self) -> int:
        """How far `now` is ahead of `wall` at this moment, in ms."""
        return self._ahead(self.source() // 1_000_000) - self.wall_ms + self.monotonic_ms

    def begin_at(self, offset_ms: int) -> None:
        """Take an offset at once: for a process that has told nobody the time yet."""
        after = self.wall_ms - self.monotonic_ms + offset_ms
        # Readers take it whole, so it needs no lock: until `settled` by the monotonic clock, what
        # is added to that goes from `before`, which it is at `start`, to `after`.
        self._course = (LONG_AGO, after, LONG_AGO, after)

    def follow(self, offset_ms: int) -> None:
        """Come to an offset by at most 5 ms a second, without ever going back."""
        after = self.wall_ms - self.monotonic_ms + offset_ms
        settled, underway, _start, _before = self._course
        if after == underway:
            return
        reading = self.source() // 1_000_000
        # A thread may be reading by the course that ends here: a millisecond more than that says
        # now lets none read less afterwards.
        before = self._ahead(reading) + (reading < settled)
        self._course = (reading + abs(after - before) * SLEW, after, reading, before)

    def anchor(self, anchor: Anchor) -> None:
        """Count on from an instant that another process of this machine read."""
        self.wall_ms, self.monotonic_ms, offset_ms, self.node = anchor
        self.begin_at(offset_ms)

    def hand_over(self, path: Path, boot: str) -> None:
        """Give this clock to the processes started from here, and to commands by a file."""
        anchor = f"{self.wall_ms} {self.monotonic_ms}"
        if self.node:
            anchor += f" {self.offset_ms} {self.node}"
        os.environ[VARIABLE] = anchor
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_text(f"{anchor} {boot}\n", "ascii")
        # Replaced whole, so nobody ever reads half of it.
        draft.replace(path)

    def take_over(self, path: Path, boot: str, environment: Mapping[str, str] = os.environ) -> bool:
        """Follow the server of this machine, if one was started since it booted; true if so."""
        anchor = parse(environment.get(VARIABLE, "")) or read_clocks(path, boot)
        if anchor is not None:
            self.anchor(anchor)
        return anchor is not None

    def _ahead(self, reading: int) -> int:
        settled, after, start, before = self._course
        return after if reading >= settled else on_course(reading, after, start, before)


def on_course(reading: int, after: int, start: int, before: int) -> int:
    """What is added to the monotonic clock's `reading` on the way from `before` to `after`."""
    slewed = max(0, reading - start) // SLEW
    return before + slewed if after > before else before - slewed


def parse(text: str) -> Anchor | None:
    """The anchor in its text, if it is one."""
    found = ANCHOR.fullmatch(text)
    if found is None:
        return None
    wall, monotonic, offset, node = found.groups()
    return Anchor(int(wall), int(monotonic), int(offset or 0), node or "")


def read_clocks(path: Path, boot: str) -> Anchor | None:
    """The anchor in a clock file, unless it is of another boot, whose monotonic clock is gone."""
    try:
        anchor, _, written = path.read_text("ascii").strip().rpartition(" ")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return parse(anchor) if boot and written == boot else None


def boot_id() -> str:
    """Which boot of this machine this is; empty where the system does not say."""
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""


clock = Clock()
