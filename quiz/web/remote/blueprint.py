"""Where the remote lives: a link that opens for phones that were let in."""

from flask import Blueprint

remote = Blueprint("remote", __name__)
