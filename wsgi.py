"""The application for any WSGI server: the lane in front of Flask. `quiz serve` runs it."""

import atexit

from quiz.app import create_app
from quiz.web.lane import Lane

flask = create_app()
desk = flask.extensions["desk"]
desk.start()
# What was accepted is written before the process ends.
atexit.register(desk.end)

app = Lane(flask, desk, flask.config["SETTINGS"].threads)
