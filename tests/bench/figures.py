"""A line of the table, and the bench: what every scenario measures with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from quiz.events.facts import RoundFacts
from tests.bench.load import Load, Result, run
from tests.bench.nodes import Server, worker_memory
from tests.bench.sites import CODE, Site

# Enough for large batches; with many more, the echo and the product only wait in line for longer.
CONNECTIONS = 1_000
MOST_MB = 200


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table; `ratio` is to the echo unless `what` says to what."""

    what: str
    value: str
    ratio: float | None = None
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """One kind of database: a site and its product, the echo beside it, how to make more."""

    kind: str
    site: Site
    product: Server
    echo: Server
    make_database: Callable[[Path], str]
    runs: int
    seconds: int
    phones: int

    @property
    def on_sqlite(self) -> bool:
        """Whether it is the embedded database; its targets are higher."""
        return self.kind == "sqlite"

    def beside_echo(
        self,
        what: str,
        load: Callable[[int], Load],
        least: float | None = None,
        least_rate: float | None = None,
    ) -> Figure:
        """The median of the ratios of paired runs: the echo, then the product, each time."""
        pairs = []
        for turn in range(self.runs):
            asked = load(turn)
            echo = run(self.echo.base, replace(asked, again=True))
            pairs.append((echo, run(self.product.base, asked)))
        ratio, ours = ratio_of(pairs), [ours for _, ours in pairs]
        rate = median(result.per_second for result in ours)
        if least_rate is not None:
            return Figure(what, say(ours), ratio, f"≥ {least_rate:,.0f}/s", rate >= least_rate)
        met = None if least is None else ratio >= least
        return Figure(what, say(ours), ratio, "" if least is None else f"≥ {least:.2f}", met)

    def get(self, path: str, tokens: Path | None = None) -> Load:
        """Everybody asks for `path`."""
        return Load("get.lua", path, CONNECTIONS, self.seconds, tokens=tokens)


def ratio_of(pairs: list[tuple[Result, Result]]) -> float:
    """The median over the pairs of the second's rate to the first's."""
    return median(second.per_second / first.per_second for first, second in pairs)


def say(results: list[Result]) -> str:
    """The median rate and lateness, and how many failed in all."""
    rate = median(result.per_second for result in results)
    p99 = median(result.p99_ms for result in results)
    errors = sum(result.errors for result in results)
    return f"{rate:,.0f}/s, p99 {p99:,.0f} ms" + (f", {errors:,} errors" if errors else "")


def memory_of(product: Server, what: str = "memory of a worker") -> Figure:
    """What its largest worker holds, and the most that any ever held."""
    held = worker_memory(product.parent)
    value = (
        f"{held.rss:.0f} MB resident, {held.pss:.0f} MB its own part, {held.peak:.0f} MB at most"
    )
    return Figure(what, value, None, f"< {MOST_MB} MB", held.peak < MOST_MB)


def answer_path(played: RoundFacts, code: str = CODE) -> str:
    """Where an answer to that round is put: always the same choice."""
    choice = played.content["choices"][0]["id"]
    return f"/my/{code}/rounds/{played.times.number}/answer?lang=fr&v={choice}"


def answers_to(
    played: RoundFacts, tokens: Path, seconds: float, connections: int = CONNECTIONS
) -> Load:
    """Distinct players, one answer each."""
    return Load("put.lua", answer_path(played), connections, round(seconds), tokens=tokens)
