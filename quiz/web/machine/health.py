"""What machines ask: `/healthz`, `/readyz` and `/metrics`, in front of everything else."""

import hmac
from collections.abc import Iterable

from flask import Flask
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from quiz.config import Settings
from quiz.live.runtime import Runtime
from quiz.web.crowd.counter import RequestCounter
from quiz.web.crowd.http import LINES, NO_STORE, TEXT, Environ, StartResponse
from quiz.web.crowd.proxy import Application
from quiz.web.machine.metrics import Metrics
from quiz.web.machine.readiness import Readiness


class Watched:
    """`app` with the three paths of machines; with a token, it counts what passes.

    What is answered before it comes here is counted by `counter`.
    """

    def __init__(self, app: Application, flask: Flask, counter: RequestCounter) -> None:
        self._app = app
        self._settings: Settings = flask.config["SETTINGS"]
        desk: Runtime = flask.extensions["runtime"]
        url = flask.config["SQLALCHEMY_DATABASE_URI"]
        self._readiness = Readiness(self._settings, url, desk.watch)
        self._own = {
            "/healthz": self._health,
            "/readyz": self._ready,
            "/metrics": self._metrics,
        }
        self.metrics: Metrics | None = None
        if self._settings.metrics_token:
            self.metrics = Metrics(desk, counter)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path in self._own:
            return self._own[path](environ, start_response)
        if self.metrics is not None:
            start_response = self.metrics.counted(path, start_response)
        return self._app(environ, start_response)

    def start(self) -> None:
        """Begin to share the numbers with the other workers."""
        if self.metrics is not None:
            self.metrics.start()

    def end(self) -> None:
        """Share them a last time, and ask the database nothing more."""
        if self.metrics is not None:
            self.metrics.end()
        self._readiness.end()

    def _health(self, _environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """This process answers; nothing else is asked."""
        return send(start_response, 200, "alive\n")

    def _ready(self, _environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Whether this machine should be sent viewers; if not, why, a sentence a line."""
        reasons = self._readiness.reasons()
        text = "".join(f"{reason}\n" for reason in reasons) or "ready\n"
        return send(start_response, 503 if reasons else 200, text)

    def _metrics(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The numbers, for who has the token; without one there is nothing here."""
        if self.metrics is None:
            return send(start_response, 404, "Set QUIZ_METRICS_TOKEN to have metrics.\n")
        wanted = f"Bearer {self._settings.metrics_token}".encode()
        if not hmac.compare_digest(environ.get("HTTP_AUTHORIZATION", "").encode(), wanted):
            return send(start_response, 401, "Wrong token.\n", ("WWW-Authenticate", "Bearer"))
        text = self.metrics.exposition().decode()
        return send(start_response, 200, text, kind=CONTENT_TYPE_PLAIN_0_0_4)


def send(
    start_response: StartResponse,
    status: int,
    text: str,
    *extra: tuple[str, str],
    kind: str = TEXT,
) -> Iterable[bytes]:
    """A plain text that nobody keeps."""
    body = text.encode()
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", NO_STORE),
        ("X-Content-Type-Options", "nosniff"),
        *extra,
    ]
    start_response(LINES[status], headers)
    return [body]
