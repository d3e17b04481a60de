"""Processes that run for a moment now and then: pulses, results and seats wait, answers do not."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException

import pytest

from quiz.capacity.strain import LINES_MS, Strain
from quiz.errors import Queued
from tests.faults.crowd import Player, make_player, wait_until_open
from tests.faults.house import House, eventually
from tests.faults.nights import CHANNEL, make_night
from tests.viewers import Answer

pytestmark = pytest.mark.both_databases

OPEN_S = 58
# Longer than requests stand in line under the last strain; and too short for a loop to look twice,
STILL_S, RUNS_S = LINES_MS[Strain.PULSES] / 1_000 + 0.4, 0.07


@contextmanager
def running_now_and_then(house: House) -> Iterator[None]:
    """All processes that answer stand still for seconds, again and again."""
    held, over = house.workers(), threading.Event()

    def signal_all(number: signal.Signals) -> None:
        for pid in held:
            os.kill(pid, number)

    def hold() -> None:
        while not over.is_set():
            signal_all(signal.SIGSTOP)
            over.wait(STILL_S)
            signal_all(signal.SIGCONT)
            over.wait(RUNS_S)

    holding = threading.Thread(target=hold)
    holding.start()
    try:
        yield
    finally:
        over.set()
        holding.join()


def ask(player: Player, path: str, method: str = "GET") -> Answer | None:
    """What came back on a connection of its own; None, if nothing did for seconds."""
    try:
        return player.ask(path, method)
    except (OSError, HTTPException):
        return None
    finally:
        player.hang_up()


def is_refused(player: Player, path: str, method: str = "GET") -> bool:
    """Whether somebody new is asked to come back later."""
    player.cookies.clear()
    answer = ask(player, path, method)
    if answer is None or answer.status != 503:
        return False
    return answer.headers["Retry-After"] == str(Queued.retry_s)


def test_under_the_last_strain_answers_come_in_all_the_same(house: House) -> None:
    night = make_night(house, OPEN_S)
    played = night.open(OPEN_S)
    assert wait_until_open(house, night, played.times.window(0)[1])
    player, newcomer = make_player(house, night), make_player(house, night)
    assert player.join().status == 201
    pulse = f"/live/{night.code}/{CHANNEL}/pulse"
    seat = f"/my/{night.code}/player?nickname=&lang=fr&channel={CHANNEL}"
    with running_now_and_then(house):
        assert eventually(lambda: is_refused(newcomer, pulse))
        # Whoever heard nothing for seconds asks again, and is told the same.
        assert player.answer(1, played.content["choices"][0]["id"]).status in (200, 201)
        assert eventually(lambda: is_refused(newcomer, seat, "PUT"))
    assert eventually(lambda: is_served(newcomer, pulse, seat))
    for one in (player, newcomer):
        one.hang_up()


def is_served(newcomer: Player, pulse: str, seat: str) -> bool:
    """Whether nothing is given up any more: the pulse comes, and who wants to join may."""
    newcomer.cookies.clear()
    told, seated = ask(newcomer, pulse), ask(newcomer, seat, "PUT")
    return (told and told.status, seated and seated.status) == (200, 201)
