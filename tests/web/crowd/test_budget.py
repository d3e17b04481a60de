"""Forms that are held open take nothing from small ones, and the largest gives way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, suppress
from functools import partial

import pytest
from flask import Flask, request
from uvicorn.server import ServerState

from quiz.web.crowd import budget
from quiz.web.crowd.asgi import CrowdApp
from quiz.web.crowd.budget import MOST_OF_NETWORK, SMALL, Forms
from quiz.web.crowd.http import DateLine
from quiz.web.crowd.routes import Lane
from quiz.web.crowd.server import Connections
from quiz.web.guards import public
from tests.museums import until

SOON_S = 0.2
LATER_S = 20.0
HELD = 60
PIECE = 1_200_000
LARGE = 4_900_000
HEAD = b"POST /zh/account/sign-in HTTP/1.1\r\nHost: quiz\r\n"
KIND = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
SENT = b"email=li"


class Sender:
    """Sends a form in parts of such sizes, then leaves it open."""

    def __init__(self, forms: Forms, network: str, *sizes: int, length: int = LARGE) -> None:
        self._forms = forms
        self._sizes = sizes
        self._sent = asyncio.Event()
        self._more = asyncio.Event()
        self._task = asyncio.create_task(self._send(network, length))

    async def _parts(self) -> AsyncIterator[bytes]:
        for size in self._sizes:
            yield b"a" * size
        self._sent.set()
        await self._more.wait()

    async def _send(self, network: str, length: int) -> int | None:
        async with self._forms.read(network, length, self._parts()) as form:
            self._sent.set()
            return None if form is None else len(form)

    async def sent(self) -> None:
        """Return once all parts are sent, or were refused."""
        await self._sent.wait()

    async def end(self) -> int | None:
        """How long the form was in the end; None if it was refused."""
        self._more.set()
        return await self._task


async def send(forms: Forms, *senders: tuple[str, int]) -> list[Sender]:
    """Have each network send a large form that is that large so far, one after the other."""
    sending = []
    for network, size in senders:
        sending.append(Sender(forms, network, size))
        await sending[-1].sent()
    return sending


async def ended(senders: list[Sender]) -> list[int | None]:
    """What has become of each."""
    return [await sender.end() for sender in senders]


def test_a_network_s_largest_gives_way() -> None:
    async def meet() -> None:
        forms = Forms()
        senders = await send(forms, ("a", 2_000_000), ("a", 1_500_000), ("a", 600_000))
        assert await ended(senders) == [None, 1_500_000, 600_000]
        assert forms.large.held == 0

    asyncio.run(meet())


def test_a_single_form_may_be_as_large_as_any() -> None:
    async def meet() -> None:
        senders = await send(Forms(), ("a", LARGE), ("b", MOST_OF_NETWORK))
        assert await ended(senders) == [LARGE, MOST_OF_NETWORK]

    asyncio.run(meet())


def test_the_largest_of_all_gives_way_to_a_newcomer() -> None:
    async def meet() -> None:
        forms = Forms()
        forms.large.most = 1_000
        senders = await send(forms, ("a", 500), ("b", 400), ("c", 200), ("d", 900))
        assert await ended(senders) == [None, 400, 200, None]
        assert forms.large.held == 0

    asyncio.run(meet())


def test_large_forms_take_nothing_from_small_ones() -> None:
    async def meet() -> None:
        forms = Forms()
        forms.large.most = 1_000
        await send(forms, ("a", 1_000))
        small = Sender(forms, "a", SMALL, length=SMALL)
        await small.sent()
        assert await small.end() == SMALL

    asyncio.run(meet())


def test_small_forms_of_one_network_leave_room_for_the_smallest() -> None:
    async def meet() -> None:
        forms = Forms()
        sizes = [SMALL - 1] * 100 + [300]
        senders = [Sender(forms, "a", size, length=SMALL) for size in sizes]
        for sender in senders:
            await sender.sent()
        lengths = await ended(senders)
        assert lengths[-1] == 300
        assert lengths.count(SMALL - 1) == MOST_OF_NETWORK // (SMALL - 1)

    asyncio.run(meet())


def test_what_is_being_carried_out_is_not_refused() -> None:
    async def meet() -> None:
        forms = Forms()
        forms.large.most = 1_000

        async def whole() -> AsyncIterator[bytes]:
            yield b"a" * 900

        async with forms.read("a", LARGE, whole()) as form:
            [newcomer] = await send(forms, ("b", 200))
            assert (form, await newcomer.end()) == (b"a" * 900, None)

    asyncio.run(meet())


def test_single_bytes_renew_no_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "DEADLINE_S", SOON_S)

    async def drops() -> AsyncIterator[bytes]:
        while True:
            yield b"a"
            await asyncio.sleep(SOON_S / 20)

    async def meet() -> None:
        forms = Forms()
        async with forms.read("a", LARGE, drops()) as form:
            assert form is None
        assert forms.large.held == 0

    asyncio.run(asyncio.wait_for(meet(), LATER_S))


async def answered(port: int, *sent: bytes) -> bytes:
    """The first line of what is answered to that."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.writelines(sent)
    try:
        return await reader.readline()
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def hold(port: int, held: ExitStack) -> None:
    """Leave a large form open on a connection of its own."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    held.callback(writer.close)
    writer.write(HEAD + KIND % LARGE + b"a" * PIECE)
    await writer.drain()


@pytest.mark.parametrize(
    "asked",
    [
        [HEAD, KIND % len(SENT), SENT],
        # Nobody waits for the end of a body of which nobody knows how long it is.
        [HEAD, b"Transfer-Encoding: chunked\r\n\r\n5\r\nemail"],
    ],
)
def test_a_form_gets_through_beside_sixty_open_ones(app: Flask, asked: list[bytes]) -> None:
    app.view_functions["account.sign_in"] = public(lambda: f"read {request.form.get('email')}")
    crowd_app = CrowdApp(Lane(app, app.extensions["runtime"]), app, 2)

    async def meet() -> None:
        state = ServerState()
        connect = partial(Connections(crowd_app, DateLine()), server_state=state)
        server = await asyncio.get_running_loop().create_server(connect, "127.0.0.1")
        port = server.sockets[0].getsockname()[1]
        with ExitStack() as held:
            for _ in range(HELD):
                await hold(port, held)
            assert await answered(port, *asked) == b"HTTP/1.1 200 OK\r\n"
        server.close()
        await until(lambda: not state.connections and not state.tasks)

    asyncio.run(asyncio.wait_for(meet(), LATER_S))
