"""Where the overlay lives: a link that only the studio knows."""

from flask import Blueprint

overlay = Blueprint("overlay", __name__)
