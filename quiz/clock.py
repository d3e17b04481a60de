"""The only reader of the time: milliseconds UTC that never run backwards.

`quiz serve` reads the wall once. Its workers, and commands on the same machine, count on from that
instant by the monotonic clock that they all share, so no step of the wall parts them.
"""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

VARIABLE = "QUIZ_CLOCK"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# Linux's ordinary monotonic clock stands still while a laptop sleeps; this one does not.
STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def steady_ns() -> int:
    """Nanoseconds of a clock that all processes of this machine share, and that never steps."""
    return time.clock_gettime_ns(STEADY)


@dataclass(slots=True)
class Clock:
    """Wall time read once, counted on by the monotonic clock, mended by the database's offset."""

    wall_ms: int = field(default_factory=lambda: time.time_ns() // 1_000_000)
    monotonic_ms: int = field(default_factory=lambda: steady_ns() // 1_000_000)
    offset_ms: int = 0
    source: Callable[[], int] = steady_ns

    def now(self) -> int:
        """Milliseconds UTC now."""
        return self.wall_ms + self.source() // 1_000_000 - self.monotonic_ms + self.offset_ms

    def anchor(self, wall_ms: int, monotonic_ms: int) -> None:
        """Count on from an instant that another process of this machine read."""
        self.wall_ms, self.monotonic_ms = wall_ms, monotonic_ms

    def hand_over(self, path: Path, boot: str) -> None:
        """Give this clock to the processes started from here, and to commands by a file."""
        anchor = f"{self.wall_ms} {self.monotonic_ms}"
        os.environ[VARIABLE] = anchor
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_text(f"{anchor} {boot}\n", "ascii")
        # Replaced whole, so nobody ever reads half of it.
        draft.replace(path)

    def take_over(self, path: Path, boot: str, environment: Mapping[str, str] = os.environ) -> bool:
        """Follow the server of this machine, if one was started since it booted; true if so."""
        anchor = parse(environment.get(VARIABLE, "")) or read(path, boot)
        if anchor is not None:
            self.anchor(*anchor)
        return anchor is not None


def parse(text: str) -> tuple[int, int] | None:
    """The wall's and the monotonic clock's milliseconds in an anchor's text, if it is one."""
    words = text.split()
    if len(words) != 2 or not all(word.isascii() and word.isdecimal() for word in words):
        return None
    return int(words[0]), int(words[1])


def read(path: Path, boot: str) -> tuple[int, int] | None:
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


def database_offset(asked_ms: int, database_ms: int, answered_ms: int) -> int:
    """How far the database's clock is ahead of ours, in ms, to half the question's journey.

    `asked_ms` and `answered_ms` are our clock, without any offset, around the question.
    """
    return database_ms - (asked_ms + answered_ms) // 2


clock = Clock()
