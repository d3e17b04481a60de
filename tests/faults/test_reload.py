"""New code comes in by SIGHUP, or does not: no answer is lost or doubled, and somebody answers."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from signal import SIGHUP, SIGTERM

import pytest

from quiz.database import connect_raw
from tests.faults.crowd import Crowd
from tests.faults.house import House, eventually, kill
from tests.faults.judge import Play

pytestmark = pytest.mark.both_databases

STAYS = "A new worker did not come up, so the ones that are there stay."


@contextmanager
def nothing_to_read(house: House) -> Iterator[None]:
    """Meanwhile no new worker of the house comes up, as it waits for its first reading."""
    with closing(connect_raw(house.url)) as connection:
        connection.execute("ALTER TABLE event RENAME TO away")
        try:
            yield
        finally:
            connection.execute("ALTER TABLE away RENAME TO event")


def test_new_code_comes_in_mid_question(house: House, play: Play) -> None:
    def reloaded(before: set[int]) -> bool:
        now = set(house.workers())
        return len(now) == 2 and not before & now

    crowds: list[Crowd] = []

    def fault(crowd: Crowd) -> None:
        crowds.append(crowd)
        for _ in crowd.turns():
            before = set(house.workers())
            house.send(SIGHUP)
            assert eventually(partial(reloaded, before))

    play(fault, 6)
    assert not crowds[0].was_let_down()


def test_new_code_that_does_not_start_leaves_the_old_one(house: House, play: Play) -> None:
    secret = house.instance / "secret"
    kept, before = secret.read_bytes(), len(house.said())

    def stayed(times: int) -> bool:
        return house.said().count(STAYS, before) == times

    def fault(crowd: Crowd) -> None:
        secret.write_text("too short", "ascii")
        for turn in crowd.turns():
            workers = house.workers()
            house.send(SIGHUP)
            assert eventually(partial(stayed, turn + 1))
            assert house.workers() == workers

    try:
        play(fault, 3)
    finally:
        secret.write_bytes(kept)
    assert "The secret key in" in house.said()[before:]


def test_who_looks_after_the_workers_does_so_while_new_code_comes_in(house: House) -> None:
    before, workers = len(house.said()), house.workers()
    with nothing_to_read(house):
        house.send(SIGHUP)
        assert eventually(lambda: len(house.workers()) == 3)
        kill(workers[1])
        assert eventually(lambda: len(house.workers()) == 3 and workers[1] not in house.workers())
        assert workers[0] in house.workers()
        house.send(SIGTERM)
        assert house.wait() == 0
    assert STAYS not in house.said()[before:]
