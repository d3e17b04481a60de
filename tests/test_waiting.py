"""Who waits for another thread is told in time, in an event loop and in a plain thread alike."""

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from quiz import waiting
from quiz.waiting import MOST_WAITING, BatchQueue, Ticket, in_thread, run_inline, settle

LATER_S = 30.0
SOON_S = 0.05
NEVER = -1


class Doubling:
    """Doubles what it is given, when it may."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.batches: list[int] = []
        self.line = BatchQueue[int, int]("doubling", self.serve, NEVER)

    def serve(self, first: Ticket[int, int], others: Iterator[Ticket[int, int]]) -> None:
        """Everybody who has come by the time that it may."""
        assert self.may.wait(LATER_S)
        batch = [first, *others]
        self.batches.append(len(batch))
        settle(batch, [2 * ticket.asked for ticket in batch])


@pytest.fixture
def doubling() -> Iterator[Doubling]:
    """One at work, which may not yet."""
    made = Doubling()
    made.line.start()
    yield made
    made.may.set()
    made.line.end()


async def ask(line: BatchQueue[int, int], number: int, patience: float = LATER_S) -> int:
    return await line.submit(number, patience)


async def told(ticket: Ticket[int, int]) -> int:
    return await ticket


async def ask_all(doubling: Doubling, numbers: range, patience: float) -> list[int]:
    asked = [asyncio.ensure_future(ask(doubling.line, number, patience)) for number in numbers]
    await asyncio.sleep(SOON_S)
    doubling.may.set()
    return await asyncio.gather(*asked)


def test_all_of_a_loop_are_told_together(doubling: Doubling) -> None:
    assert asyncio.run(ask_all(doubling, range(50), LATER_S)) == [2 * n for n in range(50)]
    assert doubling.batches == [50]


def test_threads_are_told_too(doubling: Doubling) -> None:
    told: list[int] = []
    asks = [
        threading.Thread(target=lambda n=n: told.append(run_inline(ask(doubling.line, n))))
        for n in range(8)
    ]
    for thread in asks:
        thread.start()
    doubling.may.set()
    for thread in asks:
        thread.join(LATER_S)
    assert sorted(told) == [2 * n for n in range(8)]


def test_nobody_waits_longer_than_their_patience(doubling: Doubling) -> None:
    assert run_inline(ask(doubling.line, 1, SOON_S)) == NEVER
    assert asyncio.run(ask(doubling.line, 2, SOON_S)) == NEVER


def test_who_is_told_after_leaving_harms_nobody(doubling: Doubling) -> None:
    async def both() -> list[int]:
        leaves = await ask(doubling.line, 1, SOON_S)
        return [leaves, *await ask_all(doubling, range(2, 4), LATER_S)]

    assert asyncio.run(both()) == [NEVER, 4, 6]
    assert doubling.batches == [3]


def test_a_loop_that_is_gone_is_passed_over(doubling: Doubling) -> None:
    assert asyncio.run(ask(doubling.line, 1, SOON_S)) == NEVER
    doubling.may.set()
    assert run_inline(ask(doubling.line, 2)) == 4


def test_a_line_that_is_too_long_is_not_joined(doubling: Doubling) -> None:
    for number in range(MOST_WAITING + 1):
        doubling.line.submit(number, LATER_S)
    assert run_inline(ask(doubling.line, 1)) == NEVER
    assert doubling.line.waiting >= MOST_WAITING - 1


def test_at_its_end_a_line_serves_who_waits() -> None:
    doubling = Doubling()
    doubling.line.start()
    tickets = [doubling.line.submit(number, LATER_S) for number in range(3)]
    threading.Timer(SOON_S, doubling.may.set).start()
    doubling.line.end()
    assert [ticket.outcome for ticket in tickets] == [0, 2, 4]


def test_before_its_start_whoever_asks_serves() -> None:
    doubling = Doubling()
    doubling.may.set()
    assert run_inline(ask(doubling.line, 21)) == 42
    assert doubling.batches == [1]


def test_what_blocks_runs_apart_from_a_loop_and_here_in_a_thread() -> None:
    async def where() -> int:
        return await in_thread(threading.get_ident)

    assert run_inline(where()) == threading.get_ident()
    assert asyncio.run(where()) != threading.get_ident()


def test_what_blocks_for_too_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "APART_S", SOON_S)
    goes_on = threading.Event()

    async def wait() -> bool:
        try:
            await in_thread(goes_on.wait, LATER_S)
        except TimeoutError:
            return True
        finally:
            goes_on.set()
        return False

    assert asyncio.run(wait())


def test_what_needs_a_loop_is_refused_where_there_is_none() -> None:
    async def wait() -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="event loop"):
        run_inline(wait())


def test_a_loop_goes_on_while_it_waits(doubling: Doubling) -> None:
    async def count_meanwhile() -> tuple[int, int]:
        asked = asyncio.ensure_future(ask(doubling.line, 1))
        steps, until = 0, time.monotonic() + SOON_S
        while time.monotonic() < until:
            await asyncio.sleep(0)
            steps += 1
        doubling.may.set()
        return await asked, steps

    told, steps = asyncio.run(count_meanwhile())
    assert (told, steps > 10) == (2, True)


def test_a_line_waits_for_more_as_long_as_they_come(
    monkeypatch: pytest.MonkeyPatch, doubling: Doubling
) -> None:
    coming = [3, 2, 1]
    tickets: list[Ticket[int, int]] = []

    def pause(_seconds: float) -> None:
        if coming:
            tickets.append(doubling.line.submit(coming.pop(), LATER_S))

    monkeypatch.setattr(waiting, "sleep", pause)
    doubling.may.set()
    assert run_inline(ask(doubling.line, 0)) == 0
    assert [run_inline(told(ticket)) for ticket in tickets] == [2, 4, 6]
    assert doubling.batches == [4]
