"""The lane's side of WSGI: status lines, what caches may keep, queries and cookies."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any
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


def has_body(environ: Environ) -> bool:
    """Whether the request brings a body, or means to."""
    length = environ.get("CONTENT_LENGTH") or "0"
    return length != "0" or "HTTP_TRANSFER_ENCODING" in environ


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


class Sender:
    """Sends whole responses, each with the headers `safety` and its own length."""

    def __init__(self, safety: Iterable[tuple[str, str]]) -> None:
        self._safety = tuple(safety)

    def __call__(
        self,
        start_response: StartResponse,
        status: int,
        body: bytes,
        kept: str,
        kind: str = JSON,
        extra: Iterable[tuple[str, str]] = (),
    ) -> Iterable[bytes]:
        """`kept` is what caches may do with it."""
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", kept),
            *self._safety,
            *extra,
        ]
        start_response(LINES[status], headers)
        return [body]
