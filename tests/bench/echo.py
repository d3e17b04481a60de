"""The plain echo beside which everything is measured: `quiz serve`'s server, nothing behind it.

python -m tests.bench.echo PORT WORKERS
"""

import sys
from typing import Any

from quiz.cli.serve import raise_file_limit
from quiz.cli.workers import Workers, listening
from quiz.web.crowd.http import Environ, Maker, Response

BODY = b'{"status":"accepted","elapsed_ms":1234}'


class Echo:
    """Answers anything with the same forty bytes."""

    def __init__(self) -> None:
        self._response = Maker([])(200, BODY, "no-store")

    async def hear(self, _environ: Environ) -> Response:
        """The forty bytes."""
        return self._response

    def refuse(self, _sentence: str) -> Response:
        """The same to what is no request."""
        return self._response

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        headers = self._response.headers()
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": BODY})


def main() -> None:
    """Serve as the product does: the same workers, loop and queues, from the same function."""
    port, workers = int(sys.argv[1]), int(sys.argv[2])
    raise_file_limit()
    Workers(Echo, listening("127.0.0.1", port, workers)).run()


if __name__ == "__main__":
    main()
