"""The clock of the database steps in mid-question: no machine follows, and no answer is moved."""

import re
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from signal import SIGKILL

import pytest

from quiz.clock import clock
from quiz.nodes.rules import MEASURED_EVERY_MS, MOST_APART_MS
from tests.faults.conftest import Open
from tests.faults.crowd import Crowd
from tests.faults.house import House, are_gone, eventually, kill
from tests.faults.judge import play_in
from tests.faults.nights import CHANNEL
from tests.faults.walls import Wall
from tests.servers import PostgresServer, postgresql_binaries
from tests.viewers import Viewer

STEP_S = 30
TOKEN = "s3cret"
DISAGREEMENT = re.compile(r"^celadon_clock_disagreement_seconds (.*)$", re.MULTILINE)
# Each node measures once meanwhile, whatever it saw of the step before.
LONG_S = MEASURED_EVERY_MS / 1_000 + 4
PAUSE_S = 0.02

pytestmark = pytest.mark.postgresql


@pytest.fixture
def wall() -> Iterator[Wall]:
    """The database's wall clock; whoever owns the server must find its file."""
    with tempfile.TemporaryDirectory(prefix="quiz-wall-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Wall(Path(folder))


@pytest.fixture
def url(wall: Wall) -> Iterator[str]:
    """A database of a server whose clock can be stepped."""
    binaries = postgresql_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's binaries are missing: install the package postgresql.")
    server = PostgresServer(binaries, wall.environment)
    server.create()
    server.start()
    yield server.url(server.make_database())
    server.remove()


def disagreement_s(house: House) -> float:
    """How far the database's clock is ahead, as the machine's metrics say."""
    looker = Viewer(house.port, "", "", "")
    said = looker.ask("/metrics", Authorization=f"Bearer {TOKEN}").body.decode()
    looker.hang_up()
    found = DISAGREEMENT.search(said)
    assert found is not None
    return float(found[1])


def is_ready(house: House) -> bool:
    """Whether the machine wants viewers."""
    looker = Viewer(house.port, "", "", "")
    answer = looker.ask("/readyz")
    looker.hang_up()
    return answer.status == 200


def now_at(house: House, code: str) -> int:
    """The pulse's now, of whichever worker takes a new connection."""
    looker = Viewer(house.port, code, CHANNEL, "")
    pulse = looker.pulse().json
    looker.hang_up()
    return int(pulse["now"])


def watch_time(houses: list[House], crowd: Crowd) -> None:
    """Until the round is over no pulse's now falls, or leaves this machine's own clock."""
    last = dict.fromkeys(houses, 0)
    while crowd.is_on():
        for house in houses:
            began, now = clock.now(), now_at(house, crowd.night.code)
            assert now >= last[house]
            assert began - MOST_APART_MS < now < clock.now() + MOST_APART_MS
            last[house] = now
        time.sleep(PAUSE_S)


def test_it_steps_and_all_machines_keep_their_time(open_house: Open, url: str, wall: Wall) -> None:
    houses = [open_house(url=url, environment={"QUIZ_METRICS_TOKEN": TOKEN}) for _ in range(2)]

    def sees(step_s: int) -> bool:
        return all(abs(disagreement_s(house) - step_s) < 1 for house in houses)

    for step_s in (STEP_S, -STEP_S):

        def fault(crowd: Crowd, step_s: int = step_s) -> None:
            wall.step(step_s)
            assert eventually(lambda: sees(step_s))
            # What starts now has their time, not the database's.
            kill(houses[0].workers()[0])
            watch_time(houses, crowd)

        play_in(houses[0], fault, LONG_S)
        assert all(map(is_ready, houses))


def test_a_machine_that_starts_after_a_step_has_the_time_of_before(
    open_house: Open, url: str, wall: Wall
) -> None:
    environment = {"QUIZ_METRICS_TOKEN": TOKEN}
    houses = [open_house(url=url, environment=environment)]

    def fault(crowd: Crowd) -> None:
        wall.step(STEP_S)
        assert eventually(lambda: disagreement_s(houses[0]) > 1)
        # Again with all that there is, and then beside another.
        orphans = houses[0].workers()
        houses[0].send(SIGKILL)
        houses[0].wait()
        assert eventually(partial(are_gone, orphans))
        houses[0].start()
        houses.append(open_house(url=url, environment=environment))
        assert eventually(lambda: disagreement_s(houses[1]) > 1)
        watch_time(houses, crowd)

    play_in(houses[0], fault, LONG_S)
    assert all(map(is_ready, houses))
