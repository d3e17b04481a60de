"""However long a request waits for us, the system knows when it came."""

import asyncio
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.rules import Arrival
from quiz.web.crowd import arrival as arrivals
from quiz.web.crowd.arrival import (
    CAME,
    CONNECTION,
    INFO,
    MOMENT_MS,
    SLOT_MS,
    STEP_MS,
    ArrivalReader,
    arrival,
    came,
    quiet_ms,
)
from quiz.web.crowd.heads import LONGEST_HEAD
from quiz.web.crowd.proxy import ARRIVED
from tests.clocks import EVENING
from tests.museums import ANSWER, END, FORM, PULSE, Client, with_client

BUSY_MS = 150
# The first instant of a slot.
SLOT = EVENING - EVENING % SLOT_MS
known_to_linux = pytest.mark.skipif(INFO is None, reason="This system does not say it.")


class Quiet:
    """A connection on which nothing has come in for so long."""

    def __init__(self, ms: int | None, is_familiar: bool = False) -> None:
        self.ms = ms
        self.is_familiar = is_familiar
        self.asked = 0

    def quiet_ms(self) -> int | None:
        self.asked += 1
        return self.ms


@pytest.mark.parametrize(
    ("quiet", "expected"),
    [
        (None, (EVENING, EVENING)),
        (0, (EVENING - STEP_MS, EVENING)),
        (3, (EVENING - 3 - STEP_MS, EVENING)),
        (4_000, (EVENING - 4_000 - STEP_MS, EVENING - 4_000 + STEP_MS)),
    ],
)
def test_it_came_when_its_connection_fell_quiet(
    quiet: int | None, expected: tuple[int, int]
) -> None:
    assert came(Quiet(quiet), EVENING) == expected
    assert arrival({CONNECTION: Quiet(quiet)}, EVENING) == Arrival(*expected, EVENING)


def test_what_nobody_knows_of_came_now() -> None:
    assert came(None, EVENING) == (EVENING, EVENING)
    assert arrival({}, EVENING) == Arrival.at(EVENING)


def test_what_was_noted_before_it_waited_counts() -> None:
    environ = {CAME: (EVENING - 10, EVENING), ARRIVED: EVENING - 40}
    assert arrival(environ, EVENING + 900) == Arrival(
        EVENING - 10, EVENING, EVENING + 900, EVENING - 40
    )


def read(reader: ArrivalReader, quiet: Quiet, now: int) -> Arrival:
    return reader.read({CONNECTION: quiet}, now)


def test_of_a_crowd_one_a_millisecond_is_asked_about() -> None:
    reader, slow, quick = ArrivalReader(), Quiet(40, True), Quiet(5, True)
    assert read(reader, slow, SLOT) == Arrival(*came(slow, SLOT), SLOT)
    now = SLOT + SLOT_MS
    assert read(reader, quick, now) == Arrival(*came(quick, now), now)
    other = Quiet(7, True)
    # It may have waited as long as any lately; nobody knows whether it did.
    assert read(reader, other, now) == Arrival(now - 40 - STEP_MS, now, now)
    assert other.asked == 0


def test_after_a_pause_each_is_asked_about_itself() -> None:
    reader, early, late = ArrivalReader(), Quiet(3_000, True), Quiet(10, True)
    read(reader, late, SLOT)
    now = SLOT + 2 * SLOT_MS
    for quiet in (late, early, late, early):
        assert read(reader, quiet, now) == Arrival(*came(quiet, now), now)


def test_where_answers_wait_for_long_each_is_asked_about_itself() -> None:
    reader, long, short = ArrivalReader(), Quiet(MOMENT_MS + 1, True), Quiet(10, True)
    read(reader, long, SLOT)
    now = SLOT + SLOT_MS
    for quiet in (short, short, long, short):
        assert read(reader, quiet, now) == Arrival(*came(quiet, now), now)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 250)), max_size=60))
