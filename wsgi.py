"""The application for any WSGI server; `quiz serve` runs it on granian."""

from quiz.app import create_app
from quiz.config import Settings
from quiz.live.desk import Desk
from quiz.web.lane import Lane

flask = create_app()
settings: Settings = flask.config["SETTINGS"]
desk: Desk = flask.extensions["desk"]
desk.start()
app = Lane(flask, desk, settings.threads)
