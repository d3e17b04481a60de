"""The links of an event's other screens: made when they are needed, replaced when they leak."""

from dataclasses import asdict, fields

from flask import Response, flash, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import HOST
from quiz.console.evening import read_evening
from quiz.database import writing
from quiz.errors import Conflict, NotFound
from quiz.events.actions import outputs
from quiz.events.outputs import (
    LINK_KINDS,
    REMOTE_KIND,
    SCREEN_KIND,
    OutputFacts,
    SafeArea,
)
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.web.addresses import qr_image, readable_address
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.links import SIZE_LABELS, address_of, link_of, screen_address
from quiz.web.security import FRAMING_POLICY
from quiz.web.signing import actor
from quiz.web.undo import say_with_undo

# What a browser remembers of the overlay that was removed in it last.
REMOVED = "removed_output"
KEPT = {field.name for field in fields(OutputFacts)}


@host.get("/<code>/links", endpoint="links")
@role(HOST)
def links_page(code: str) -> ResponseReturnValue:
    """Every screen that has a secret link, what it is for, and its link."""
    event = get_event(code)
    page = render_template(
        "host/links.html",
        event=event,
        has_remote=any(output.kind == REMOTE_KIND for output in event.outputs),
        sizes=SIZE_LABELS,
        forms={o.kind: o.id for o in event.outputs if o.kind == SCREEN_KIND},
        overlays=[output.facts for output in event.overlays],
        addresses={o.id: screen_address(event, o) for o in event.overlays},
        ways={o.id: readable_address(address_of(event, o)) for o in event.overlays},
        links={kind: link_of(event.code, kind, event.outputs) for kind in LINK_KINDS},
    )
    response = make_response(page)
    # Its previews are the overlays' own pages.
    response.headers["Content-Security-Policy"] = FRAMING_POLICY
    return response


@host.post("/<code>/links/<kind>", endpoint="replace_link")
@role(HOST)
def post_link(code: str, kind: str) -> ResponseReturnValue:
    """A new link for that screen; the one before is nothing any more."""
    if kind not in LINK_KINDS:
        raise NotFound(_l("There is no such screen."))
    event_id, by = get_event(code).id, actor()
    with writing():
        outputs.replace_link(event_id, kind, by)
        db.session.commit()
    flash(_("This screen has a new link."), "right")
    return redirect(url_for("host.links", code=code), 303)


@host.post("/<code>/outputs/<int:output_id>/link", endpoint="replace_output")
@role(HOST)
def post_output_link(code: str, output_id: int) -> ResponseReturnValue:
    """A new link for that overlay; the one before is nothing any more."""
    event_id, by = get_event(code).id, actor()
    with writing():
        outputs.replace_output(event_id, output_id, by)
        db.session.commit()
    flash(_("The overlay has a new link. Put it into your streaming software now."), "right")
    return redirect(url_for("host.links", code=code), 303)


@host.post("/<code>/outputs/<int:output_id>/remove", endpoint="remove_output")
@role(HOST)
def post_output_removal(code: str, output_id: int) -> ResponseReturnValue:
    """Take an overlay away."""
    event_id, by = get_event(code).id, actor()
    with writing():
        removed = outputs.remove_output(event_id, output_id, by)
        db.session.commit()
    # Its secret stands in no address, as addresses are kept in logs.
    session[REMOVED] = {"event_id": event_id, **asdict(removed)}
    path = url_for("host.restore_output", code=code)
    say_with_undo(_("The overlay is removed."), path)
    return redirect(url_for("host.links", code=code), 303)


@host.post("/<code>/outputs/restore", endpoint="restore_output")
@role(HOST)
def post_output_return(code: str) -> ResponseReturnValue:
    """Put back the overlay that this browser has just taken away, under the same link."""
    event_id, by = get_event(code).id, actor()
    found = session.pop(REMOVED, {})
    if found.pop("event_id", None) != event_id or set(found) != KEPT:
        raise Conflict(_l("There is nothing left to undo."))
    removed = OutputFacts(**found | {"safe": SafeArea(**found["safe"])})
    with writing():
        outputs.restore_output(event_id, removed, by)
        db.session.commit()
    flash(_("The overlay is back, and its link is the same."), "right")
    return redirect(url_for("host.links", code=code), 303)


@host.post("/<code>/outputs/<int:output_id>/card", endpoint="show_card")
@role(HOST)
def post_card(code: str, output_id: int) -> ResponseReturnValue:
    """Its test card, for a minute; not while a question is on, which it would cover."""
    evening, by = read_evening(code), actor()
    if evening.present.phase.is_timed:
        flash(_("A question is on: the test card would cover it."), "wrong")
        return redirect(url_for("host.links", code=code), 303)
    with writing():
        outputs.show_card(evening.facts.id, output_id, evening.now, by)
        db.session.commit()
    flash(_("The test card is on for a minute, or until a question is launched."), "right")
    return redirect(url_for("host.links", code=code), 303)


@host.get("/<code>/outputs/<int:output_id>/code.png", endpoint="output_code")
@role(HOST)
def output_image(code: str, output_id: int) -> ResponseReturnValue:
    """The QR code of a screen's channel, as an image to put into the streaming software."""
    event = get_event(code)
    output = outputs.output_of(event, output_id)
    address = address_of(event, output)
    response: Response = make_response(qr_image(address))
    response.mimetype = "image/png"
    name = readable_address(address).rpartition("/e/")[2].replace("/", "-")
    response.headers["Content-Disposition"] = f'attachment; filename="celadon-{name}.png"'
    return response
