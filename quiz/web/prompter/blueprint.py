"""Where the prompter lives: a link that only the presenter knows."""

from flask import Blueprint

prompter = Blueprint("prompter", __name__)
