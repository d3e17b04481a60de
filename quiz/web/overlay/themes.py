"""The museum's look on a studio's screens: a sheet of colours, and its mark."""

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from quiz.errors import NotFound
from quiz.events.outputs import OVERLAY_KIND, SCREEN_KIND
from quiz.events.queries import get_event
from quiz.pictures.queries import read_copy
from quiz.pictures.rules import Copy
from quiz.themes.queries import look_of
from quiz.themes.rules import Look, properties
from quiz.web.guards import public
from quiz.web.links import get_output
from quiz.web.overlay.blueprint import overlay


@overlay.get("/overlay/<code>/<secret>/theme.css", endpoint="theme")
@public
def overlay_sheet(code: str, secret: str) -> ResponseReturnValue:
    """The colours of the event, as custom properties."""
    return sheet_of(look_behind(code, OVERLAY_KIND, secret))


@overlay.get("/screen/<code>/<secret>/theme.css", endpoint="screen_theme")
@public
def room_sheet(code: str, secret: str) -> ResponseReturnValue:
    """The same for the room's screen."""
    return sheet_of(look_behind(code, SCREEN_KIND, secret))


@overlay.get("/overlay/<code>/<secret>/mark.jpg", endpoint="mark")
@public
def overlay_mark(code: str, secret: str) -> ResponseReturnValue:
    """The museum's mark."""
    return mark_picture(look_behind(code, OVERLAY_KIND, secret))


@overlay.get("/screen/<code>/<secret>/mark.jpg", endpoint="screen_mark")
@public
def room_mark(code: str, secret: str) -> ResponseReturnValue:
    """The same for the room's screen."""
    return mark_picture(look_behind(code, SCREEN_KIND, secret))


def look_behind(code: str, kind: str, secret: str) -> Look:
    """The look of the event; NotFound without that screen's secret."""
    event = get_event(code)
    get_output(code, kind, secret)
    return look_of(event.id)


def sheet_of(look: Look) -> Response:
    """A sheet, since no page of ours may hold a style of its own."""
    lines = (f"  --{name}: {value};\n" for name, value in properties(look.colours).items())
    return Response(f":root {{\n{''.join(lines)}}}\n", content_type="text/css; charset=utf-8")


def mark_picture(look: Look) -> Response:
    """The copy that phones would have, which is more than a corner needs."""
    data = read_copy(look.mark, Copy.PHONE)
    if data is None:
        raise NotFound(_l("There is no such picture."))
    return Response(data, content_type="image/jpeg")
