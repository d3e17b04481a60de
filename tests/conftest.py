"""What every test may ask for: an application on a database of its own, a clock, a seed."""

import os
import random
import shutil
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from flask_migrate import stamp
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect, sync_playwright
from werkzeug.routing import Rule

from quiz.app import create_app
from quiz.cli.links import JOURNAL
from quiz.clock import Anchor
from quiz.clock import clock as product_clock
from quiz.config import Settings
from quiz.extensions import db
from tests.clients import Browser, sign_in
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.factories import make_staff
from tests.journeys.screen import PATIENCE_MS
from tests.phones import Hall
from tests.servers import PostgresServer, postgresql_binaries

SECRET = "0" * 64
# What a command says is read in English here, whoever's machine this is.
os.environ["LC_ALL"] = "C.UTF-8"
# What a server prints is no journal here, whatever started the tests.
os.environ.pop(JOURNAL, None)
# No example is timed: the machine may be doing anything else.
settings.register_profile("patient", settings.default, deadline=None)
settings.load_profile("patient")
# Folders in which a test takes seconds.
LONG = {"journeys", "cli", "test_values.py", "test_write_lock.py"}
# Werkzeug compiles two functions for each rule of each application: a fifth of a test's time. Here
# they are compiled once somebody asks for such an address.
compile_builder = Rule._compile_builder  # noqa: SLF001 (there is no other way in)
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`@pytest.mark.both_databases` runs a test on SQLite and on PostgreSQL."""
    if metafunc.definition.get_closest_marker("both_databases"):
        postgresql = pytest.param("postgresql", marks=pytest.mark.postgresql)
        metafunc.parametrize("backend", ["sqlite", postgresql], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, Chromium's before all: no process is left alone with one at the end.

    What breaks processes comes last: by then the whole evening, which `make test` plays beside the
    others, is over. They are handed out by module, so that what a module shares is made once.
    """

    def lateness(item: pytest.Item) -> tuple[bool, bool, bool]:
        parts = set(item.path.parts)
        has_browser = item.get_closest_marker("chromium") is not None
        return "faults" in parts, not has_browser, not LONG & parts

    items.sort(key=lateness)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any) -> Generator[None, None, None]:
    """Say in the last lines what was not run, and why."""
    yield
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in sorted({report.longrepr[2] for report in skipped}):
        tests = [report for report in skipped if report.longrepr[2] == reason]
        terminalreporter.write_line(
            f"NOT RUN: {len(tests)} tests. {reason.removeprefix('Skipped: ')}"
        )


def compile_later(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """As werkzeug's own, at the first call."""

    @cache
    def compiled() -> Callable[..., tuple[str, str]]:
        return compile_builder(rule, append_unknown)

    return lambda asked, **values: compiled()(asked, **values)  # noqa: PLW0108 (only when it is called)


Rule._compile_builder = compile_later  # noqa: SLF001 (there is no other way in)


@pytest.fixture
def rng() -> random.Random:
    return random.Random(2020)


@pytest.fixture
def clock() -> Iterator[SettableClock]:
    """The product's clock, standing still at the V&A's evening until the test moves it."""
    source, node = product_clock.source, product_clock.node
    anchor = (product_clock.wall_ms, product_clock.monotonic_ms, product_clock.offset_ms)
    yield SettableClock(product_clock)
    product_clock.source = source
    product_clock.anchor(Anchor(*anchor, node))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    """A private server, if this machine has the binaries."""
    binaries = postgresql_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's binaries are missing: install the package postgresql.")
    server = PostgresServer(binaries)
    server.create()
    server.start()
    yield server
    server.remove()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """This machine's Chromium, asking nobody outside.

    Playwright runs a loop on the test's own thread: it ends with the module, so that whoever needs
    a loop afterwards can have one.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is missing: install the package chromium.")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        instance=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'quiz.sqlite'}",
        secret_file=tmp_path / "secret",
    )


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that has every table, to be copied."""
    path = tmp_path_factory.mktemp("template") / "quiz.sqlite"
    make_tables(f"sqlite:///{path}", path.parent)
    return path


@pytest.fixture(scope="session")
def postgresql_template(
    postgresql: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The name of a database that has every table, to be copied."""
    name = postgresql.make_database()
    make_tables(postgresql.url(name), tmp_path_factory.mktemp("template"))
    return name


def make_tables(url: str, instance: Path) -> None:
    settings = Settings(instance=instance, database_url=url, secret_file=instance / "secret")
    app = create_app(settings, SECRET_KEY=SECRET, TESTING=True)
    with app.app_context():
        db.create_all()
        stamp()
        db.engine.dispose()


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    """`sqlite`; under `@pytest.mark.both_databases`, `postgresql` too."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this test's own, with every table and no row."""
    if backend == "sqlite":
        path = tmp_path / "quiz.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    name = server.make_database(request.getfixturevalue("postgresql_template"))
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """The templates, compiled once for all applications of a process."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(
    settings: Settings, database_url: str, rng: random.Random, templates: FileSystemBytecodeCache
) -> Iterator[Flask]:
    """An application with its context pushed: `db.session` is the test's own.

    A request has a session of its own: commit before it, and `db.session.rollback()` before
    reading what it wrote.
    """
    app = create_app(
        settings,
        SECRET_KEY=SECRET,
        SQLALCHEMY_DATABASE_URI=database_url,
        RANDOM=rng,
        TESTING=True,
        WTF_CSRF_ENABLED=False,
        # The cheapest argon2id there is: tests hash many passwords, and guess none.
        PASSWORD_HASHER=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
    )
    app.test_client_class = Browser
    app.jinja_env.bytecode_cache = templates
    with app.app_context():
        yield app
        app.extensions["runtime"].end()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def host_client(app: Flask) -> FlaskClient:
    """A browser in which a host is signed in."""
    return sign_in(app.test_client(), make_staff("host"))


@pytest.fixture
def admin_client(app: Flask) -> FlaskClient:
    """A browser in which an admin is signed in."""
    return sign_in(app.test_client(), make_staff("admin"))


@pytest.fixture
def evening(app: Flask, clock: SettableClock, rng: random.Random) -> Evening:
    """An event with channels of 0 and 3 s and three questions, to be stepped by hand."""
    return make_evening(app, clock, rng)


@pytest.fixture
def hall(app: Flask, evening: Evening) -> Hall:
    """The lane of that evening, from which phones are handed out."""
    return Hall(app, evening)


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()
