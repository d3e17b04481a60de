"""A worker tries itself out before it serves: how many requests a second it gets through.

It is its own client, over the loopback, so that what it finds is rather too little than too much.
"""

import asyncio
from time import perf_counter
from typing import Any, cast

import uvloop

from quiz.web.crowd.http import NO_STORE, DateLine, Environ, Maker, Response
from quiz.web.crowd.lending import Borrower
from quiz.web.crowd.protocol import CrowdProtocol

TRIAL_S = 0.3
CLIENTS = 200
# Among a crowd's connections a request costs about twice what it costs among so few: what belongs
# to one is no longer in the processor's cache when its turn comes.
PART_AMONG_MANY = 0.5
LOOPBACK = "127.0.0.1"
REQUEST = b"GET /live/trial/trial/pulse HTTP/1.1\r\nhost: trial\r\nconnection: keep-alive\r\n\r\n"
# As long as a pulse.
BODY = b"x" * 400


class Replier:
    """Gives everybody the same body."""

    def __init__(self) -> None:
        self._response = Maker([])(200, BODY, NO_STORE)

    async def hear(self, _environ: Environ) -> Response:
        """The body."""
        return self._response

    def refuse(self, _sentence: str) -> Response:
        """The same."""
        return self._response


class TrialClient(asyncio.Protocol):
    """Asks again as soon as it has its answer, and counts in `answers`."""

    def __init__(self, answers: list[int]) -> None:
        self._answers = answers
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(REQUEST)

    def data_received(self, data: bytes) -> None:
        """An answer is short, and comes whole."""
        self._answers[0] += data.count(b"HTTP/1.1")
        if self._transport is not None:
            self._transport.write(REQUEST)


def try_out(seconds: float = TRIAL_S) -> float:
    """Requests a second that a worker would get through for a crowd, by what it does for itself."""
    return PART_AMONG_MANY * uvloop.run(_tried(seconds))


async def _tried(seconds: float) -> float:
    loop, app, connections = asyncio.get_running_loop(), Replier(), set[Any]()
    date = DateLine()

    def serve() -> CrowdProtocol:
        return CrowdProtocol(app, _lend_nothing, connections, date)

    server = await loop.create_server(serve, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    answers = [0]
    asking = [
        (await loop.create_connection(lambda: TrialClient(answers), LOOPBACK, port))[0]
        for _ in range(CLIENTS)
    ]
    began, before = perf_counter(), answers[0]
    await asyncio.sleep(seconds)
    rate = (answers[0] - before) / (perf_counter() - began)
    for transport in asking:
        transport.abort()
    server.close()
    await server.wait_closed()
    return rate


def _lend_nothing(_lender: CrowdProtocol) -> Borrower:
    """Nothing that is asked for in a trial is anybody else's to answer."""
    raise RuntimeError
