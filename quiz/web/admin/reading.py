"""What the back office's views ask of a request and of this process."""

from flask import request

from quiz.bounds import SEARCH
from quiz.i18n import measures
from quiz.web.admin.blueprint import admin
from quiz.web.language import current_language
from quiz.web.values import whole_number


def searched() -> str:
    """What the reader searches for."""
    return request.args.get("q", "").strip()[:SEARCH]


def number_of(name: str, default: int) -> int:
    """A number in the address, or `default` where there is none."""
    number = whole_number(request.args.get(name))
    return default if number is None else number


@admin.app_template_filter("seconds")
def seconds(ms: float) -> str:
    """A length in ms as seconds with a tenth at most, as the page's language writes it."""
    return measures.in_seconds(ms, current_language())
