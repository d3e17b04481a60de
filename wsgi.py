"""The application for any WSGI server: the lane in front of Flask. `quiz serve` runs it."""

import atexit

from quiz.app import create_app
from quiz.config import Settings
from quiz.web.health import Watched
from quiz.web.lane import Lane
from quiz.web.proxy import Behind

flask = create_app()
settings: Settings = flask.config["SETTINGS"]
desk = flask.extensions["desk"]
watched = Watched(Lane(flask, desk, settings.threads), flask)
app = Behind(watched, settings.proxies) if settings.proxies else watched

# At the end, what was accepted is written first, then its numbers.
watched.start()
atexit.register(watched.end)
desk.start()
atexit.register(desk.end)
