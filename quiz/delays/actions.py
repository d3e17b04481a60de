"""Writes of measurements: begun, flashed and ended by a host, tapped by who watches the stream."""

import secrets
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import record
from quiz.delays.models import DelayMeasurement, DelayTap
from quiz.delays.queries import (
    NO_TAPS,
    count_tappers,
    find_measurement,
    get_measurement,
    is_measuring,
    taps_by_channel,
    taps_of,
)
from quiz.delays.rules import (
    FLASHES,
    MOST_TAPPERS,
    TapReading,
    TapVerdict,
    flashes_shown,
    read_tap,
    refuse_flashes,
)
from quiz.errors import Conflict, Invalid
from quiz.events.actions.edit import get_channel, set_delay
from quiz.events.actions.steps import lock_event
from quiz.events.models import Channel, Event
from quiz.events.queries import event_times, last_launch
from quiz.events.timeline import STAMP_MS
from quiz.extensions import db

LONGEST_TAPPER = 32


@dataclass(frozen=True, slots=True)
class Tap:
    """That a phone, known by a word of its own, saw flash `number` at that instant (ms UTC)."""

    tapper: str
    number: int
    at: int


@dataclass(frozen=True, slots=True)
class DelayChange:
    """The delay of a channel before and after, in ms."""

    was: int
    now: int


def begin_measurement(event_id: int, now: int, actor: str) -> DelayMeasurement:
    """Let phones tap from now on; while they already may it is the same success."""
    event = lock_event(event_id)
    known = find_measurement(event.id)
    if known is not None and is_measuring(known, now):
        return known
    if event.ended_at is not None:
        raise Conflict(_l("The event is over: nothing is streamed any more."))
    if known is not None:
        db.session.delete(known)
        db.session.flush()
    begun = DelayMeasurement(
        event_id=event.id,
        secret=secrets.token_urlsafe(24),
        made_at=now,
        made_by=actor,
        started_at=None,
        ended_at=None,
    )
    db.session.add(begun)
    db.session.flush()
    record(actor, "delay.begin", event.subject)
    return begun


def flash_overlays(event_id: int, now: int, actor: str) -> DelayMeasurement:
    """Have every overlay flash three times; while it does so it is the same success.

    Conflict where nobody measures, or a question is on.
    """
    event = lock_event(event_id)
    measurement = find_measurement(event.id)
    if measurement is None or not is_measuring(measurement, now):
        raise Conflict(_l("This measurement is over. Please begin another one."))
    if (reason := refuse_flashes(event_times(event))) is not None:
        raise Conflict(reason)
    if not flashes_shown(measurement.started_at, last_launch(event), now):
        measurement.started_at = now + STAMP_MS
        _renew(event)
        record(actor, "delay.flash", event.subject, {"version": event.version})
    return measurement


def end_measurement(event_id: int, now: int, actor: str) -> None:
    """Let nobody tap any more; what was tapped stays. Over already is the same success."""
    event = lock_event(event_id)
    measurement = find_measurement(event.id)
    if measurement is None or measurement.ended_at is not None:
        return
    measurement.ended_at = now
    _renew(event)
    record(actor, "delay.end", event.subject, {"version": event.version})


def put_tap(event_id: int, secret: str, channel: Channel, tap: Tap, now: int) -> TapReading:
    """Keep a tap on the last series, the first one of each flash; `now` is when it arrived.

    A phone's own clock never makes a tap later than its arrival. NotFound as by `get_measurement`.
    """
    if not 1 <= tap.number <= FLASHES or not 0 < len(tap.tapper) <= LONGEST_TAPPER:
        raise Invalid(_l("There is no such flash."))
    channel_id = channel.id
    measurement = get_measurement(event_id, secret, now)
    # Of two equal taps at once, the second one finds the first.
    locked = select(DelayMeasurement.id).where(DelayMeasurement.id == measurement.id)
    db.session.execute(locked.with_for_update())
    known = taps_of(measurement, channel_id, tap.tapper)
    if tap.number in known:
        return TapReading(TapVerdict.TAKEN, known[tap.number])
    read = read_tap(measurement.started_at, tap.number, min(tap.at, now))
    if read.verdict is not TapVerdict.TAKEN or measurement.started_at is None:
        return read
    if not known and count_tappers(measurement) >= MOST_TAPPERS:
        return TapReading(TapVerdict.FULL)
    kept = DelayTap(
        measurement_id=measurement.id,
        channel_id=channel_id,
        tapper=tap.tapper,
        started_at=measurement.started_at,
        number=tap.number,
        delay_ms=read.delay_ms,
    )
    db.session.add(kept)
    db.session.flush()
    return read


def apply_delay(event_id: int, channel_id: int, actor: str) -> DelayChange:
    """Give a channel the delay that was measured; it holds from the next launch.

    Conflict while the taps are too few or too far apart.
    """
    event = lock_event(event_id)
    channel = get_channel(event, channel_id)
    measurement = find_measurement(event.id)
    taps = NO_TAPS if measurement is None else taps_by_channel(measurement).get(channel.id, NO_TAPS)
    if taps.reading is None or not taps.reading.is_trusted:
        raise Conflict(_l("These taps are too few, or too far apart, to tell a delay."))
    change = DelayChange(channel.delay_ms, taps.reading.proposed_ms)
    set_delay(channel, change.now, actor)
    return change


def undo_delay(event_id: int, channel_id: int, change: DelayChange, actor: str) -> None:
    """Give a channel the delay that it had; Conflict once somebody has changed it since."""
    channel = get_channel(lock_event(event_id), channel_id)
    if channel.delay_ms != change.now:
        raise Conflict(_l("Somebody has changed this delay since: it stays as it is now."))
    set_delay(channel, change.was, actor)


def _renew(event: Event) -> None:
    """Let every overlay ask what to flash."""
    event.version += 1
    db.session.flush()
