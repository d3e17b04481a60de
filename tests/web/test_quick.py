"""The quick way through the server: the same answers as uvicorn's own way, in their order."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from uvicorn.server import ServerState

from quiz.cli.workers import configuration
from quiz.waiting import Ticket, settle
from quiz.web import quick
from quiz.web.quick import Line
from quiz.web.wire import Environ, Maker, Response

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
class Museum:
    """Says which way it was asked, and for what; an answer waits until it is told."""

    make: Maker = field(default_factory=lambda: Maker([("X-Safe", "yes")]))
    asked: list[Environ] = field(default_factory=list)
    waiting: list[Ticket[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    async def hear(self, environ: Environ) -> Response:
        """The quick way."""
        self.asked.append(environ)
        if environ["PATH_INFO"].endswith("/answer"):
            self.waiting.append(Ticket("may I?", LATER_S, "nobody came"))
            return self.make(201, (await self.waiting[-1]).encode(), "no-store")
        return self.make(200, b"quick", "public")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Uvicorn's own way."""
        while (await receive()).get("more_body"):
            pass
        if scope["path"] == "/endless":
            assert (await receive())["type"] == "http.disconnect"
            self.left.append(scope["path"])
            return
        if scope["path"] == "/large":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": bytes(LARGE)})
            return
        length = (b"content-length", b"4")
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": b"slow"})


@dataclass
class Client:
    """One connection to a museum."""

    museum: Museum
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
        museum, state = Museum(), ServerState()
        state.default_headers = [DATE]
        config = configuration(lambda: museum, 1)
        config.load()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Line(config, state, {}, loop), "127.0.0.1")
        async with server:
            port = server.sockets[0].getsockname()[1]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                await asyncio.wait_for(meet(Client(museum, state, reader, writer)), LATER_S)
            finally:
                writer.close()
                with suppress(ConnectionError):
                    await writer.wait_closed()
                await until(lambda: not state.connections)

    asyncio.run(run())


def test_a_crowd_s_request_is_answered_where_its_head_was_read() -> None:
    async def meet(client: Client) -> None:
        for _ in range(2):
            [(first, headers, body)] = await client.ask(PULSE + END)
            assert (first, body) == (b"HTTP/1.1 200 OK", b"quick")
            assert headers == {
                b"date": DATE[1],
                b"content-length": b"5",
                b"content-type": b"application/json",
                b"cache-control": b"public",
                b"x-safe": b"yes",
            }
        assert [environ["PATH_INFO"] for environ in client.museum.asked] == (
            ["/live/va2020/salle/pulse"] * 2
        )

    with_client(meet)


def test_the_lane_hears_the_whole_head() -> None:
    async def meet(client: Client) -> None:
        more = b"X-Arrived: 1.000\r\nOrigin: https://a\r\nCookie: b=2\r\nContent-Length: 0\r\n\r\n"
        client.writer.write(ANSWER + more)
        await client.told("kept")
        assert (await client.read())[2] == b"kept"
        assert client.museum.asked == [
            {
                "REQUEST_METHOD": "PUT",
                "PATH_INFO": "/my/va2020/rounds/1/answer",
                "QUERY_STRING": "v=a%20b",
                "REMOTE_ADDR": "127.0.0.1",
                "wsgi.url_scheme": "http",
                "HTTP_HOST": "quiz",
                "HTTP_COOKIE": "a=1;b=2",
                "HTTP_X_ARRIVED": "1.000",
                "HTTP_ORIGIN": "https://a",
                "CONTENT_LENGTH": "0",
            }
        ]

    with_client(meet)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /fr/e/va2020/salle HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"GET /live/va%32020/salle/pulse HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"HEAD /live/va2020/salle/pulse HTTP/1.1\r\nHost: quiz\r\n\r\n",
        b"GET /live/va2020/salle/pulse HTTP/1.0\r\nHost: quiz\r\n\r\n",
        PULSE + b"Connection: close\r\n\r\n",
        PULSE + b"Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
        ANSWER + b"Content-Length: 4\r\n\r\nbody",
        ANSWER + b"Expect: 100-continue\r\nContent-Length: 4\r\n\r\nbody",
        ANSWER + b"Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
    ],
)
def test_everything_else_goes_the_other_way(head: bytes) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(head)
        received = await client.reader.readuntil(b"\r\n\r\n")
        if b" 100 " in received:
            received = await client.reader.readuntil(b"\r\n\r\n")
        assert received.startswith(b"HTTP/1.1 200 OK\r\n")
        assert client.museum.asked == []

    with_client(meet)


