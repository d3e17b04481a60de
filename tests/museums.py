"""A museum behind a real server: it says which way it was asked, and clients that ask it."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from uvicorn.server import ServerState

from quiz.waiting import Ticket, settle
from quiz.web.crowd.arrival import CONNECTION
from quiz.web.crowd.http import DateLine, Environ, Maker, Response
from quiz.web.crowd.lending import LENDER, Lender
from quiz.web.crowd.server import Connections

PULSE = b"GET /live/va2020/salle/pulse HTTP/1.1\r\nHost: quiz\r\n"
ANSWER = b"PUT /my/va2020/rounds/1/answer?v=a%20b HTTP/1.1\r\nHost: quiz\r\nCookie: a=1\r\n"
FORM = b"POST /fr/e/va2020/salle/join HTTP/1.1\r\nHost: quiz\r\nContent-Length: 4\r\n\r\n"
END = b"\r\n"
DATE = (b"date", b"Sat, 28 Nov 2026 12:00:00 GMT")
ENDLESS = b"GET /endless HTTP/1.1\r\nHost: quiz\r\n\r\n"
# More than sockets and the server hold for a client that does not read.
LARGE = 20_000_000
SOON_S = 0.2
LATER_S = 10.0


@dataclass
class Wall:
    """A wall clock that is set."""

    now_s: float = 1_795_867_200.5


@dataclass
class Museum:
    """Says which way it was asked, and for what; an answer waits until it is told."""

    make: Maker = field(default_factory=lambda: Maker([("X-Safe", "yes")]))
    asked: list[Environ] = field(default_factory=list)
    quiet: list[int | None] = field(default_factory=list)
    waiting: list[Ticket[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    async def hear(self, environ: Environ) -> Response | None:
        """The quick way, for all but what ends so."""
        if environ["PATH_INFO"].endswith("/play"):
            return None
        self.quiet.append(environ.pop(CONNECTION).quiet_ms())
        self.asked.append(environ)
        if environ["PATH_INFO"].endswith("/answer"):
            self.waiting.append(Ticket("may I?", LATER_S, "nobody came"))
            return self.make(201, (await self.waiting[-1]).encode(), "no-store")
        return self.make(200, b"quick", "public")

    def refuse(self, sentence: str) -> Response:
        """What is no request."""
        return self.make(400, sentence.encode(), "no-store")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Uvicorn's own way."""
        lender: Lender = scope["state"][LENDER]
        if scope["path"] == "/broken":
            raise RuntimeError("The museum is on fire.")
        while scope["path"] != "/hasty" and (await receive()).get("more_body"):
            pass
        if scope["path"] == "/endless":
            assert (await receive())["type"] == "http.disconnect"
            self.left.append(scope["path"])
            return
        if scope["path"] == "/large":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": bytes(LARGE)})
            return
        self.quiet.append(lender.quiet_ms())
        length = (b"content-length", b"4")
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": b"slow"})


@dataclass
class Client:
    """One connection to a museum."""

    museum: Museum
    wall: Wall
    state: ServerState
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, *heads: bytes) -> list[tuple[bytes, dict[bytes, bytes], bytes]]:
        """Send all of them at once; what was answered to each, in order."""
        self.writer.write(b"".join(heads))
        return [await self.read() for _ in heads]

    async def read(self) -> tuple[bytes, dict[bytes, bytes], bytes]:
        """The next answer: its first line, its headers and its body."""
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).strip().split(END)
        headers = dict(line.split(b": ", 1) for line in lines)
        return first, headers, await self.reader.readexactly(int(headers[b"content-length"]))

    async def told(self, what: str) -> None:
        """Tell the first who waits, once it is there."""
        await until(lambda: bool(self.museum.waiting))
        settle([self.museum.waiting.pop(0)], [what])


async def until(is_so: Callable[[], bool]) -> None:
    """Return once it is so."""
    for _ in range(1_000):
        if is_so():
            return
        await asyncio.sleep(SOON_S / 20)


def with_client(meet: Callable[[Client], Coroutine[Any, Any, None]]) -> None:
    """Have one client meet a museum whose server is a real one."""

    async def run() -> None:
        museum, wall, state = Museum(), Wall(), ServerState()
        connect = partial(Connections(museum, DateLine(lambda: wall.now_s)), server_state=state)
        server = await asyncio.get_running_loop().create_server(connect, "127.0.0.1")
        async with server:
            port = server.sockets[0].getsockname()[1]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                await asyncio.wait_for(meet(Client(museum, wall, state, reader, writer)), LATER_S)
            finally:
                writer.close()
                with suppress(ConnectionError):
                    await writer.wait_closed()
                await until(lambda: not state.connections)

    asyncio.run(run())
