"""What a path, a query or a form may hold at all: refused here before any view works on it."""

import re
from collections.abc import Iterable

from flask import Flask, request
from flask_babel import lazy_gettext as _l
from werkzeug.routing import BaseConverter, IntegerConverter, Map, UnicodeConverter

from quiz.bounds import LARGEST_NUMBER, PATH_PART
from quiz.errors import Invalid, NotFound
from quiz.i18n.localized import LANGUAGES

# Nobody types them, PostgreSQL keeps no NUL, and halves of characters cannot be written at all.
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
UNSEEN = re.compile(f"[{CONTROLS}]")
UNSEEN_OR_BREAK = re.compile(f"[{CONTROLS}\t\r\n]")
DIGITS = len(str(LARGEST_NUMBER))


class PartConverter(UnicodeConverter):
    """A part of a path, of a bounded length."""

    def __init__(self, map: Map, minlength: int = 1, maxlength: int = PATH_PART) -> None:  # noqa: A002 (Werkzeug's name)
        super().__init__(map, minlength=minlength, maxlength=maxlength)


class NumberConverter(IntegerConverter):
    """A number in a path that fits a column of either database."""

    regex = rf"\d{{1,{DIGITS}}}"

    def __init__(self, map: Map) -> None:  # noqa: A002 (Werkzeug's name)
        super().__init__(map, max=LARGEST_NUMBER)


class Language(BaseConverter):
    """A part of a path that is one of our languages, to the letter."""

    regex = f"(?:{'|'.join(LANGUAGES)})"


def bind_converters(app: Flask) -> None:
    """Bound the parts of every path of `app`, and look at the values that come with a request."""
    app.url_map.converters |= {
        "default": PartConverter,
        "string": PartConverter,
        "int": NumberConverter,
        "language": Language,
    }
    app.before_request(refuse_unseen)


def refuse_unseen() -> None:
    """Refuse control characters and halves of characters, wherever they stand."""
    if UNSEEN_OR_BREAK.search(request.path):
        raise NotFound(_l("There is nothing here."))
    values = (*request.args.items(multi=True), *request.form.items(multi=True))
    if any(UNSEEN.search(name) or UNSEEN.search(value) for name, value in values):
        raise Invalid(_l("What was sent contains characters that cannot be written."))


def whole_number(text: str | None) -> int | None:
    """The whole number that a query or a form says, from 0 to 2^63 - 1; None for anything else."""
    if not text or len(text) > DIGITS or not (text.isascii() and text.isdecimal()):
        return None
    number = int(text)
    return number if number <= LARGEST_NUMBER else None


def whole_numbers(texts: Iterable[str]) -> list[int]:
    """The whole numbers among what a form says, in their order; zero is nothing's."""
    return [number for text in texts if (number := whole_number(text))]
