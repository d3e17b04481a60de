"""Where the pages about staff themselves live."""

from flask import Blueprint

account = Blueprint("account", __name__, url_prefix="/<language:lang>/account")
