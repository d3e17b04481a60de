"""How late each channel is, measured beside the console: links, flashes, what was tapped."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.console.channels import output_lines
from quiz.console.evening import read_evening
from quiz.database import writing
from quiz.delays import actions
from quiz.delays.actions import DelayChange
from quiz.delays.models import DelayMeasurement
from quiz.delays.queries import NO_TAPS, find_measurement, is_measuring, taps_by_channel
from quiz.delays.rules import FLASHES, LINK_LASTS_MS, flash_instants, refuse_flashes
from quiz.errors import Conflict
from quiz.events.actions.edit import get_channel
from quiz.events.models import Channel, Event
from quiz.events.outputs import OVERLAY_KIND
from quiz.events.queries import event_times, get_event
from quiz.events.rehearsals import original_of
from quiz.extensions import db
from quiz.i18n import measures
from quiz.web.addresses import address_warning, qr_code
from quiz.web.faces import face_of_html
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.language import current_language
from quiz.web.navigation import absolute
from quiz.web.signing import actor
from quiz.web.undo import say_with_undo

# What a browser remembers of the delay that was set in it last.
SET = "measured_delay"


@host.get("/<code>/delays", endpoint="delays")
@role(HOST)
def delays_page(code: str) -> ResponseReturnValue:
    """The channels with their delays; while it is measured, the links, the button and the taps."""
    event = get_event(code)
    measurement, evening = find_measurement(event.id), read_evening(code)
    screens = [line for line in output_lines(evening) if line.kind == OVERLAY_KIND]
    links = {} if measurement is None else tap_links(event, measurement)
    return render_template(
        "host/delays.html",
        event=event,
        original=original_of(event),
        is_open=is_measuring(measurement, clock.now()),
        until=0 if measurement is None else measurement.made_at + LINK_LASTS_MS,
        links=links,
        codes={channel_id: qr_code(link) for channel_id, link in links.items()},
        unreachable=address_warning(),
        sees_overlay=any(line.seen_s is not None for line in screens),
        body=delays_body(event, measurement),
    )


@host.get("/<code>/delays/live", endpoint="live_delays")
@role(HOST)
def delays_now(code: str) -> ResponseReturnValue:
    """What was tapped by now, for the page's script; left out if it has it (`face`)."""
    event = get_event(code)
    html = delays_body(event, find_measurement(event.id))
    face = face_of_html(html)
    fresh = {} if request.args.get("face") == face else {"html": html}
    return jsonify(face=face, changes_at=None, **fresh)


@host.post("/<code>/delays/begin", endpoint="begin_measurement")
@role(HOST)
def post_measurement(code: str) -> ResponseReturnValue:
    """Links by which phones may tap, for a quarter of an hour."""
    event_id, by = get_event(code).id, actor()
    return act_on_delays(code, lambda now: actions.begin_measurement(event_id, now, by))


@host.post("/<code>/delays/flash", endpoint="flash_overlays")
@role(HOST)
def post_flashes(code: str) -> ResponseReturnValue:
    """Three flashes on every overlay, some seconds from now."""
    event_id, by = get_event(code).id, actor()
    return act_on_delays(code, lambda now: actions.flash_overlays(event_id, now, by), "measured")


@host.post("/<code>/delays/end", endpoint="end_measurement")
@role(HOST)
def post_end_of_measurement(code: str) -> ResponseReturnValue:
    """The links are dead; what was tapped stays."""
    event_id, by = get_event(code).id, actor()
    return act_on_delays(code, lambda now: actions.end_measurement(event_id, now, by))


@host.post("/<code>/delays/<int:channel_id>/apply", endpoint="apply_delay")
@role(HOST)
def post_delay(code: str, channel_id: int) -> ResponseReturnValue:
    """Give the channel the delay that was measured."""
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            change = actions.apply_delay(event_id, channel_id, by)
            db.session.commit()
    except Conflict as refusal:
        return delays_again(code, str(refusal), "wrong")
    session[SET] = [event_id, channel_id, change.was, change.now]
    path = url_for("host.undo_delay", code=code, channel_id=channel_id)
    say_with_undo(
        _(
            "The delay of %(channel)s is %(seconds)s s from the next launch on.",
            channel=channel_title(code, channel_id),
            seconds=measures.in_seconds(change.now, current_language()),
        ),
        path,
    )
    return redirect(url_for("host.delays", code=code), 303)


@host.post("/<code>/delays/<int:channel_id>/undo", endpoint="undo_delay")
@role(HOST)
def post_undone_delay(code: str, channel_id: int) -> ResponseReturnValue:
    """Give the channel the delay that it had before this browser set it."""
    event_id, by, known = get_event(code).id, actor(), session.pop(SET, [])
    if known[:2] != [event_id, channel_id]:
        return delays_again(code, _("There is nothing left to undo."), "warning")
    try:
        with writing():
            actions.undo_delay(event_id, channel_id, DelayChange(*known[2:]), by)
            db.session.commit()
    except Conflict as refusal:
        return delays_again(code, str(refusal), "wrong")
    return delays_again(code, _("The delay is again what it was."), "right")


def channel_title(code: str, channel_id: int) -> str:
    """What the host calls a channel."""
    channel = get_channel(get_event(code), channel_id)
    return channel.platform or channel.name


def act_on_delays(code: str, act: Any, part: str = "") -> ResponseReturnValue:
    """Do it at this instant, and show that part of the page again, or above it what was refused."""
    try:
        with writing():
            act(clock.now())
            db.session.commit()
    except Conflict as refusal:
        return delays_again(code, str(refusal), "wrong")
    return redirect(url_for("host.delays", code=code, _anchor=part or None), 303)


def delays_again(code: str, sentence: str, category: str) -> ResponseReturnValue:
    """The page again, with what was done or refused."""
    flash(sentence, category)
    return redirect(url_for("host.delays", code=code), 303)


def tap_links(event: Event, measurement: DelayMeasurement) -> dict[int, str]:
    """By a channel's id the whole address for who watches there, in its own language."""
    return {channel.id: tap_link(event, measurement, channel) for channel in event.channels}


def tap_link(event: Event, measurement: DelayMeasurement, channel: Channel) -> str:
    """Where somebody taps who watches that channel."""
    path = url_for(
        "tap.show",
        lang=channel.language,
        code=event.code,
        secret=measurement.secret,
        channel=channel.name,
    )
    return absolute(path)


def delays_body(event: Event, measurement: DelayMeasurement | None) -> str:
    """All that changes while it is measured: the button, and what each channel's viewers tapped."""
    now = clock.now()
    started_at = None if measurement is None else measurement.started_at
    taps = {} if measurement is None else taps_by_channel(measurement)
    return render_template(
        "host/_delays.html",
        event=event,
        is_open=is_measuring(measurement, now),
        is_begun=measurement is not None,
        reason=refuse_flashes(event_times(event)),
        flashes=() if started_at is None else flash_instants(started_at),
        numbers=range(1, FLASHES + 1),
        now=now,
        channels=[(channel, taps.get(channel.id, NO_TAPS)) for channel in event.channels],
    )
