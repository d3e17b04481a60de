"""The table, and where it is kept: one section a database in RESULTS.md."""

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import Figure

RESULTS = Path(__file__).parent / "RESULTS.md"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def cells(figure: Figure) -> list[str]:
    """A line of the table."""
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    met = {None: "", True: "yes", False: "**no**"}[figure.met]
    return [figure.what, figure.value, ratio, figure.target, met]


def lines(figures: list[Figure]) -> Iterator[str]:
    """The table."""
    yield "| what | measured | ratio | target | met? |"
    yield "|---|---|---|---|---|"
    for figure in figures:
        yield f"| {' | '.join(cells(figure))} |"


def section(database: str, figures: list[Figure], command: str) -> str:
    """The table of one database, with machine and date."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    heading = f"## {NAMES[database]}\n\n{day}, {machine}, `{command}`:"
    return f"{heading}\n\n" + "\n".join(lines(figures))


def processor() -> str:
    """What the kernel calls the processor."""
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def keep(database: str, table: str) -> None:
    """Put the table in the database's place; the other one's stays as it is."""
    begin, end = f"<!-- {database} -->", f"<!-- end of {database} -->"
    before, _, rest = RESULTS.read_text("utf-8").partition(begin)
    after = rest.partition(end)[2]
    RESULTS.write_text(f"{before}{begin}\n\n{table}\n\n{end}{after}", "utf-8")
