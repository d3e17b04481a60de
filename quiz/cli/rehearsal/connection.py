"""One kept-alive HTTP/1.1 connection of a rehearsing player."""

import asyncio
import json
import resource
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser

PATIENCE_S = 10.0
# What else a process holds open, and how many ports of ours the system has for one address.
OTHER_FILES, PORTS = 200, 28_000
AGENT = "celadon-rehearsal"
BUSY = 503


class Silence(Exception):  # noqa: N818 (it is not known whether the server heard the request)
    """No answer came: the connection broke, or patience ended."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A response; `took_ms` is from the last byte sent to the last byte heard."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    took_ms: float

    def header(self, name: str) -> str:
        """The first header of that lower-case name, or nothing."""
        return next((value for key, value in self.headers if key == name), "")

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def is_full(self) -> bool:
        """Whether it says that there is no seat left, and will not be."""
        return self.status == BUSY and b'"full"' in self.body

    def cookies(self) -> dict[str, str]:
        """The cookies that it sets."""
        pairs = (value.split(";")[0] for key, value in self.headers if key == "set-cookie")
        return dict(pair.split("=", 1) for pair in pairs)


@dataclass(frozen=True, slots=True)
class Site:
    """Where the quiz is: host and port, over TLS or not."""

    host: str
    port: int
    tls: ssl.SSLContext | None

    @property
    def authority(self) -> str:
        """What the `Host` header says."""
        return f"{self.host}:{self.port}"


def site_of(url: str) -> Site:
    """The site that a URL such as `https://quiz.example` names."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    secure = parts.scheme == "https"
    tls = ssl.create_default_context() if secure else None
    return Site(parts.hostname or "127.0.0.1", parts.port or (443 if secure else 80), tls)


def most_connections() -> int:
    """How many connections to one site the system lets this process have."""
    files, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return PORTS if files == resource.RLIM_INFINITY else max(min(files - OTHER_FILES, PORTS), 1)


class ResponseReader:
    """Collects one response, as httptools' parser reads it."""

    def __init__(self) -> None:
        self._parser = HttpResponseParser(self)
        self._headers: list[tuple[str, str]] = []
        self._body = b""
        self.is_whole = False

    def feed(self, data: bytes) -> None:
        """Some more of the response; HttpParserError if it is none."""
        self._parser.feed_data(data)

    def response(self, took_ms: float) -> Heard:
        """The whole response."""
        status = self._parser.get_status_code()
        return Heard(status, tuple(self._headers), self._body, took_ms)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One line of the head."""
        self._headers.append((name.decode("latin-1").lower(), value.decode("latin-1").strip()))

    def on_body(self, body: bytes) -> None:
        """Some more of the body, be it of one length or in chunks."""
        self._body += body

    def on_message_complete(self) -> None:
        """All of it is there."""
        self.is_whole = True


class Connection(asyncio.Protocol):
    """A connection that one request at a time goes through, opened again when it was lost."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._transport: asyncio.Transport | None = None
        self._turn = asyncio.Lock()
        self._heard: asyncio.Future[Heard] | None = None
        self._reader = ResponseReader()
        self._sent_at = 0.0

    async def ask(
        self, method: str, path: str, cookie: str = "", patience_s: float = PATIENCE_S
    ) -> Heard:
        """Send a request without a body and hear its answer, or raise Silence."""
        async with self._turn:
            try:
                async with asyncio.timeout(patience_s):
                    return await self._exchange(method, path, cookie)
            except (OSError, TimeoutError) as error:
                self.close()
                raise Silence from error

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()
        self._transport = self._heard = None

    async def _exchange(self, method: str, path: str, cookie: str) -> Heard:
        loop = asyncio.get_running_loop()
        if self._transport is None or self._transport.is_closing():
            self._transport, _ = await loop.create_connection(
                lambda: self, self._site.host, self._site.port, ssl=self._site.tls
            )
        self._reader = ResponseReader()
        self._heard = loop.create_future()
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self._site.authority}",
            f"User-Agent: {AGENT}",
        ]
        if cookie:
            lines.append(f"Cookie: {cookie}")
        if method == "PUT":
            lines += ["Sec-Fetch-Site: same-origin", "Content-Length: 0"]
        self._transport.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
        self._sent_at = loop.time()
        heard = await self._heard
        if heard.header("connection").lower() == "close":
            self.close()
        return heard

    def data_received(self, data: bytes) -> None:
        """Collect; settle once the answer is whole."""
        if self._heard is None or self._heard.done():
            return
        try:
            self._reader.feed(data)
        except HttpParserError as error:
            self._heard.set_exception(ConnectionAbortedError(str(error)))
            return
        if self._reader.is_whole:
            took = (asyncio.get_running_loop().time() - self._sent_at) * 1_000
            self._heard.set_result(self._reader.response(took))

    def connection_lost(self, error: Exception | None) -> None:
        """Whoever waits is told at once."""
        if self._heard is not None and not self._heard.done():
            self._heard.set_exception(error or ConnectionResetError())
