"""Holds a server's processes to so much processor time, where the system lets us make a group."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PERIOD_US = 100_000
GROUPS = Path("/sys/fs/cgroup")
# Who enters a group before it becomes the server brings all of its children along.
ENTER = 'echo $$ > "$0" && exec "$@"'


@contextmanager
def held_to(cores: float) -> Iterator[list[str]]:
    """What stands before a command so that all its processes share the time of so many cores.

    RuntimeError, where no group may be made here.
    """
    old = GROUPS / "cpu"
    group = (old if old.is_dir() else GROUPS) / f"celadon-bench-{os.getpid()}"
    quota = round(cores * PERIOD_US)
    try:
        group.mkdir()
        try:
            if old.is_dir():
                (group / "cpu.cfs_period_us").write_text(str(PERIOD_US))
                (group / "cpu.cfs_quota_us").write_text(str(quota))
            else:
                (group / "cpu.max").write_text(f"{quota} {PERIOD_US}")
            yield ["sh", "-c", ENTER, str(group / "cgroup.procs")]
        finally:
            # Only an empty group can go: whoever was in it has ended by now.
            group.rmdir()
    except OSError as error:
        raise RuntimeError(f"no group of processes can be held here: {error.strerror}") from error
