"""All that the server leans upon in other packages is there; their versions are pinned.

A package that changes one of these things fails here, in a sentence, before it fails a phone.
"""

import inspect
import tomllib
from importlib import import_module
from importlib.metadata import version
from operator import attrgetter
from typing import Any

import httptools
import pytest
import uvicorn

from quiz.config import ROOT
from quiz.web.crowd.lending import Borrower
from quiz.web.crowd.server import uvicorn_config

# Where it is, what it is, and how it is called or what it must say of itself.
PARTS = [
    ("uvicorn", "Config.__init__", ("interface", "http", "ws", "loop", "lifespan", "backlog")),
    ("uvicorn", "Config.__init__", ("log_config", "log_level", "access_log", "proxy_headers")),
    ("uvicorn", "Config.__init__", ("server_header", "timeout_keep_alive")),
    ("uvicorn", "Config.__init__", ("timeout_graceful_shutdown",)),
    ("uvicorn", "Config.load", ("self.http_protocol_class",)),
    ("uvicorn", "Server.__init__", ("self.started",)),
    ("uvicorn", "Server.run", ("sockets", "get_loop_factory")),
    ("uvicorn", "Server.startup", ("config.http_protocol_class(", "server_state=")),
    ("uvicorn", "Server.shutdown", ("server_state.connections", "connection.shutdown()")),
    ("a2wsgi.wsgi", "WSGIMiddleware.__init__", ("workers",)),
    ("a2wsgi.wsgi", "build_environ", ('scope["query_string"].decode("ascii")', "REMOTE_ADDR")),
]
PARSER = ("feed_data", "get_http_version", "get_method", "should_keep_alive")
FAULTS = ("HttpParserError", "HttpParserInvalidURLError", "HttpParserUpgrade")
BORROWS = [name for name in vars(Borrower) if not name.startswith("_")]
PINNED = ("uvicorn", "httptools", "uvloop", "a2wsgi")
AGAIN = "read what quiz/web/crowd and quiz/cli/worker.py take from it again"


def borrower_class() -> Any:
    """What serves all but a crowd's requests: uvicorn's own protocol over httptools."""
    config = uvicorn_config(lambda: None, "httptools")
    config.load()
    return config.http_protocol_class


@pytest.mark.parametrize("package", PINNED)
def test_the_version_is_the_one_that_was_read(package: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = f"{package}=={version(package)}"
    if pinned not in project["dependencies"]:
        pytest.fail(f"pyproject.toml does not pin {pinned}: before it does, {AGAIN}.")


@pytest.mark.parametrize(("module", "name", "words"), PARTS)
def test_the_part_is_as_it_was_read(module: str, name: str, words: tuple[str, ...]) -> None:
    source = inspect.getsource(attrgetter(name)(import_module(module)))
    missing = [word for word in words if word not in source]
    if missing:
        pytest.fail(f"{module}.{name} has no {' and no '.join(missing)}: {AGAIN}.")


def test_uvicorn_exports_what_is_taken_from_it() -> None:
    if missing := {"Config", "Server"}.difference(uvicorn.__all__):
        pytest.fail(f"uvicorn exports no {' and no '.join(sorted(missing))}: {AGAIN}.")


def test_the_borrower_is_spoken_to_as_a_server_does() -> None:
    missing = [name for name in BORROWS if not callable(getattr(borrower_class(), name, None))]
    if missing:
        pytest.fail(f"uvicorn's protocol has no {' and no '.join(missing)}: {AGAIN}.")
    made_of = inspect.signature(borrower_class()).parameters
    if missing := [name for name in ("config", "server_state", "app_state") if name not in made_of]:
        pytest.fail(f"uvicorn's protocol is made without {' and '.join(missing)}: {AGAIN}.")


def test_httptools_has_its_parsers() -> None:
    missing = [name for name in PARSER if not hasattr(httptools.HttpRequestParser, name)]
    if not hasattr(httptools.HttpResponseParser, "get_status_code"):
        missing.append("HttpResponseParser.get_status_code")
    missing += [name for name in (*FAULTS, "parse_url") if name not in httptools.__all__]
    if missing:
        pytest.fail(f"httptools has no {' and no '.join(missing)}: {AGAIN}.")


def test_the_loop_is_uvloop_s() -> None:
    factory = uvicorn_config(lambda: None, "httptools").get_loop_factory()
    if factory is None or not factory.__module__.startswith("uvloop"):
        pytest.fail(f"uvicorn makes another loop than uvloop's: {AGAIN}.")
