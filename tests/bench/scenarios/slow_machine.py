"""The whole round on a machine that is held to a part of its speed, and that nobody is told of.

How many phones play follows from what the product itself says that it carries.
"""

import time
from collections.abc import Iterator

from quiz.events.pace import players_for
from quiz.live.runtime import runtime
from tests.bench.figures import Bench, Figure
from tests.bench.holding import held_to
from tests.bench.nodes import WORKERS
from tests.bench.scenarios.whole_round import one_round
from tests.bench.sites import a_site, served

PARTS = (2, 4)
# For how long a question may be open to the crowd that the product says it carries.
OPEN_S = 20
# Of those whom it carries, so many are in time when twice as many come.
OVERRUN_PART = 0.9
# Each worker writes once a second what it could do.
SPOKEN_S = 3


def slow_machine(bench: Bench) -> Iterator[Figure]:
    """At a half and at a quarter of its time: the crowd that it says it carries, and twice that."""
    for part in PARTS:
        with held_to(WORKERS / part) as held:
            phones = carried(bench, held)
            for times in (1, 2):
                why = f"; held to 1/{part} of {WORKERS} cores by a group, which nobody was told"
                needed = phones if times == 1 else round(OVERRUN_PART * phones)
                yield from one_round(bench, times * phones, why, held, needed)


def carried(bench: Bench, held: list[str]) -> int:
    """For how many phones the product, held so, says that twenty seconds are enough.

    `--phones` bounds it, to see on a busy machine that all of it works.
    """
    with (
        a_site(bench.make_database, seated=0) as site,
        served(site, held=held),
        site.app.app_context(),
    ):
        time.sleep(SPOKEN_S)
        return min(bench.phones, players_for(OPEN_S, runtime().capacity()))
