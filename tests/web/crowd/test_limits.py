"""One network joins no more often than it may, by however many addresses and workers."""

import random
from collections.abc import Iterable

import pytest

from quiz.web.crowd.limits import BURST, MINUTE_MS, JoinLimit

PER_MINUTE = 600
WORKERS = 2
FLOOD = 9_000
MUSEUM = 5_000
AT = 1_000_000


@pytest.fixture
def limits() -> list[JoinLimit]:
    """The limits of all workers of one machine."""
    return [JoinLimit(PER_MINUTE, workers=WORKERS) for _ in range(WORKERS)]


def joins(limits: list[JoinLimit], asks: Iterable[tuple[str, int]], rng: random.Random) -> int:
    """How many of those who ask, each of a worker by chance, are let in."""
    return sum(rng.choice(limits).allows(address, now) for address, now in asks)


@pytest.mark.parametrize("address", ["2001:db8::{:x}", "2001:db8::{0:x}:{0:x}", "192.0.2.1"])
def test_a_network_has_one_burst_in_all(
    limits: list[JoinLimit], rng: random.Random, address: str
) -> None:
    flood = [(address.format(number), AT) for number in range(1, FLOOD + 1)]
    assert joins(limits, flood, rng) == BURST


def test_after_the_burst_a_network_has_one_rate_in_all(
    limits: list[JoinLimit], rng: random.Random
) -> None:
    joins(limits, [("2001:db8::1", AT)] * FLOOD, rng)
    later = [("2001:db8::2", AT + MINUTE_MS)] * FLOOD
    assert joins(limits, later, rng) == PER_MINUTE


def test_networks_beside_it_are_let_in(limits: list[JoinLimit], rng: random.Random) -> None:
    joins(limits, [("2001:db8::1", AT)] * FLOOD, rng)
    assert joins(limits, [("2001:db8:0:1::1", AT), ("192.0.2.1", AT)], rng) == 2


def test_a_museum_s_own_network_is_let_in(limits: list[JoinLimit], rng: random.Random) -> None:
    arrivals = [("192.0.2.1", AT + number * 10 * MINUTE_MS // MUSEUM) for number in range(MUSEUM)]
    assert joins(limits, arrivals, rng) == MUSEUM


def test_this_machine_is_not_limited(limits: list[JoinLimit], rng: random.Random) -> None:
    assert joins(limits, [("127.0.0.1", AT), ("::1", AT)] * FLOOD, rng) == 2 * FLOOD
