"""`make bench`: every figure beside the echo of the same server, as one table.

Never a test: figures of a shared machine say something only as ratios taken in one run.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask_migrate import upgrade

from quiz.app import create_app
from quiz.config import from_environment, make_secret
from quiz.database import writing
from tests.bench import nodes
from tests.bench.scenarios import Bench, Figure, make_bench_crowd, scenarios
from tests.servers import PostgresServer, postgresql_binaries

RESULTS = Path(__file__).parent / "RESULTS.md"


def main() -> None:
    """Measure what was asked for, print the table, and keep it if asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs a figure")
    parser.add_argument("--seconds", type=int, default=5, help="length of a run")
    parser.add_argument("--threads", type=int, default=32, help="threads of a worker")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--keep", action="store_true", help="write the table to RESULTS.md")
    asked = parser.parse_args()
    figures = [
        figure
        for database in asked.database or ["sqlite", "postgresql"]
        for figure in measured(database, asked)
    ]
    table = "\n".join(lines(figures))
    print(table)
    if asked.keep:
        keep(table)


def measured(database: str, asked: argparse.Namespace) -> Iterator[Figure]:
    """The figures of one database, said as they come."""
    with benched(database, asked) as bench:
        for figure in scenarios(bench):
            print(" | ".join(cells(figure)), flush=True)
            yield figure


@contextmanager
def benched(database: str, asked: argparse.Namespace) -> Iterator[Bench]:
    """The product and the echo, running; a crowd seated; everything gone at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="quiz-bench-") as folder,
        a_database(database, Path(folder)) as url,
    ):
        instance = Path(folder)
        os.environ |= {"QUIZ_INSTANCE": folder, "QUIZ_DATABASE_URL": url}
        settings = from_environment()
        make_secret(settings.secret_file)
        app = create_app(settings)
        with app.app_context():
            with writing():
                upgrade()
            tokens = instance / "tokens"
            crowd = make_bench_crowd(app, tokens)
            with (
                nodes.product(instance, url, asked.threads) as (product, parent),
                nodes.echo(asked.threads) as (echo, _),
            ):
                yield Bench(
                    app=app,
                    url=url,
                    instance=instance,
                    product=product,
                    parent=parent,
                    echo=echo,
                    crowd=crowd,
                    tokens=tokens,
                    runs=asked.runs,
                    seconds=asked.seconds,
                    name=database,
                )
            app.extensions["desk"].end()


@contextmanager
def a_database(database: str, folder: Path) -> Iterator[str]:
    """The address of an empty database, on a private server if it is PostgreSQL."""
    if database == "sqlite":
        yield f"sqlite:///{folder / 'quiz.sqlite'}"
        return
    binaries = postgresql_binaries()
    if binaries is None:
        raise SystemExit("PostgreSQL's binaries are missing: install the package postgresql.")
    server = PostgresServer(binaries)
    server.create()
    server.start()
    try:
        yield server.url(server.make_database())
    finally:
        server.remove()


def cells(figure: Figure) -> list[str]:
    """A line of the table."""
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    return [figure.what, figure.value, ratio, figure.target]


def lines(figures: list[Figure]) -> Iterator[str]:
    """The table."""
    yield "| what | measured | ratio to the echo | target |"
    yield "|---|---|---|---|"
    for figure in figures:
        yield f"| {' | '.join(cells(figure))} |"


def keep(table: str) -> None:
    """Put the table at the top of RESULTS.md's figures, with machine and date."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    day = datetime.now(UTC).date().isoformat()
    heading, _, rest = RESULTS.read_text("utf-8").partition("<!-- figures -->")
    notes = rest.partition("<!-- end -->")[2]
    figures = f"<!-- figures -->\n\n{day}, {machine}, `make bench`:\n\n{table}\n\n<!-- end -->"
    RESULTS.write_text(heading + figures + notes, "utf-8")


if __name__ == "__main__":
    main()
