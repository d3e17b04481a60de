"""Everybody of a batch is woken, by one another, whoever has left meanwhile."""

import random
import threading
import time

import pytest

from quiz.game.ledger.entries import Fate, Kept, LateEntry
from quiz.game.ledger.ticket import Ticket, settle

SOON_S = 0.05
LATER_S = 30.0


def make_ticket(number: int, patience: float = LATER_S) -> Ticket:
    return Ticket(LateEntry(1, number), patience)


def outcome_of(number: int) -> Kept:
    return Kept(False, str(number), number)


def waiting(tickets: list[Ticket]) -> tuple[list[threading.Thread], dict[int, object]]:
    """A thread for each ticket, and what each will have been told."""
    told = dict[int, object]()

    def wait(number: int, ticket: Ticket) -> None:
        told[number] = ticket.wait()

    threads = [threading.Thread(target=wait, args=pair) for pair in enumerate(tickets)]
    for thread in threads:
        thread.start()
    return threads, told


@pytest.mark.parametrize("size", [1, 2, 3, 64])
def test_everybody_is_told(size: int) -> None:
    tickets = [make_ticket(number) for number in range(size)]
    threads, told = waiting(tickets)
    settle(tickets, [outcome_of(number) for number in range(size)])
    for thread in threads:
        thread.join(LATER_S)
    assert told == {number: outcome_of(number) for number in range(size)}


def test_who_left_is_passed_over() -> None:
    tickets = [make_ticket(n, 0.0 if n in (0, 1, 3, 4, 8) else LATER_S) for n in range(9)]
    threads, told = waiting(tickets)
    for number in (0, 1, 3, 4, 8):
        threads[number].join()
    settle(tickets, [outcome_of(number) for number in range(9)])
    for thread in threads:
        thread.join(LATER_S)
    gone = {0, 1, 3, 4, 8}
    assert told == {n: Fate.AWAY if n in gone else outcome_of(n) for n in range(9)}


def test_an_outcome_that_is_there_already_is_told() -> None:
    ticket = make_ticket(1, patience=0.0)
    settle([ticket], [outcome_of(1)])
    assert ticket.wait() == outcome_of(1)


def test_nobody_is_forgotten_while_others_leave() -> None:
    rng = random.Random(7)
    for _ in range(20):
        patient = [rng.random() < 0.5 for _ in range(24)]
        tickets = [make_ticket(n, LATER_S if patient[n] else SOON_S) for n in range(24)]
        threads, told = waiting(tickets)
        time.sleep(SOON_S + rng.uniform(-0.003, 0.003))
        settle(tickets, [outcome_of(number) for number in range(24)])
        for thread in threads:
            thread.join(LATER_S / 2)
        assert all(told[n] == outcome_of(n) for n in range(24) if patient[n])
        assert all(told[n] in (Fate.AWAY, outcome_of(n)) for n in range(24))
