"""Where viewers' pages live, but for those that the lane serves by itself."""

from flask import Blueprint

play = Blueprint("play", __name__)
