"""An event once more, put aside, or into the bin."""

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import ADMIN
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict, Invalid
from quiz.events.actions.bin import bin_event, set_archived
from quiz.events.actions.copies import duplicate_event
from quiz.events.deletion import Presence
from quiz.events.models import Event
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.queries import last_join
from quiz.live.runtime import runtime
from quiz.web.admin.blueprint import admin
from quiz.web.admin.events import event_page
from quiz.web.admin.forms.copy import CopyForm
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.undo import say_with_undo


@admin.route("/events/<code>/duplicate", methods=["GET", "POST"], endpoint="duplicate_event")
@role(ADMIN)
def event_copy(code: str) -> ResponseReturnValue:
    """A code and an hour; sent, a new event with the same channels and questions."""
    event = get_event(code)
    form = CopyForm(event)
    if not form.validate_on_submit():
        return copy_page(event, form, 422 if form.errors else 200)
    rng, by, wished, starts = current_app.config["RANDOM"], actor(), form.code.data, form.instant
    with writing():
        copy = duplicate_event(get_event(code), wished, starts, clock.now(), rng, by).code
        db.session.commit()
    flash(_("The event is made once more: same channels, same questions, no players."), "right")
    return redirect(url_for("admin.event", code=copy), 303)


def copy_page(event: Event, form: CopyForm, status: int) -> ResponseReturnValue:
    return make_response(render_template("admin/event_copy.html", event=event, form=form), status)


@admin.post("/events/<code>/archive", endpoint="archive_event")
@role(ADMIN)
def post_event_archive(code: str) -> ResponseReturnValue:
    """Take an event out of the lists; its pages stay."""
    keep_archived(code, archived=True)
    path = url_for("admin.unarchive_event", code=code)
    say_with_undo(_("The event is archived: its pages stay, the lists leave it out."), path)
    return redirect(url_for("admin.event", code=code), 303)


@admin.post("/events/<code>/unarchive", endpoint="unarchive_event")
@role(ADMIN)
def post_event_return(code: str) -> ResponseReturnValue:
    """Bring an event back into the lists."""
    keep_archived(code, archived=False)
    flash(_("The event is in the lists again."), "right")
    return redirect(url_for("admin.event", code=code), 303)


def keep_archived(code: str, *, archived: bool) -> None:
    event_id, by = get_event(code).id, actor()
    with writing():
        set_archived(event_id, archived, by)
        db.session.commit()


@admin.post("/events/<code>/delete", endpoint="delete_event")
@role(ADMIN)
def post_event_deletion(code: str) -> ResponseReturnValue:
    """Put an event into the bin; where it has players, its code is typed first."""
    event_id, by = get_event(code).id, actor()
    presence = Presence(clock.now(), runtime().reader.players(event_id), last_join(event_id))
    try:
        with writing():
            bin_event(event_id, presence, request.form.get("typed", ""), by)
            db.session.commit()
    except (Conflict, Invalid) as refusal:
        return event_page(code, refusal)
    say_with_undo(
        _("The event is in the bin: its addresses lead nowhere. It can be restored for 30 days."),
        url_for("admin.restore_event", event_id=event_id),
    )
    return redirect(url_for("admin.events"), 303)
