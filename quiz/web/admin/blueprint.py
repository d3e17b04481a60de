"""Where the back office lives."""

from flask import Blueprint

admin = Blueprint("admin", __name__, url_prefix="/<language:lang>/admin")
