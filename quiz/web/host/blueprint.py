"""Where the host's console lives."""

from flask import Blueprint

from quiz.console.numbers import NAME, Teller

host = Blueprint("host", __name__, url_prefix="/<language:lang>/host")
# One for each application: what it keeps belongs to that application's database.
host.record(lambda setup: setup.app.extensions.setdefault(NAME, Teller()))
