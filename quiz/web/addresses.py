"""The addresses that a museum hands out, as text, as links and as QR codes."""

from io import BytesIO

import segno
from flask import current_app
from flask_babel import LazyString
from markupsafe import Markup

from quiz.config import Settings
from quiz.reach import reach_warning
from quiz.web.navigation import absolute

INK = "#1a2226"
# Four modules of quiet around the code, as the norm asks where nothing else leaves room.
QUIET = 4
# How many px a module of an image has.
SHARP = 32


def join_address(code: str, channel: str | None = None) -> str:
    """Where viewers begin, whole: on one channel, or on the event's first."""
    return absolute(f"/e/{code}" if channel is None else f"/e/{code}/{channel}")


def address_warning() -> LazyString | None:
    """A sentence to whoever hands out addresses that phones cannot reach; None if they may."""
    settings: Settings = current_app.config["SETTINGS"]
    return reach_warning(absolute(""), settings.listen, behind=bool(settings.proxies))


def readable_address(address: str) -> str:
    """An address as it is read aloud: without what every browser adds by itself."""
    return address.removeprefix("https://").removeprefix("http://")


def qr_code(address: str) -> Markup:
    """The address as an inline SVG without quiet zone; its frame leaves the room."""
    code = segno.make_qr(address, error="m")
    drawn = code.svg_inline(border=0, omitsize=True, dark=INK, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704 (segno draws it; the address is in it as modules only)


def qr_file(address: str) -> bytes:
    """The address as an SVG file to be printed, with its quiet zone."""
    file = BytesIO()
    segno.make_qr(address, error="m").save(file, kind="svg", border=QUIET, scale=8, dark=INK)
    return file.getvalue()


def qr_image(address: str) -> bytes:
    """The address as a PNG, for software that takes no SVG; sharp on a whole 4K picture."""
    file = BytesIO()
    segno.make_qr(address, error="m").save(file, kind="png", border=QUIET, scale=SHARP, dark=INK)
    return file.getvalue()
