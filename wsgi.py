"""The application for any WSGI server: the lane in front of Flask. `quiz serve` runs it."""

import atexit

from quiz.app import create_app
from quiz.config import Settings
from quiz.web.lane import Lane
from quiz.web.proxy import Behind

flask = create_app()
settings: Settings = flask.config["SETTINGS"]
desk = flask.extensions["desk"]
desk.start()
# What was accepted is written before the process ends.
atexit.register(desk.end)

lane = Lane(flask, desk, settings.threads)
app = Behind(lane, settings.proxies) if settings.proxies else lane
