"""Events: the list, one more, one changed, and one's first page."""

from collections.abc import Sequence

from flask import (
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import ADMIN
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict, QuizError
from quiz.events.actions import codes, edit
from quiz.events.actions.outputs import replace_link
from quiz.events.models import Event, Series
from quiz.events.outputs import OVERLAY_KIND
from quiz.events.queries import get_event, list_events, list_series
from quiz.extensions import db
from quiz.i18n.folding import fold_search
from quiz.live.runtime import runtime
from quiz.reports.players import event_numbers
from quiz.web.addresses import address_warning, join_address
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Collision, collision, event_acts
from quiz.web.admin.forms.event import NEW, PRESETS, EventForm
from quiz.web.admin.reading import searched
from quiz.web.admin.show import planned
from quiz.web.guards import role
from quiz.web.navigation import absolute
from quiz.web.signing import actor
from quiz.web.values import whole_number


@admin.get("/events")
@role(ADMIN)
def events() -> ResponseReturnValue:
    """Every event, the latest first; those that have what is searched; the archived ones apart."""
    wanted, archived = fold_search(searched()), "archived" in request.args
    listed = list_events(archived=archived)
    return render_template(
        "admin/events.html",
        archived=archived,
        events=[event for event in listed if wanted in searchable(event)],
        numbers=event_numbers(),
        search=searched(),
    )


def searchable(event: Event) -> str:
    texts = event.title, event.museum
    names = event.code, *(alias.code for alias in event.aliases)
    return fold_search(" ".join((*names, *(f"{text.fr} {text.zh}" for text in texts))))


@admin.route("/events/new", methods=["GET", "POST"])
@role(ADMIN)
def new_event() -> ResponseReturnValue:
    """A form; sent, an event without channels."""
    known = list_series()
    form = EventForm(known)
    if not form.validate_on_submit():
        return event_form_page(form, None, 422 if form.errors else 200)
    rng, by = current_app.config["RANDOM"], actor()
    with writing():
        fields = form.fields(chosen_series(form, known, by))
        code = edit.make_event(fields, clock.now(), rng, by).code
        db.session.commit()
    flash(_("The event is made. Next, its channels: how viewers reach it."), "right")
    return redirect(url_for("admin.event", code=code), 303)


@admin.route("/events/<code>/edit", methods=["GET", "POST"], endpoint="edit_event")
@role(ADMIN)
def event_form(code: str) -> ResponseReturnValue:
    """The same form; what was typed is kept when somebody else was first."""
    event, known = get_event(code), list_series()
    form = EventForm(known, event, runtime().reader.players(event.id))
    if not form.validate_on_submit():
        return event_form_page(form, event, 422 if form.errors else 200)
    version = whole_number(form.version.data) or 0
    event_id, by = event.id, actor()
    try:
        with writing():
            fields = form.fields(chosen_series(form, known, by))
            code_now = edit.edit_event(event_id, version, fields, by).code
            db.session.commit()
    except Conflict as refusal:
        event = get_event(code)
        present = EventForm(known, event, formdata=None)
        found = collision(form, present, event_acts(event))
        return event_form_page(form, event, 409, refusal, found)
    flash(_("The event is changed."), "right")
    return redirect(url_for("admin.event", code=code_now), 303)


def event_form_page(
    form: EventForm,
    event: Event | None,
    status: int,
    refusal: Conflict | None = None,
    found: Collision | None = None,
) -> Response:
    page = render_template(
        "admin/event_form.html", form=form, event=event, refusal=refusal, collision=found
    )
    return make_response(page, status)


def chosen_series(form: EventForm, known: Sequence[Series], by: str) -> int | None:
    if form.series.data == NEW:
        return edit.make_series(form.new_series.data, clock.now(), by).id
    return next((series.id for series in known if str(series.id) == form.series.data), None)


@admin.get("/events/<code>")
@role(ADMIN)
def event(code: str) -> ResponseReturnValue:
    """All there is to know before the evening: its hour, its channels, what is not ready yet."""
    return event_page(code)


def event_page(code: str, refusal: QuizError | None = None) -> ResponseReturnValue:
    """The event's first page, perhaps with why something that was asked for was not done."""
    event = get_event(code)
    entries = planned(event)
    page = render_template(
        "admin/event.html",
        event=event,
        refusal=refusal,
        preset=PRESETS[event.preset],
        series=next((row for row in list_series() if row.id == event.series_id), None),
        address=join_address(event.code),
        unreachable=address_warning(),
        addresses={c.id: join_address(event.code, c.name) for c in event.channels},
        players=runtime().reader.players_by_channel(event.id),
        entries=entries,
        stopped=[entry for entry in entries if entry.problems],
        overlay=absolute(f"/overlay/{event.code}/{event.overlays[0].secret}"),
    )
    return make_response(page, 200 if refusal is None else refusal.status)


@admin.post("/events/<code>/overlay", endpoint="replace_overlay")
@role(ADMIN)
def post_overlay_secret(code: str) -> ResponseReturnValue:
    """A new link for the overlay."""
    event_id, by = get_event(code).id, actor()
    with writing():
        replace_link(event_id, OVERLAY_KIND, by)
        db.session.commit()
    flash(_("The overlay has a new link. Put it into your streaming software now."), "right")
    return redirect(url_for("admin.event", code=code), 303)


@admin.post("/events/<code>/codes/<old>/give-up", endpoint="give_up_code")
@role(ADMIN)
def post_code_removal(code: str, old: str) -> ResponseReturnValue:
    """Let an old code lead nowhere."""
    event, by = get_event(code), actor()
    event_id, present = event.id, event.code
    with writing():
        codes.give_up_code(event_id, old, by)
        db.session.commit()
    flash(_("The old code is given up. Another event may have it now."), "right")
    return redirect(url_for("admin.event", code=present), 303)