def test_what_is_not_asked_about_may_have_waited_as_long_as_any_lately(
    answers: list[tuple[int, int]],
) -> None:
    reader, now, asked = ArrivalReader(), SLOT, list[tuple[int, int]]()
    for passed, ms in answers:
        now += passed
        quiet = Quiet(ms, True)
        found = read(reader, quiet, now)
        lately = [waited for at, waited in asked if at // SLOT_MS >= now // SLOT_MS - 1]
        if quiet.asked:
            assert found == Arrival(*came(quiet, now), now)
            asked.append((now, ms))
        else:
            assert found == Arrival(now - max(lately) - STEP_MS, now, now)
            assert max(lately) <= MOMENT_MS
            assert any(at // SLOT_MS == now // SLOT_MS - 1 for at, _waited in asked)


def test_a_new_connection_is_asked_about_itself() -> None:
    reader, new, familiar = ArrivalReader(), Quiet(3_000), Quiet(4, True)
    read(reader, familiar, SLOT)
    for now in (SLOT, SLOT + SLOT_MS, SLOT + SLOT_MS):
        assert read(reader, new, now) == Arrival(*came(new, now), now)
    # How long it stood in line says nothing of the others.
    read(reader, familiar, now)
    assert read(reader, familiar, now).earliest == now - 4 - STEP_MS


def test_nobody_shares_what_nobody_knows() -> None:
    reader, unknown = ArrivalReader(), Quiet(None, True)
    for now in (SLOT, SLOT + SLOT_MS, SLOT + SLOT_MS):
        assert read(reader, unknown, now) == Arrival.at(now)
    assert reader.read({}, now) == Arrival.at(now)


def be_busy() -> None:
    """Let the loop look at nothing for a while."""
    time.sleep(BUSY_MS / 1_000)


@known_to_linux
@pytest.mark.parametrize("asked", [PULSE + END, ANSWER + END, FORM + b"a=bc"])
def test_a_request_that_waited_for_the_loop_came_before(asked: bytes) -> None:
    async def meet(client: Client) -> None:
        await client.ask(PULSE + END)
        client.writer.write(asked)
        be_busy()
        if asked.startswith(ANSWER):
            await client.told("kept")
        await client.read()
        quiet = client.museum.quiet[-1]
        assert quiet is not None
        assert quiet >= BUSY_MS - STEP_MS

    with_client(meet)


@known_to_linux
def test_a_connection_that_waited_for_the_loop_came_before() -> None:
    async def meet(client: Client) -> None:
        address = client.writer.get_extra_info("peername")
        _, other = await asyncio.open_connection(*address[:2])
        other.write(PULSE + END)
        be_busy()
        await client.ask(PULSE + END)
        other.close()
        longest = max(quiet or 0 for quiet in client.museum.quiet)
        assert longest >= BUSY_MS - STEP_MS

    with_client(meet)


@pytest.mark.parametrize("second", [ANSWER + END, FORM + b"a=bc"])
def test_what_waited_behind_the_clients_own_requests_came_when_its_turn_came(
    second: bytes,
) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END + second)
        await client.told("first")
        await client.read()
        if second.startswith(ANSWER):
            await client.told("second")
        await client.read()
        assert client.museum.quiet[1] is None

    with_client(meet)


def test_whoever_has_sent_too_much_at_once_is_not_waited_for() -> None:
    async def meet(client: Client) -> None:
        many = LONGEST_HEAD // len(PULSE + END) + 2
        client.writer.write(ANSWER + END + many * (PULSE + END))
        await client.told("kept")
        for _ in range(1 + many):
            await client.read()
        assert client.museum.quiet[0] is not None or INFO is None
        await client.ask(PULSE + END)
        assert client.museum.quiet[-1] is None

    with_client(meet)


class Transport:
    """A connection of which the system says so much, or nothing."""

    def __init__(self, info: bytes | None, *, is_closing: bool = False) -> None:
        self.info = info
        self.is_closing = lambda: is_closing

    def get_extra_info(self, _name: str) -> Any:
        return self

    def getsockopt(self, *_asked: int) -> bytes:
        if self.info is None:
            raise OSError
        return self.info


@pytest.mark.parametrize(
    "transport",
    [
        *(Transport(None), Transport(b"")),
        *(Transport(bytes(56), is_closing=True), Transport(b"\x08" + bytes(55))),
    ],
    ids=["no TCP", "a short word", "gone", "hung up"],
)
def test_where_the_system_says_nothing_nobody_knows(transport: Any) -> None:
    assert quiet_ms(transport) is None


def test_on_another_system_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "INFO", None)
    transport: Any = Transport(b"\x01" + bytes(55))
    assert quiet_ms(transport) is None
