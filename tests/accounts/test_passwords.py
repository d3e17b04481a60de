"""Hashes: by today's parameters, few at a time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher, extract_parameters
from flask import Flask

from quiz.accounts.passwords import (
    AT_ONCE,
    HASHER,
    PATIENCE_S,
    WAITING,
    Gate,
    hash_password,
    is_password,
)
from quiz.errors import Unavailable

PASSWORD = "six small grey bowls"
# As Flask-Security and passlib made them.
BEFORE = PasswordHasher(memory_cost=65_536, time_cost=3, parallelism=4)


def test_the_parameters_are_those_that_owasp_names() -> None:
    today = extract_parameters(HASHER.hash(PASSWORD))

    assert (today.memory_cost, today.time_cost, today.parallelism) == (19_456, 2, 1)
    assert (AT_ONCE, WAITING, PATIENCE_S) == (2, 4, 1.0)


def test_a_password_is_its_own(app: Flask) -> None:
    stored = hash_password(PASSWORD)

    assert [is_password(PASSWORD, stored), is_password("wrong", stored)] == [True, False]
    assert [is_password(PASSWORD, None), is_password(PASSWORD, "nonsense")] == [False, False]


def test_who_finds_the_room_full_is_refused_at_once() -> None:
    gate, leave = Gate(2, 4, 60.0), threading.Event()
    passed: list[int] = []

    def pass_through(number: int) -> None:
        with gate.passage():
            passed.append(number)
            leave.wait(60)

    with ThreadPoolExecutor(6) as threads:
        tries = [threads.submit(pass_through, number) for number in range(6)]
        while not gate.is_full():
            threading.Event().wait(0.001)
        with pytest.raises(Unavailable), gate.passage():
            pass
        assert len(passed) <= 2
        leave.set()
    assert [done.exception() for done in tries] == [None] * 6
    assert sorted(passed) == list(range(6))


def test_who_waited_long_enough_is_refused() -> None:
    gate = Gate(1, 1, 0.01)

    with gate.passage(), pytest.raises(Unavailable), gate.passage():
        pass
    with gate.passage():
        assert not gate.is_full()
