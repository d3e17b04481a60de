"""Reads of measurements: what overlays flash, which link lets tap, what was tapped."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from quiz.delays.models import DelayMeasurement, DelayTap
from quiz.delays.rules import LINK_LASTS_MS, DelayReading, flashes_shown, read_delays
from quiz.errors import NotFound
from quiz.events.models import Event
from quiz.events.queries import last_launch
from quiz.extensions import db


@dataclass(frozen=True, slots=True)
class ChannelTaps:
    """What was tapped on one channel: each phone's delays in ms by flash, and their reading."""

    phones: tuple[Mapping[int, int], ...]
    reading: DelayReading | None


NO_TAPS = ChannelTaps((), None)


def find_measurement(event_id: int) -> DelayMeasurement | None:
    """The measurement that was begun last for the event, whether it is over or not."""
    found = select(DelayMeasurement).where(DelayMeasurement.event_id == event_id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def is_measuring(measurement: DelayMeasurement | None, now: int) -> bool:
    """Whether phones may tap at `now`."""
    if measurement is None or measurement.ended_at is not None:
        return False
    return now < measurement.made_at + LINK_LASTS_MS


def get_measurement(event_id: int, secret: str, now: int) -> DelayMeasurement:
    """The event's measurement, if this is its secret and phones may tap; else NotFound."""
    measurement = find_measurement(event_id)
    if measurement is None or not hmac.compare_digest(measurement.secret.encode(), secret.encode()):
        raise NotFound(_l("This link is not valid, or was replaced by a newer one."))
    if not is_measuring(measurement, now):
        raise NotFound(_l("This measurement is over. Thank you for watching."))
    return measurement


def flashes_of(event: Event, now: int) -> tuple[int, ...]:
    """The instants (ms UTC) at which the event's overlays flash, while that is still to come."""
    measurement = find_measurement(event.id)
    if measurement is None:
        return ()
    return flashes_shown(measurement.started_at, last_launch(event), now)


def taps_by_channel(measurement: DelayMeasurement) -> dict[int, ChannelTaps]:
    """What each channel's viewers tapped in the last series in which one of them did."""
    is_own = DelayTap.measurement_id == measurement.id
    rows = db.session.scalars(select(DelayTap).where(is_own).order_by(DelayTap.channel_id))
    return {
        channel_id: _read_channel(tuple(taps))
        for channel_id, taps in groupby(rows, attrgetter("channel_id"))
    }


def taps_of(measurement: DelayMeasurement, channel_id: int, tapper: str) -> dict[int, int]:
    """The delays in ms that one phone has tapped in this series, by flash."""
    found = select(DelayTap.number, DelayTap.delay_ms).where(
        DelayTap.measurement_id == measurement.id,
        DelayTap.channel_id == channel_id,
        DelayTap.tapper == tapper,
        DelayTap.started_at == measurement.started_at,
    )
    return {row.number: row.delay_ms for row in db.session.execute(found)}


def count_tappers(measurement: DelayMeasurement) -> int:
    """How many phones have tapped in this series."""
    phones = func.count(DelayTap.tapper.distinct())
    is_own = DelayTap.measurement_id == measurement.id
    in_series = DelayTap.started_at == measurement.started_at
    return db.session.scalar(select(phones).where(is_own, in_series)) or 0


def _read_channel(taps: Sequence[DelayTap]) -> ChannelTaps:
    last = max(tap.started_at for tap in taps)
    ordered = sorted((tap for tap in taps if tap.started_at == last), key=attrgetter("id"))
    phones: dict[str, dict[int, int]] = {}
    for tap in ordered:
        phones.setdefault(tap.tapper, {})[tap.number] = tap.delay_ms
    return ChannelTaps(tuple(phones.values()), read_delays([tap.delay_ms for tap in ordered]))
