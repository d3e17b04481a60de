"""The lane's side of WSGI: status lines, what caches may keep, queries and cookies."""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
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


def has_body(environ: Environ) -> bool:
    """Whether the request brings a body, or means to."""
    length = environ.get("CONTENT_LENGTH") or "0"
    return length != "0" or "HTTP_TRANSFER_ENCODING" in environ


def query(environ: Environ) -> dict[str, str]:
    """The values of the query string; the first of each name counts."""
    pairs = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True, errors="replace")
    return dict(reversed(pairs))


def cookies(environ: Environ) -> dict[str, str]:
    """The request's cookies; none if they cannot be read."""
    try:
        jar = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}
