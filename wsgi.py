"""`app` for any WSGI server, and `asgi`, the same for an event loop: `quiz serve` runs that."""

import atexit
from functools import partial

from quiz.app import create_app
from quiz.capacity.gauge import Gauge
from quiz.config import Settings
from quiz.statements import open_book
from quiz.web.crowd.asgi import CrowdApp
from quiz.web.crowd.counter import RequestCounter
from quiz.web.crowd.proxy import Behind
from quiz.web.crowd.routes import Lane
from quiz.web.machine.health import Watched

flask = create_app()
settings: Settings = flask.config["SETTINGS"]
desk = flask.extensions["runtime"]
lane = Lane(flask, desk)
counter = RequestCounter()
watched = Watched(lane, flask, counter)
behind = Behind(watched, settings.proxies) if settings.proxies else None
app = behind or watched
asgi = CrowdApp(lane, app, settings.threads, behind, counter)

# At the end, what was accepted is written first, then its numbers.
watched.start()
atexit.register(watched.end)
desk.start()
atexit.register(desk.end)
# Only a worker of `quiz serve` begins to measure itself, see `quiz.cli.worker`.
opens = partial(open_book, flask.config["SQLALCHEMY_DATABASE_URI"], in_turn=True)
gauge = Gauge(
    opens,
    desk.clock,
    counter.by_kind,
    desk.ledger.work.large,
    lambda: desk.watch.load.polled,
    desk.line,
    rehearsed=lambda: lane.rehearsed,
)
atexit.register(gauge.end)
