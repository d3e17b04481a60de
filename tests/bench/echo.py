"""The plain echo beside which everything is measured: `quiz serve`'s server, nothing behind it.

python -m tests.bench.echo PORT WORKERS
"""

import multiprocessing
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from quiz.cli.serve import granian, raise_file_limit
from quiz.web.edge import Receive, Send

BODY = b'{"status":"accepted","elapsed_ms":1234}'
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Answer anything with the same forty bytes."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": BODY})


def load(target: str) -> Callable[..., Awaitable[None]]:
    """What a worker serves: the echo, whatever the product's server names."""
    return app


def main() -> None:
    """Serve as the product does: the same workers, loop and queues, from the same function."""
    multiprocessing.set_start_method("spawn")
    raise_file_limit()
    server = granian("127.0.0.1", int(sys.argv[1]), int(sys.argv[2]))
    server.serve(target_loader=load)


if __name__ == "__main__":
    main()
