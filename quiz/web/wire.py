"""What the lane says and hears: responses, what caches may keep, queries and cookies."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
LINES = {
    200: "200 OK",
    201: "201 Created",
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
HTML = "text/html; charset=utf-8"
JSON = "application/json"
NO_STORE = "no-store"
PULSE_KEPT = "public, max-age=0, s-maxage=1"
SCENE_KEPT = "public, max-age=31536000, immutable"
NAMES_KEPT = "public, max-age=60"
PAGE_KEPT = "public, max-age=0, s-maxage=10"
READS = ("GET", "HEAD")
# A crowd sends the same few queries: a language and one of four choices.
REMEMBERED = 1_000
SHORT = 200  # characters of a query worth remembering


def query(environ: Environ) -> Mapping[str, str]:
    """The values of the query string; the first of each name counts."""
    sent = environ.get("QUERY_STRING", "")
    return _remembered(sent) if len(sent) <= SHORT else _read(sent)


def _read(sent: str) -> Mapping[str, str]:
    # What is not UTF-8 becomes halves of characters, which no nickname and no answer may have.
    pairs = parse_qsl(sent, keep_blank_values=True, errors="surrogateescape")
    return dict(reversed(pairs))


_remembered = lru_cache(REMEMBERED)(_read)


def cookies(environ: Environ) -> dict[str, str]:
    """The request's cookies, the first of each name; one that makes no sense hides no other."""
    parts = (part.partition("=") for part in environ.get("HTTP_COOKIE", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in reversed(list(parts))}


class Response(NamedTuple):
    """A whole response; its headers are bytes, their names in small letters."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes

    def send(self, start_response: StartResponse) -> Iterable[bytes]:
        """Send it as WSGI does."""
        headers = [
            (name.decode("latin-1").title(), v.decode("latin-1")) for name, v in self.headers
        ]
        start_response(LINES[self.status], headers)
        return [self.body]


class Maker:
    """Makes whole responses, each with the headers `safety` and its own length."""

    def __init__(self, safety: Iterable[tuple[str, str]]) -> None:
        self._safety = tuple(as_bytes(*header) for header in safety)
        # What stands in a head besides the length is one of a few things.
        self._heads: dict[tuple[str, str], tuple[tuple[bytes, bytes], ...]] = {}

    def __call__(
        self,
        status: int,
        body: bytes,
        kept: str,
        kind: str = JSON,
        extra: Iterable[tuple[str, str]] = (),
    ) -> Response:
        """`kept` is what caches may do with it."""
        head = self._heads.get((kept, kind))
        if head is None:
            own = as_bytes("Content-Type", kind), as_bytes("Cache-Control", kept)
            head = self._heads[kept, kind] = (*own, *self._safety)
        length = (b"content-length", b"%d" % len(body))
        return Response(status, [length, *head, *(as_bytes(*header) for header in extra)], body)


def as_bytes(name: str, value: str) -> tuple[bytes, bytes]:
    """A header as it is sent."""
    return name.lower().encode("latin-1"), value.encode("latin-1")
