"""Processes die, stop, and lose the time: no answer is lost or doubled."""

import random
import time
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from signal import SIGKILL, SIGTERM

import pytest

from tests.faults.conftest import Open
from tests.faults.crowd import BEFORE_S, Crowd, Player
from tests.faults.house import House, are_gone, eventually, kill
from tests.faults.judge import Play, play_in
from tests.faults.nights import CHANNEL
from tests.faults.walls import Wall

pytestmark = pytest.mark.both_databases

NEWBORN = 6
# Debian's libfaketime breaks clock_nanosleep, which is how Python sleeps.
SLEEP_BY_SELECT = """
import select
import time

time.sleep = lambda seconds: select.select([], [], [], seconds)
"""


def test_a_worker_is_killed_every_second(house: House, play: Play) -> None:
    killed: list[int] = []

    def fault(crowd: Crowd) -> None:
        while crowd.is_on():
            assert eventually(house.workers)
            killed.append(random.choice(house.workers()))
            kill(killed[-1])
            time.sleep(1)

    play(fault, 3)
    assert len(set(killed)) >= 2
    assert eventually(lambda: len(house.workers()) == 2)
    assert house.is_up()


def test_workers_are_killed_before_they_answer(house: House, play: Play) -> None:
    def fault(crowd: Crowd) -> None:
        for _ in crowd.turns():
            time.sleep(BEFORE_S)
            for _ in range(NEWBORN):
                assert eventually(house.workers)
                newborn = house.workers()
                for pid in newborn:
                    kill(pid)
                assert eventually(partial(are_gone, newborn))

    play(fault)
    assert eventually(lambda: len(house.workers()) == 2)


def test_the_main_process_is_killed_and_started_again(house: House, play: Play) -> None:
    def fault(crowd: Crowd) -> None:
        planned = crowd.deadline()
        for _ in crowd.turns():
            time.sleep(BEFORE_S)
            orphans = house.workers()
            house.send(SIGKILL)
            house.wait()
            assert eventually(partial(are_gone, orphans))
            house.start()
            assert crowd.deadline() == planned

    play(fault, 3)


def test_the_server_is_stopped_and_started_again(house: House, play: Play) -> None:
    def fault(crowd: Crowd) -> None:
        for _ in crowd.turns():
            time.sleep(BEFORE_S)
            house.send(SIGTERM)
            assert house.wait() == 0
            house.start()

    play(fault, 3)


def test_the_wall_clock_steps_an_hour_and_back(open_house: Open, tmp_path: Path) -> None:
    wall = Wall(tmp_path)
    (tmp_path / "sitecustomize.py").write_text(SLEEP_BY_SELECT, "utf-8")
    house = open_house(environment=wall.environment | {"PYTHONPATH": str(tmp_path)})

    def hours(looker: Player) -> int:
        """How many hours the server's wall clock is before the quiz's own."""
        shown = looker.insist(f"/live/{looker.code}/{CHANNEL}/pulse")
        wall = parsedate_to_datetime(shown.headers["date"]).timestamp()
        return round((wall - shown.json["now"] / 1_000) / 3_600)

    def fault(crowd: Crowd) -> None:
        planned, looker = crowd.deadline(), crowd.looker()
        for step_h in (1, -1):
            time.sleep(BEFORE_S)
            wall.step(step_h * 3_600)
            # The server writes its date anew once a second.
            assert eventually(lambda there=step_h: hours(looker) == there)
            assert crowd.deadline() == planned

    play_in(house, fault, 3)
