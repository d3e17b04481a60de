"""A server that a bad network makes unreliable, for simulated crowds."""

import random
from typing import Any

from werkzeug.serving import WSGIRequestHandler

from quiz.web.crowd.http import Environ, StartResponse
from quiz.web.crowd.routes import Lane


class Unreliable:
    """The lane behind a bad network: some requests get 503, some replies are lost on the way."""

    def __init__(self, lane: Lane) -> None:
        self._lane, self._rng = lane, random.Random(3)
        self.failed = 0

    def __call__(self, environ: Environ, start_response: StartResponse) -> Any:
        fate = self._rng.random()
        path = environ["PATH_INFO"]
        is_scene = path.startswith("/live/") and not path.endswith("/pulse")
        if not (is_scene or environ["REQUEST_METHOD"] == "PUT") or fate > 0.3:
            return self._lane(environ, start_response)
        self.failed += 1
        if fate < 0.2 and "answer" in path:
            self._lane(environ, lambda *_: None)
            raise ConnectionResetError
        start_response("503 Service Unavailable", [("Content-Length", "0")])
        return [b""]


class Keeping(WSGIRequestHandler):
    """A handler that keeps connections, and writes nothing."""

    protocol_version = "HTTP/1.1"

    def connection_dropped(self, *_: object) -> None:
        """Hang up: nobody waits for a reply that was lost."""
        self.close_connection = True

    def log(self, *_: object) -> None:
        """Say nothing."""
