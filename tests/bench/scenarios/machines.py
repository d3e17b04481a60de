"""One node and two behind nginx: PostgreSQL, nginx as `deploy/` has it, each node on its own core.

Database, nginx and load program share the same cores, so the second node brings one core and takes
its part of one. What a node, nginx and the database spend on a request is therefore said as well:
on machines of their own, that is what each of them can carry.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import make_url

from quiz.events.facts import RoundFacts
from tests.bench import nodes
from tests.bench.crowd import answer_all, close_and_reveal, open_round
from tests.bench.figures import CONNECTIONS, Bench, Figure, answer_path, ratio_of, say
from tests.bench.load import Load, Result, run
from tests.bench.scenarios.documents import PULSE
from tests.bench.sites import CODE, Site, a_site
from tests.nginx import Nginx, nginx_binary

CORES = (0, 1)


@dataclass(frozen=True, slots=True)
class Front:
    """One nginx, the nodes behind it, and every process that serves what is asked through it."""

    base: str
    servers: list[nodes.Server]
    nginx: int
    database: int

    def spent(self) -> list[float]:
        """The seconds that each node, nginx and the database have kept a core busy."""
        parents = [*(server.parent for server in self.servers), self.nginx, self.database]
        return [nodes.seconds_spent(nodes.family(parent)) for parent in parents]


@dataclass(frozen=True, slots=True)
class Run:
    """What came back, and the seconds that each node, nginx and the database spent on it."""

    result: Result
    spent: list[float]


def machines(bench: Bench) -> Iterator[Figure]:
    """Answers, `me` and pulses through one node and through two, in pairs of runs."""
    binary = nginx_binary()
    if binary is None or bench.on_sqlite:
        return
    with (
        a_site(bench.make_database) as site,
        node(site, 0) as first,
        node(site, 1) as second,
        behind(binary, site, [first]) as one,
        behind(binary, site, [first, second]) as two,
    ):
        yield from compared("answers", bench, one, two, in_rounds(bench, site))
        with site.app.app_context():
            answer_all(site.crowd, open_round(site.crowd))
            close_and_reveal(site.crowd)
        me = bench.get(f"/my/{CODE}/me", site.tokens)
        yield from compared("me", bench, one, two, lambda _turn, _half: me)
        pulse = bench.get(PULSE)
        yield from compared("cached pulses", bench, one, two, lambda _turn, _half: pulse)


@contextmanager
def node(site: Site, number: int) -> Iterator[nodes.Server]:
    """A web machine of one worker on one core, with a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="quiz-node-") as folder:
        own = {
            "QUIZ_INSTANCE": folder,
            "QUIZ_SECRET_FILE": str(site.folder / "secret"),
            "QUIZ_PROXIES": "127.0.0.1",
        }
        with nodes.product(site.settings | own, workers=1, core=CORES[number]) as server:
            yield server


@contextmanager
def behind(binary: str, site: Site, servers: list[nodes.Server]) -> Iterator[Front]:
    """nginx in front of those nodes, with the configuration of `deploy/`."""
    with tempfile.TemporaryDirectory(prefix="quiz-nginx-") as folder:
        nginx = Nginx(binary, Path(folder), [server.port for server in servers])
        nginx.start()
        try:
            if nginx.process is None:
                raise RuntimeError("nginx did not start")
            base = f"http://127.0.0.1:{nginx.port}"
            yield Front(base, servers, nginx.process.pid, database_process(site.url))
        finally:
            nginx.end()


def database_process(url: str) -> int:
    """The process that all of the private PostgreSQL's come from; its folder is in its address."""
    folder = Path(str(make_url(url).query["host"]))
    return int((folder / "data" / "postmaster.pid").read_text("ascii").split()[0])


def in_rounds(bench: Bench, site: Site) -> Callable[[int, int], Load]:
    """Answers of one half of the crowd or the other; both halves play the same round."""
    lines = site.tokens.read_text("ascii").splitlines(keepends=True)
    halves = [site.folder / "tokens-0", site.folder / "tokens-1"]
    for half, path in enumerate(halves):
        path.write_text("".join(lines[half::2]), "ascii")
    rounds: dict[int, RoundFacts] = {}

    def load(turn: int, half: int) -> Load:
        if turn not in rounds:
            with site.app.app_context():
                rounds[turn] = open_round(site.crowd)
        path = answer_path(rounds[turn])
        return Load("put.lua", path, CONNECTIONS, bench.seconds, tokens=halves[half])

    return load


def compared(
    what: str, bench: Bench, one: Front, two: Front, load: Callable[[int, int], Load]
) -> Iterator[Figure]:
    """The ratio of two nodes to one, then what a request costs."""
    pairs = []
    for turn in range(bench.runs):
        pair = {}
        # The second of a pair finds what the first left behind, so they take turns.
        for half in (0, 1) if turn % 2 == 0 else (1, 0):
            pair[half] = measured((one, two)[half], load(turn, half))
            time.sleep(0.5)
        pairs.append((pair[0], pair[1]))
    ratio = ratio_of([(alone.result, both.result) for alone, both in pairs])
    value = (
        f"two {say([both.result for _, both in pairs])}; one "
        f"{say([alone.result for alone, _ in pairs])}"
    )
    shared = f"all on {len(CORES)} cores"
    yield Figure(f"{what} through nginx, two nodes to one ({shared})", value, ratio)
    yield Figure(f"… time on a core for each of these {what}", costs([both for _, both in pairs]))
    alone = costs([alone for alone, _ in pairs]).partition(";")[0]
    yield Figure("… the same with one node", alone)


def measured(front: Front, load: Load) -> Run:
    """One run through nginx, and who spent how much on it."""
    before = front.spent()
    result = run(front.base, load)
    after = front.spent()
    return Run(result, [late - early for early, late in zip(before, after, strict=True)])


def costs(runs: list[Run]) -> str:
    """Microseconds of a core for each request, and how the nodes shared the work."""
    node = median(sum(run.spent[:-2]) / run.result.answered * 1e6 for run in runs)
    nginx = median(run.spent[-2] / run.result.answered * 1e6 for run in runs)
    database = median(run.spent[-1] / run.result.answered * 1e6 for run in runs)
    # A node that nobody asks works a little as well, so this may be of nearly nothing.
    first = median(run.spent[0] / (sum(run.spent[:-2]) or 1) for run in runs)
    return (
        f"node {node:.0f} µs, nginx {nginx:.0f} µs, database {database:.0f} µs; "
        f"the first node had {first:.0%} of the nodes' part"
    )
