"""The page that the studio's software lays over the picture."""

import hashlib

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from quiz.clock import clock
from quiz.delays.queries import flashes_of
from quiz.events.models import Event, Output
from quiz.events.outputs import OVERLAY_KIND, PREVIEW, SCREEN_KIND, card_end
from quiz.events.queries import get_event, last_launch
from quiz.themes.queries import look_of
from quiz.web.addresses import qr_code, readable_address
from quiz.web.guards import public
from quiz.web.links import SIZE_LABELS, address_of, get_output
from quiz.web.overlay.bilingual import both, figures_of, hours_in_cities, in_both
from quiz.web.overlay.blueprint import overlay

overlay.add_app_template_filter(both)
for place in (in_both, figures_of, hours_in_cities):
    overlay.add_app_template_global(place)


@overlay.get("/overlay/<code>/<secret>", endpoint="show")
@public
def overlay_page(code: str, secret: str) -> ResponseReturnValue:
    """A transparent page with the join code; what is on comes as scenes, like on a phone."""
    return output_page(code, OVERLAY_KIND, secret)


@overlay.get("/screen/<code>/<secret>", endpoint="screen")
@public
def room_page(code: str, secret: str) -> ResponseReturnValue:
    """The same on a ground of its own, large, and when the room's phones see it."""
    return output_page(code, SCREEN_KIND, secret)


def output_page(code: str, kind: str, secret: str) -> str:
    """The page of that kind of screen; NotFound without its secret."""
    event, output = get_event(code), get_output(code, kind, secret)
    address = address_of(event, output)
    return render_template(
        "overlay/show.html",
        event_code=event.code,
        output=output.facts,
        face=face_of(output, address),
        card_until=card_of(event, output),
        flashes=flashes_on(event, output),
        version=event.version,
        sizes=SIZE_LABELS,
        live=f"/live/{event.code}/{output.secret}",
        address=readable_address(address),
        code=qr_code(address),
        is_rehearsal=event.is_rehearsal,
        look=look_of(event.id),
        is_preview=PREVIEW in request.args,
    )


@overlay.get("/overlay/<code>/<secret>/frame", endpoint="frame")
@public
def overlay_frame(code: str, secret: str) -> ResponseReturnValue:
    """What the page asks whenever the event has changed: its face, its card's end, flashes (ms)."""
    return frame_json(code, OVERLAY_KIND, secret)


@overlay.get("/screen/<code>/<secret>/frame", endpoint="screen_frame")
@public
def room_frame(code: str, secret: str) -> ResponseReturnValue:
    """The same of the room's screen."""
    return frame_json(code, SCREEN_KIND, secret)


def frame_json(code: str, kind: str, secret: str) -> ResponseReturnValue:
    """Its face, its test card's end, when it flashes; NotFound without its secret."""
    event, output = get_event(code), get_output(code, kind, secret)
    return jsonify(
        face=face_of(output, address_of(event, output)),
        card=card_of(event, output),
        flashes=flashes_on(event, output),
    )


def face_of(output: Output, address: str) -> str:
    """A short word that changes with all that staff say of the page."""
    facts = output.facts
    own = look_of(output.event_id)
    words = facts.name, facts.size, facts.safe.sides, facts.sound, address, own
    return hashlib.sha256(repr(words).encode()).hexdigest()[:12]


def flashes_on(event: Event, output: Output) -> list[int]:
    """When it flashes to measure delays, in ms UTC; a room's screen never does: it is not late."""
    return list(flashes_of(event, clock.now())) if output.kind == OVERLAY_KIND else []


def card_of(event: Event, output: Output) -> int | None:
    """Until when the test card is on, in ms UTC."""
    return card_end(output.card_until, clock.now(), last_launch(event))
