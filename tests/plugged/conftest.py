"""An application into whose registry a made-up kind is plugged; all of it stands in this folder."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.serving import WSGIRequestHandler, make_server

from quiz.bank.kinds.registry import KINDS
from quiz.bank.models import Question
from quiz.bank.rules import Draft
from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.web.crowd.routes import Lane
from tests.factories import make_channel, make_event, make_question
from tests.plugged.dial import Dial

HERE = Path(__file__).resolve().parent


@pytest.fixture(autouse=True)
def dial() -> Iterator[Dial]:
    """The kind, in the registry for as long as the test."""
    dial = Dial()
    KINDS[dial.name] = dial
    yield dial
    del KINDS[dial.name]


@pytest.fixture
def app(dial: Dial, app: Flask) -> Flask:
    """The application with the widget's templates, script and sheet beside the product's own."""
    own = FileSystemLoader(HERE / "templates")
    app.jinja_loader = ChoiceLoader([app.jinja_loader, own])
    app.wsgi_app.add_files(str(HERE / "static"), app.jinja_env.globals["asset"](""))
    return app


@pytest.fixture
def question(app: Flask) -> Question:
    """A dial from never to always, right at 70."""
    with writing():
        question = make_question(
            kind="dial",
            prompt=Localized("Visitez-vous souvent ?", "您常来吗？"),
            choices=Dial.usual_choices,
            key={"mark": "70", "slack": "20"},
            seconds=12,
        )
        db.session.commit()
    return question


@pytest.fixture
def draft() -> Draft:
    """The same question as it is written."""
    return Draft(
        kind="dial",
        prompt=Localized("Visitez-vous souvent ?", "您常来吗？"),
        choices=Dial.usual_choices,
        key={"mark": "70", "slack": "20"},
    )


class Keeping(WSGIRequestHandler):
    """A handler that keeps connections, and writes nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application is served in real time, with an event `dial` of one channel."""
    with writing():
        make_channel(make_event(code="dial", overlay_secret="studio"))
        db.session.commit()
    desk = app.extensions["runtime"]
    desk.start()
    server = make_server("127.0.0.1", 0, Lane(app, desk), threaded=True, request_handler=Keeping)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
