"""What the back office's views ask of a request and of this process."""

from flask import current_app, request

from quiz.i18n import measures
from quiz.live.desk import Desk
from quiz.web.admin.blueprint import admin
from quiz.web.language import current_language

LONGEST_SEARCH = 80


def desk() -> Desk:
    """The live parts of this process."""
    found: Desk = current_app.extensions["desk"]
    return found


def searched() -> str:
    """What the reader searches for."""
    return request.args.get("q", "").strip()[:LONGEST_SEARCH]


def number_of(name: str, default: int) -> int:
    """A number in the address, or `default` where there is none."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


@admin.app_template_filter("seconds")
def seconds(ms: float) -> str:
    """A length in ms as seconds with a tenth at most, as the page's language writes it."""
    return measures.number(round(ms / 1000, 1), current_language())
