"""What somebody taps who watches a channel's stream: three numerals, each as it is seen."""

import secrets
from dataclasses import dataclass

from flask import jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.clock import clock
from quiz.database import writing
from quiz.delays.actions import Tap, put_tap
from quiz.delays.models import DelayMeasurement
from quiz.delays.queries import get_measurement, taps_of
from quiz.delays.rules import FLASHES, TapReading, TapVerdict, read_delays
from quiz.errors import NotFound
from quiz.events.models import Channel, Event
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.i18n import measures
from quiz.web.failures import wants_json
from quiz.web.guards import keyed
from quiz.web.language import current_language
from quiz.web.tap.blueprint import tap
from quiz.web.values import whole_number

SENTENCES = {
    TapVerdict.EARLY: _l("That was before the flash. Please wait until the picture turns green."),
    TapVerdict.LATE: _l(
        "That was more than a minute after the flash. Please wait for the next ones."
    ),
    TapVerdict.FULL: _l("Enough phones have tapped already. Thank you for watching."),
}


@dataclass(frozen=True, slots=True)
class Watching:
    """What a link opens: a measurement, on one channel of an event."""

    event: Event
    channel: Channel
    measurement: DelayMeasurement


def watching_behind(code: str, secret: str, channel_name: str) -> Watching:
    """What the link opens; NotFound once it is over, or with another secret."""
    event = get_event(code)
    measurement = get_measurement(event.id, secret, clock.now())
    channel = next((one for one in event.channels if one.name == channel_name), None)
    if channel is None:
        raise NotFound(_l("There is no such channel."))
    return Watching(event, channel, measurement)


@tap.get("/<code>/<secret>/<channel>", endpoint="show")
@keyed
def tap_page(code: str, secret: str, channel: str) -> ResponseReturnValue:
    """What to watch, and three numerals to tap."""
    return whole_tap_page(watching_behind(code, secret, channel), secrets.token_hex(8))


@tap.get("/<code>/<secret>/<channel>/live", endpoint="live")
@keyed
def tap_series(code: str, secret: str, channel: str) -> ResponseReturnValue:
    """Which series of flashes was begun last, for the page's script: other flashes, other taps."""
    return jsonify(series=watching_behind(code, secret, channel).measurement.started_at)


@tap.post("/<code>/<secret>/<channel>", endpoint="tap")
@keyed
def post_tap(code: str, secret: str, channel: str) -> ResponseReturnValue:
    """Keep one tap; without the instant that a script says, it was when it arrived."""
    arrived = clock.now()
    sent = sent_tap(arrived)
    # Whoever has no link holds nothing.
    watching_behind(code, secret, channel)
    with writing():
        on = watching_behind(code, secret, channel)
        read = put_tap(on.event.id, secret, on.channel, sent, arrived)
        db.session.commit()
    watched = watching_behind(code, secret, channel)
    sentence = sentence_of(read, watched, sent.tapper)
    if wants_json():
        return jsonify(status=read.verdict, sentence=sentence)
    return whole_tap_page(watched, sent.tapper, read.verdict, sentence)


def sent_tap(arrived: int) -> Tap:
    """The tap that the form says."""
    at = whole_number(request.form.get("at"))
    number = whole_number(request.form.get("number")) or 0
    return Tap(request.form.get("tapper", ""), number, arrived if at is None else at)


def sentence_of(read: TapReading, watched: Watching, tapper: str) -> str:
    """What became of the tap; after the last one, how late this phone's stream is."""
    if read.verdict is not TapVerdict.TAKEN:
        return str(SENTENCES[read.verdict])
    taps = taps_of(watched.measurement, watched.channel.id, tapper)
    whole = read_delays(list(taps.values()))
    if whole is not None and len(taps) == FLASHES:
        seconds = measures.in_seconds(whole.median_ms, current_language())
        return str(
            _(
                "Thank you: you see the studio %(seconds)s s late. The museum knows it now.",
                seconds=seconds,
            )
        )
    seconds = measures.in_seconds(read.delay_ms, current_language())
    return str(_("Kept: seen %(seconds)s s after the studio.", seconds=seconds))


def whole_tap_page(
    watched: Watching, tapper: str, verdict: str = "", sentence: str = ""
) -> ResponseReturnValue:
    """The page, perhaps with what became of a tap."""
    event, channel, measurement = watched.event, watched.channel, watched.measurement
    page = render_template(
        "tap/show.html",
        event=event,
        channel=channel,
        secret=measurement.secret,
        series=measurement.started_at or "",
        tapper=tapper[:32],
        taps=taps_of(measurement, channel.id, tapper),
        numbers=range(1, FLASHES + 1),
        verdict=verdict,
        sentence=sentence,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
