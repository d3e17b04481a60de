"""Phones as remotes: a code that lets one in, and the way to throw all of them out."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.remotes import invite_remote, throw_remotes_out
from quiz.events.outputs import REMOTE_KEY_LASTS
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.web.addresses import qr_code
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.navigation import absolute
from quiz.web.signing import actor, current_user


@host.post("/<code>/links/remote/invite", endpoint="invite_remote")
@role(HOST)
def post_remote(code: str) -> ResponseReturnValue:
    """A code for one phone, on a page that is shown once."""
    event, by, owner = get_event(code), actor(), owner_name()
    event_id, canonical = event.id, event.code
    with writing():
        made = invite_remote(event_id, owner, clock.now(), by)
        db.session.commit()
    address = absolute(url_for("remote.show", code=canonical, secret=made.secret, key=made.key))
    page = render_template(
        "host/remote.html",
        event=get_event(code),
        address=address,
        drawing=qr_code(address),
        minutes=REMOTE_KEY_LASTS // 60_000,
        until=made.expires_at,
    )
    return make_response(page)


@host.post("/<code>/links/remote/end", endpoint="end_remotes")
@role(HOST)
def post_end_of_remotes(code: str) -> ResponseReturnValue:
    """Throw every phone out that is a remote of this event."""
    event_id, by, owner = get_event(code).id, actor(), owner_name()
    with writing():
        throw_remotes_out(event_id, owner, by)
        db.session.commit()
    flash(_("No phone is a remote any more. Each needs a new code."), "right")
    return redirect(url_for("host.links", code=code), 303)


def owner_name() -> str:
    """Whose remote it is, for the record."""
    return str(current_user.name or current_user.email)
