"""What we lean upon inside other packages is there; their versions are pinned for that reason."""

import inspect
import tomllib
from importlib import import_module
from importlib.metadata import version
from operator import attrgetter

import pytest

from quiz.config import ROOT

INNER = "uvicorn.protocols.http.httptools_impl"
MANY = "uvicorn.supervisors.multiprocess"
# Where it is, what it is, and how it is called or what it must say of itself.
PARTS = [
    (INNER, "HttpToolsProtocol.__init__", ("server_state", "app_state")),
    (INNER, "HttpToolsProtocol._start_asgi_task", ("cycle", "app")),
    (INNER, "HttpToolsProtocol.send_400_response", ("msg",)),
    (INNER, "HttpToolsProtocol.on_headers_complete", ("self.pipeline.appendleft",)),
    (INNER, "HttpToolsProtocol.on_response_complete", ("self.pipeline.pop()",)),
    (INNER, "HttpToolsProtocol.data_received", ("httptools.HttpParserError",)),
    (INNER, "RequestResponseCycle.receive", ("message_event", "more_body", "disconnected")),
    (MANY, "Process.__init__", ("parent_conn", "child_conn", "sockets")),
    (MANY, "Process.target", ("always_pong", "server.run")),
    (MANY, "Multiprocess.run", ("init_processes", "keep_subprocess_alive", "handle_signals")),
    (MANY, "Multiprocess.handle_hup", ("restart_all",)),
    ("a2wsgi.wsgi", "WSGIMiddleware.__init__", ("workers",)),
    ("a2wsgi.wsgi", "build_environ", ('scope["query_string"].decode("ascii")', "REMOTE_ADDR")),
]
PINNED = ("uvicorn", "httptools", "uvloop", "a2wsgi")
LEANING = "quiz/web/crowd/protocol.py, quiz/web/crowd/asgi.py and quiz/cli/workers.py"
AGAIN = f"read what {LEANING} take from it again"


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
