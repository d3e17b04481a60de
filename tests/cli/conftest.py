"""What tests of commands share."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.web.crowd.routes import Lane
from tests.cli.bad_network import Keeping, Unreliable
from tests.factories import make_channel, make_entry, make_event, make_question


@pytest.fixture
def unreliable(app: Flask) -> Iterator[tuple[BaseWSGIServer, Unreliable]]:
    """An event whose one question is short, served in real time on a bad network."""
    with writing():
        event = make_event(code="rehearsal")
        for delay in (0, 1_000):
            make_channel(event, delay_ms=delay)
        texts = tuple(Localized(str(number), str(number)) for number in range(4))
        prompt = Localized("Combien ?", "几？")
        make_entry(event, make_question(prompt=prompt, choices=texts, seconds=9))
        db.session.commit()
    desk = app.extensions["runtime"]
    desk.start()
    wrapped = Unreliable(Lane(app, desk))
    server = make_server("127.0.0.1", 0, wrapped, threaded=True, request_handler=Keeping)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server, wrapped
    server.shutdown()
    thread.join()
    server.server_close()
