"""The links of an event's other screens: made when they are needed, replaced when they leak."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import HOST
from quiz.database import writing
from quiz.errors import NotFound
from quiz.events.actions.outputs import replace_link
from quiz.events.outputs import LINK_KINDS, REMOTE_KIND
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.links import link_of
from quiz.web.signing import actor


@host.get("/<code>/links", endpoint="links")
@role(HOST)
def links_page(code: str) -> ResponseReturnValue:
    """Every screen that has a secret link, what it is for, and its link."""
    event = get_event(code)
    return render_template(
        "host/links.html",
        event=event,
        has_remote=any(output.kind == REMOTE_KIND for output in event.outputs),
        links={kind: link_of(event.code, kind, event.outputs) for kind in LINK_KINDS},
    )


@host.post("/<code>/links/<kind>", endpoint="replace_link")
@role(HOST)
def post_link(code: str, kind: str) -> ResponseReturnValue:
    """A new link for that screen; the one before is nothing any more."""
    if kind not in LINK_KINDS:
        raise NotFound(_l("There is no such screen."))
    event_id, by = get_event(code).id, actor()
    with writing():
        replace_link(event_id, kind, by)
        db.session.commit()
    flash(_("This screen has a new link."), "right")
    return redirect(url_for("host.links", code=code), 303)
