"""How viewers reach an event: its channels, their links and their codes to scan."""

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import ADMIN
from quiz.database import writing
from quiz.errors import Conflict
from quiz.events.actions import edit
from quiz.events.models import Channel, Event
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.live.runtime import runtime
from quiz.web.addresses import join_address, qr_file
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Collision, collision, event_acts
from quiz.web.admin.forms.channel import ChannelForm
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.values import whole_number


@admin.route("/events/<code>/channels/new", methods=["GET", "POST"])
@role(ADMIN)
def new_channel(code: str) -> ResponseReturnValue:
    """One more way to reach the event."""
    return put(get_event(code), None)


@admin.route("/events/<code>/channels/<int:channel_id>", methods=["GET", "POST"])
@role(ADMIN)
def edit_channel(code: str, channel_id: int) -> ResponseReturnValue:
    """Change a channel; its new delay holds from the next launch."""
    event = get_event(code)
    return put(event, edit.get_channel(event, channel_id))


def put(event: Event, channel: Channel | None) -> ResponseReturnValue:
    form = ChannelForm(event, channel)
    if not form.validate_on_submit():
        return channel_form_page(form, event, channel, 422 if form.errors else 200)
    code, number = event.code, None if channel is None else channel.id
    # What does not exist yet, nobody can have changed.
    version = None if channel is None else whole_number(form.version.data) or 0
    event_id, fields, by = event.id, form.fields(), actor()
    try:
        with writing():
            edit.put_channel(event_id, number, fields, by, version)
            db.session.commit()
    except Conflict as refusal:
        event = get_event(code)
        there = next((row for row in event.channels if row.id == number), None)
        found = None
        if there is not None:
            present = ChannelForm(event, there, formdata=None)
            found = collision(form, present, event_acts(event, number=number))
        return channel_form_page(form, event, there, 409, refusal, found)
    flash(_("The channel is saved. Its delay holds from the next launch."), "right")
    return redirect(url_for("admin.event", code=code), 303)


def channel_form_page(
    form: ChannelForm,
    event: Event,
    channel: Channel | None,
    status: int,
    refusal: Conflict | None = None,
    found: Collision | None = None,
) -> Response:
    page = render_template(
        "admin/channel_form.html",
        form=form,
        event=event,
        channel=channel,
        refusal=refusal,
        collision=found,
    )
    return make_response(page, status)


@admin.post("/events/<code>/channels/<int:channel_id>/remove", endpoint="remove_channel")
@role(ADMIN)
def post_channel_removal(code: str, channel_id: int) -> ResponseReturnValue:
    """Remove a channel that nobody plays on."""
    event_id, by = get_event(code).id, actor()
    players = runtime().reader.players_by_channel(event_id).get(channel_id, 0)
    with writing():
        edit.remove_channel(event_id, channel_id, players, by)
        db.session.commit()
    flash(_("The channel is removed."), "right")
    return redirect(url_for("admin.event", code=code), 303)


@admin.get("/events/<code>/channels/<int:channel_id>/code.svg")
@role(ADMIN)
def channel_code(code: str, channel_id: int) -> ResponseReturnValue:
    """The channel's address as a file to print."""
    event = get_event(code)
    channel = edit.get_channel(event, channel_id)
    response = make_response(qr_file(join_address(event.code, channel.name)))
    response.mimetype = "image/svg+xml"
    name = f"celadon-{event.code}-{channel.name}.svg"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