def test_what_is_sent_in_a_row_is_answered_in_order() -> None:
    async def meet(client: Client) -> None:
        answers = asyncio.ensure_future(client.ask(PULSE + END, ANSWER + END, PULSE + END))
        await client.told("kept")
        assert [body for _, _, body in await answers] == [b"quick", b"kept", b"slow"]
        # The line is free again, and so is the quick way.
        assert (await client.ask(PULSE + END))[0][2] == b"quick"

    with_client(meet)


def test_a_form_and_a_crowd_s_request_share_a_connection() -> None:
    async def meet(client: Client) -> None:
        form = (
            b"POST /fr/e/va2020/salle/join HTTP/1.1\r\nHost: quiz\r\nContent-Length: 4\r\n\r\nname"
        )
        answers = await client.ask(form, PULSE + END, form)
        assert [body for _, _, body in answers] == [b"slow"] * 3
        assert (await client.ask(PULSE + END))[0][2] == b"quick"

    with_client(meet)


def test_who_leaves_while_it_waits_harms_nobody() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END)
        await until(lambda: bool(client.museum.waiting))
        client.writer.close()
        await until(lambda: not client.state.connections)
        await client.told("kept")
        await asyncio.sleep(SOON_S)

    with_client(meet)


def test_a_server_that_ends_answers_first() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END)
        await until(lambda: bool(client.museum.waiting))
        for line in client.state.connections:
            line.shutdown()
        await client.told("kept")
        _, headers, body = await client.read()
        assert (headers[b"connection"], body) == (b"close", b"kept")
        assert await client.reader.read() == b""

    with_client(meet)


@pytest.mark.parametrize("sent", [b"", PULSE, PULSE + END, FORM + b"na"])
def test_a_connection_on_which_nothing_is_served_is_closed(
    monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(quick, "KEPT_S", SOON_S)

    async def meet(client: Client) -> None:
        client.writer.write(sent)
        received = await client.reader.read()
        assert received.startswith(b"HTTP/1.1 200 OK" if sent.endswith(END + END) else b"")

    with_client(meet)


def test_a_connection_on_which_somebody_waits_is_not_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quick, "KEPT_S", SOON_S)

    async def meet(client: Client) -> None:
        client.writer.write(ANSWER + END)
        await asyncio.sleep(2 * SOON_S)
        await client.told("kept")
        assert (await client.read())[2] == b"kept"

    with_client(meet)


def test_what_is_no_http_is_refused() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(b"\x16\x03\x01 hello\r\n\r\n")
        assert (await client.reader.read()).startswith(b"HTTP/1.1 400 Bad Request\r\n")

    with_client(meet)


@pytest.mark.parametrize("begun", [b"GET /", PULSE, PULSE + b"Cookie: "])
def test_a_head_without_an_end_is_refused(begun: bytes) -> None:
    async def meet(client: Client) -> None:
        client.writer.write(begun + b"a" * quick.LONGEST_HEAD)
        assert (await client.reader.read()).startswith(b"HTTP/1.1 400 Bad Request\r\n")

    with_client(meet)


def test_a_long_body_is_no_long_head() -> None:
    async def meet(client: Client) -> None:
        length = 5 * quick.LONGEST_HEAD
        form = FORM.replace(b"Length: 4", b"Length: %d" % length)
        assert (await client.ask(form + b"a" * length))[0][2] == b"slow"

    with_client(meet)


def test_who_leaves_a_row_behind_is_no_longer_served() -> None:
    async def meet(client: Client) -> None:
        client.writer.write(ENDLESS + ENDLESS)
        await asyncio.sleep(SOON_S)
        client.writer.close()
        await until(lambda: bool(client.museum.left))
        await asyncio.sleep(SOON_S)
        assert client.museum.left == ["/endless"]

    with_client(meet)


def test_a_row_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "LONGEST_ROW", 3)

    async def meet(client: Client) -> None:
        client.writer.write(ENDLESS * 5)
        assert (await client.reader.read()).startswith(b"HTTP/1.1 400 Bad Request\r\n")

    with_client(meet)


def test_who_does_not_read_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "KEPT_S", SOON_S)

    async def meet(client: Client) -> None:
        client.writer.transport.pause_reading()
        client.writer.write(ENDLESS.replace(b"endless", b"large"))
        await until(lambda: not client.state.connections)
        assert client.state.connections == set()

    with_client(meet)
