"""What machines ask: `/healthz`, `/readyz` and `/metrics`, in front of everything else."""

import hmac
import logging
import shutil
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from time import monotonic

from alembic.script import ScriptDirectory
from flask import Flask
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from quiz.config import ROOT, Settings
from quiz.live.runtime import Runtime
from quiz.live.watch import Watch
from quiz.nodes.rules import ClockVerdict
from quiz.statements import Book, open_book
from quiz.web.crowd.http import LINES, NO_STORE, TEXT, Environ, StartResponse
from quiz.web.crowd.proxy import Application
from quiz.web.machine.metrics import Metrics

# It writes nothing, yet a database that may only be read refuses it.
PROBE = "UPDATE event SET version = version WHERE 1 = 0"
LEAST_DISK = 100_000_000  # bytes
KEPT_S = 1.0

log = logging.getLogger(__name__)


class Watched:
    """`app` with the three paths of machines; with a token, it counts what passes."""

    def __init__(self, app: Application, flask: Flask) -> None:
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
            self.metrics = Metrics(desk)

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


class Readiness:
    """What keeps this machine from serving; looked at no more than once a second."""

    def __init__(self, settings: Settings, database_url: str, watch: Watch) -> None:
        self._settings = settings
        self._url = database_url
        self._watch = watch
        self._looking = threading.Lock()
        self._book: Book | None = None
        self._reasons: tuple[str, ...] = ("Starting.",)
        self._looked_at = float("-inf")

    def reasons(self) -> tuple[str, ...]:
        """What is wrong, in English; empty if nothing is.

        Who asks while another looks is told what was last found, so a database that hangs holds
        one thread and no more.
        """
        if monotonic() >= self._looked_at + KEPT_S and self._looking.acquire(blocking=False):
            try:
                self._reasons = (*self._on_machine(), *self._in_database())
                self._looked_at = monotonic()
            finally:
                self._looking.release()
        return self._reasons

    def end(self) -> None:
        """Give the connection back; the next look opens another."""
        book, self._book = self._book, None
        try:
            if book is not None:
                book.close()
        except Exception:  # noqa: BLE001 (a connection that is gone cannot be closed)
            log.info("The probe's connection was gone already.")

    def _on_machine(self) -> Iterator[str]:
        if self._settings.drain_file.exists():
            yield "This machine is being emptied: the file draining is there."
        if shutil.disk_usage(self._settings.instance).free < LEAST_DISK:
            yield f"Less than {LEAST_DISK // 1_000_000} MB are free."
        if self._watch.agreement.verdict is ClockVerdict.ALONE:
            yield "This machine's clock is away from the other machines': restart quiz serve."

    def _in_database(self) -> Iterator[str]:
        try:
            book = self._book = self._book or open_book(self._url, in_turn=True)
            with book.transaction():
                book.run(PROBE)
                row = book.run("SELECT version_num FROM alembic_version").fetchone()
        except Exception as error:  # noqa: BLE001 (each driver has its own; all mean the same here)
            self.end()
            yield f"The database does not take writes: {type(error).__name__}."
            return
        if is_behind(row[0] if row else None):
            yield "The database is not up to date: start quiz serve again."


def is_behind(version: str | None) -> bool:
    """Whether the database lacks a migration of ours.

    One that we do not know is a newer program's: while machines are replaced one after the other,
    the older ones go on with it.
    """
    known, newest = versions()
    return version is None or (version in known and version != newest)


@cache
def versions() -> tuple[frozenset[str], str | None]:
    """The migrations that this program knows, and the newest."""
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    known = frozenset(script.revision for script in scripts.walk_revisions())
    return known, scripts.get_current_head()


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
