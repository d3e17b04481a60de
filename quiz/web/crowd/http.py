"""What the lane says and hears: heads, responses, what caches may keep, queries and cookies."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from email.utils import formatdate
from functools import lru_cache
from time import time
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
LINES = {
    200: "200 OK",
    201: "201 Created",
    204: "204 No Content",
    400: "400 Bad Request",
    401: "401 Unauthorized",
    403: "403 Forbidden",
    404: "404 Not Found",
    405: "405 Method Not Allowed",
    409: "409 Conflict",
    410: "410 Gone",
    422: "422 Unprocessable Content",
    425: "425 Too Early",
    429: "429 Too Many Requests",
    500: "500 Internal Server Error",
    503: "503 Service Unavailable",
}
END = b"\r\n"
EMPTY = 204
STATUS_LINES = {status: b"HTTP/1.1 " + line.encode() + END for status, line in LINES.items()}
HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
JSON = "application/json"
NO_STORE = "no-store"
PULSE_KEPT = "public, max-age=0, s-maxage=1"
SCENE_KEPT = "public, max-age=31536000, immutable"
NAMES_KEPT = "public, max-age=60"
PAGE_KEPT = "public, max-age=0, s-maxage=10"
READS = ("GET", "HEAD")
# What the lane reads of a request's head.
HEARD = {
    name.encode(): f"HTTP_{name.upper().replace('-', '_')}"
    for name in (
        *("host", "cookie", "origin", "sec-fetch-site", "user-agent"),
        *("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-arrived"),
    )
} | {b"content-length": "CONTENT_LENGTH"}
# A crowd sends the same few queries: a language and one of four choices.
REMEMBERED = 1_000
SHORT = 200  # characters of a query worth remembering
ANSWER = "v"
# No query can mean it by chance: a name with a break in its midst.
SEVERAL = "v\nv"


def read_head(
    method: str,
    path: str,
    query_string: bytes,
    headers: Iterable[tuple[bytes, bytes]],
    client: str,
    scheme: str,
) -> Environ:
    """What the lane wants to know of a request, by its WSGI names.

    The names of `headers` are in small letters.
    """
    environ: Environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query_string.decode("latin-1"),
        "REMOTE_ADDR": client,
        "wsgi.url_scheme": scheme,
    }
    for name, value in headers:
        heard = HEARD.get(name)
        if heard is not None:
            text = value.decode("latin-1")
            before = environ.get(heard)
            parted = ";" if heard == "HTTP_COOKIE" else ","
            environ[heard] = text if before is None else f"{before}{parted}{text}"
    return environ


def query(environ: Environ) -> Mapping[str, str]:
    """The values of the query string; the first of each name counts.

    Of several answers all are there as well, under `SEVERAL`, a line each.
    """
    sent = environ.get("QUERY_STRING", "")
    return _remembered(sent) if len(sent) <= SHORT else _read(sent)


def _read(sent: str) -> Mapping[str, str]:
    # What is not UTF-8 becomes halves of characters, which no nickname and no answer may have.
    pairs = parse_qsl(sent, keep_blank_values=True, errors="surrogateescape")
    values = dict(reversed(pairs))
    if len(pairs) > len(values):
        values[SEVERAL] = "\n".join(value for name, value in pairs if name == ANSWER)
    return values


_remembered = lru_cache(REMEMBERED)(_read)


def cookie(environ: Environ, name: str) -> str:
    """The first cookie of that name, or nothing; one that makes no sense hides no other."""
    sent: str = environ.get("HTTP_COOKIE", "")
    if sent.startswith(f"{name}="):
        return sent[len(name) + 1 :].partition(";")[0].strip()
    if name not in sent:
        return ""
    parts = (part.partition("=") for part in sent.split(";"))
    return next((value.strip() for found, _, value in parts if found.strip() == name), "")


class Response(NamedTuple):
    """A whole response; `head` is its header lines as they are sent, names in small letters."""

    status: int
    head: bytes
    body: bytes

    def headers(self) -> list[tuple[bytes, bytes]]:
        """Its headers one by one."""
        pairs = (line.partition(b": ") for line in self.head.splitlines())
        return [(name, value) for name, _, value in pairs]

    def sent(self, more: bytes) -> bytes:
        """The response as it is sent by HTTP/1.1, with the header lines `more` before its own."""
        return b"".join((STATUS_LINES[self.status], more, self.head, END, self.body))

    def send(self, start_response: StartResponse) -> Iterable[bytes]:
        """Send it as WSGI does."""
        headers = [
            (name.decode("latin-1").title(), value.decode("latin-1"))
            for name, value in self.headers()
        ]
        start_response(LINES[self.status], headers)
        return [self.body]


class Maker:
    """Makes whole responses, each with the headers `safety` and its own length."""

    def __init__(self, safety: Iterable[tuple[str, str]]) -> None:
        self._safety = as_lines(safety)
        # What stands in a head besides the length is one of a few things.
        self._heads: dict[tuple[str, str], bytes] = {}

    def __call__(
        self,
        status: int,
        body: bytes,
        kept: str,
        kind: str = JSON,
        extra: Sequence[tuple[str, str]] = (),
    ) -> Response:
        """`kept` is what caches may do with it."""
        head = self._heads.get((kept, kind))
        if head is None:
            own = as_lines([("Content-Type", kind), ("Cache-Control", kept)])
            head = self._heads[kept, kind] = own + self._safety
        # A response that may have no body says nothing of its length (RFC 9110, 8.6).
        length = b"" if status == EMPTY else b"content-length: %d\r\n" % len(body)
        lines = length + head
        return Response(status, lines + as_lines(extra) if extra else lines, body)


def as_lines(headers: Iterable[tuple[str, str]]) -> bytes:
    """Headers as they are sent, a line each."""
    lines = (f"{name.lower()}: {value}".encode("latin-1") + END for name, value in headers)
    return b"".join(lines)


class DateLine:
    """The line of a head that says when it was sent, made anew each second."""

    def __init__(self, now_s: Callable[[], float] = time) -> None:
        self._now_s = now_s
        self._second = -1
        self._line = b""

    def __call__(self) -> bytes:
        """The line as of now."""
        second = int(self._now_s())
        if second != self._second:
            self._second = second
            self._line = f"date: {formatdate(second, usegmt=True)}".encode() + END
        return self._line
