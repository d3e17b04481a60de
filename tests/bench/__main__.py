"""`make bench`: every figure beside the echo of the same server, as one table a database.

Never a test: figures of a shared machine say something only as ratios taken in one run.
"""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench import nodes
from tests.bench.figures import Bench, Figure
from tests.bench.results import cells, keep, section
from tests.bench.scenarios import SCENARIOS, figures
from tests.bench.sites import CROWD, a_site, databases, served


def main() -> None:
    """Measure what was asked for, print the tables, and keep them if asked to."""
    asked = arguments()
    # Whoever ends it wants its servers ended as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended from outside."))
    command = f"make bench ARGS='--runs {asked.runs} --seconds {asked.seconds}'"
    for database in asked.database or ["sqlite", "postgresql"]:
        table = section(database, list(measured(database, asked)), command)
        print(f"\n{table}\n", flush=True)
        if asked.keep:
            keep(database, table)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs a figure")
    parser.add_argument("--seconds", type=int, default=5, help="length of a run")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument(
        "--only", choices=list(SCENARIOS), action="append", help="measure nothing else; repeatable"
    )
    parser.add_argument("--phones", type=int, default=CROWD, help="how many play the whole round")
    parser.add_argument("--keep", action="store_true", help="write the table to RESULTS.md")
    asked = parser.parse_args()
    if asked.keep and (asked.only or asked.phones != CROWD):
        parser.error("a table is kept whole: --keep goes with neither --only nor --phones")
    return asked


def measured(database: str, asked: argparse.Namespace) -> Iterator[Figure]:
    """The figures of one database, said as they come."""
    with benched(database, asked) as bench:
        for name in asked.only or SCENARIOS:
            for figure in figures(name, bench):
                print(f"{database}: {' | '.join(cells(figure))}", flush=True)
                yield figure


@contextmanager
def benched(database: str, asked: argparse.Namespace) -> Iterator[Bench]:
    """A site with its product, and the echo; everything is gone at the end."""
    with (
        databases(database) as make_database,
        a_site(make_database) as site,
        served(site) as product,
        nodes.echo() as echo,
        site.app.app_context(),
    ):
        yield Bench(
            kind=database,
            site=site,
            product=product,
            echo=echo,
            make_database=make_database,
            runs=asked.runs,
            seconds=asked.seconds,
            phones=asked.phones,
        )


if __name__ == "__main__":
    main()
