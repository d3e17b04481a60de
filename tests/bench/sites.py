"""Databases to measure on, and sites: a database with a crowd, and the product that serves it."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from quiz.app import create_app
from quiz.config import Settings, make_secret
from quiz.database import writing
from quiz.extensions import db
from tests.bench import nodes
from tests.bench.crowd import Crowd, make_crowd, write_tokens
from tests.servers import PostgresServer, postgresql_binaries

CODE = "banc"
CROWD = 166_000


class RoomyServer(PostgresServer):
    """A private PostgreSQL for several products at once, as `deploy/README.md` reckons them."""

    def start(self) -> None:
        """Start with what it ships with, but for more connections."""
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=400"
        self.pg_ctl("start", "-o", options, "-l", str(self.folder / "log"))


@dataclass(frozen=True, slots=True)
class Site:
    """An application on a database of its own, with a crowd whose cookies are in `tokens`."""

    folder: Path
    url: str
    app: Flask
    crowd: Crowd
    tokens: Path

    @property
    def settings(self) -> dict[str, str]:
        """What makes `quiz serve` serve this site."""
        return {
            "QUIZ_INSTANCE": str(self.folder),
            "QUIZ_DATABASE_URL": self.url,
        }


@contextmanager
def databases(kind: str) -> Iterator[Callable[[Path], str]]:
    """Makes empty databases: files, or all on one private server."""
    if kind == "sqlite":
        yield lambda folder: f"sqlite:///{folder / 'quiz.sqlite'}"
        return
    binaries = postgresql_binaries()
    if binaries is None:
        raise SystemExit("PostgreSQL's binaries are missing: install the package postgresql.")
    server = RoomyServer(binaries)
    server.create()
    server.start()
    try:
        yield lambda _: server.url(server.make_database())
    finally:
        server.remove()


@contextmanager
def a_site(
    make_database: Callable[[Path], str],
    fill: Callable[[], None] = lambda: None,
    *,
    seated: int = CROWD,
) -> Iterator[Site]:
    """A site with a crowd seated, and what `fill` adds; everything is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="quiz-bench-") as name:
        folder = Path(name)
        url, secret = make_database(folder), folder / "secret"
        make_secret(secret)
        app = create_app(Settings(folder, url, secret))
        with app.app_context():
            with writing():
                upgrade()
            fill()
            crowd = make_crowd(CODE, seated, rounds=40)
            tokens = folder / "tokens"
            write_tokens(app, crowd, tokens)
        yield Site(folder, url, app, crowd, tokens)
        app.extensions["runtime"].end()
        with app.app_context():
            db.engine.dispose()


@contextmanager
def served(
    site: Site, extra: Mapping[str, str] | None = None, held: Sequence[str] = ()
) -> Iterator[nodes.Server]:
    """The product on that site, as `quiz serve` runs it; `held` stands before the command."""
    with nodes.product(site.settings | dict(extra or {}), held=held) as server:
        yield server
