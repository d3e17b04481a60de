"""The plain echo beside which everything is measured: `quiz serve`'s server, nothing behind it.

python -m tests.bench.echo PORT WORKERS
"""

import multiprocessing
import sys
from collections.abc import Callable, Iterable
from typing import Any

from quiz.cli.serve import granian, raise_file_limit
from quiz.config import from_environment

BODY = b'{"status":"accepted","elapsed_ms":1234}'
HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer anything with the same forty bytes."""
    start_response("200 OK", HEADERS)
    return [BODY]


def load(target: str) -> Callable[..., Iterable[bytes]]:
    """What a worker serves: the echo, whatever the product's server names."""
    return app


def main() -> None:
    """Serve as the product does: the same workers, threads and queues, from the same function."""
    multiprocessing.set_start_method("spawn")
    raise_file_limit()
    server = granian(from_environment(), "127.0.0.1", int(sys.argv[1]), int(sys.argv[2]))
    server.serve(target_loader=load)


if __name__ == "__main__":
    main()
