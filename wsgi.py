"""`app` for any WSGI server, and `asgi`, the same for an event loop: `quiz serve` runs that."""

import atexit

from quiz.app import create_app
from quiz.config import Settings
from quiz.web.crowd.asgi import CrowdApp
from quiz.web.crowd.proxy import Behind
from quiz.web.crowd.routes import Lane
from quiz.web.machine.health import Watched

flask = create_app()
settings: Settings = flask.config["SETTINGS"]
desk = flask.extensions["runtime"]
lane = Lane(flask, desk)
watched = Watched(lane, flask)
behind = Behind(watched, settings.proxies) if settings.proxies else None
app = behind or watched
asgi = CrowdApp(lane, app, settings.threads, behind, watched.metrics)

# At the end, what was accepted is written first, then its numbers.
watched.start()
atexit.register(watched.end)
desk.start()
atexit.register(desk.end)
