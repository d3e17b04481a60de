"""The plain echo beside which everything is measured: `quiz serve`'s server, nothing behind it.

python -m tests.bench.echo PORT WORKERS
"""

import sys
from typing import Any

from quiz.cli.serve import raise_file_limit
from quiz.cli.workers import Workers, listening
from quiz.web.crowd.http import Environ, Maker, Response

BODY = b'{"status":"accepted","elapsed_ms":1234}'


# How many bytes a request asks for, where it asks for more than forty.
BYTES = "bytes="


class Echo:
    """Answers anything with the same forty bytes, or with as many as are asked for."""

    def __init__(self) -> None:
        self._make = Maker([])
        self._response = self._make(200, BODY, "no-store")
        self._long: dict[str, Response] = {}

    async def hear(self, environ: Environ) -> Response:
        """The forty bytes, or as many as the query says."""
        query = environ["QUERY_STRING"]
        return self._response if not query.startswith(BYTES) else self._of(query)

    def _of(self, query: str) -> Response:
        made = self._long.get(query)
        if made is None:
            body = b"x" * int(query.removeprefix(BYTES))
            made = self._long[query] = self._make(200, body, "no-store", "image/jpeg")
        return made

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
