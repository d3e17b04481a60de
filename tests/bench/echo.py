"""The plain echo beside which everything is measured: the same server, nothing behind it."""

from collections.abc import Callable, Iterable
from typing import Any

BODY = b'{"status":"accepted","elapsed_ms":1234}'
HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer anything with the same forty bytes."""
    start_response("200 OK", HEADERS)
    return [BODY]
