"""Staff's writes before and beside the live: events, channels, the run of show, series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from random import Random
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, insert, select

from quiz.audit.actions import record
from quiz.bank.models import Question
from quiz.errors import Conflict, Invalid, NotFound
from quiz.events.actions.codes import change_code, check_code
from quiz.events.actions.outputs import first_overlay
from quiz.events.actions.steps import lock_event
from quiz.events.models import Channel, Entry, Event, Series
from quiz.events.rules import LONGEST_DELAY_MS, RESERVED_CHANNELS, is_code
from quiz.extensions import db
from quiz.i18n.folding import fold_code
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.scoring.rules import PRESETS


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """What staff write of an event; `starts_at` is ms UTC."""

    code: str
    title: Localized
    museum: Localized
    starts_at: int
    time_zone: str = "Europe/Paris"
    preset: str = "balanced"
    series_id: int | None = None
    one_delay: bool = False
    suggested_names: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFields:
    """What staff write of a channel; the delay is in ms."""

    name: str
    platform: str = ""
    link: str = ""
    delay_ms: int = 0
    language: str = "fr"


def make_event(fields: EventFields, now: int, rng: Random, actor: str) -> Event:
    """A new event with no channel yet; Invalid or Conflict says what is wrong with the fields."""
    _check_event(fields, None)
    event = Event(
        key=f"{rng.getrandbits(128):032x}",
        outputs=[first_overlay()],
        made_at=now,
        ended_at=None,
        ended_delays=None,
    )
    _fill_event(event, fields)
    db.session.add(event)
    db.session.flush()
    record(actor, "event.make", event.subject, {})
    return event


def edit_event(event_id: int, version: int, fields: EventFields, actor: str) -> Event:
    """Change an event that is still at `version`; Conflict when somebody was first."""
    event = lock_event(event_id)
    _check_version(event, version)
    _check_event(fields, event.id)
    changed = _fill_event(event, fields)
    _changed(event, actor, "event.edit", fields=changed)
    return event


def put_channel(
    event_id: int,
    channel_id: int | None,
    fields: ChannelFields,
    actor: str,
    version: int | None = None,
) -> Channel:
    """Add a channel, or change one; a changed delay holds from the next launch.

    Conflict if the event is no longer at the `version` that was seen, where one is given.
    """
    event = lock_event(event_id)
    if version is not None:
        _check_version(event, version)
    _check_channel(event, channel_id, fields)
    if channel_id is None:
        position = max((channel.position for channel in event.channels), default=0) + 1
        channel = Channel(position=position)
        event.channels.append(channel)
    else:
        channel = get_channel(event, channel_id)
    changed = _fill_channel(channel, fields)
    db.session.flush()
    _changed(event, actor, "channel.put", channel=channel.id, fields=changed)
    return channel


def set_delay(channel: Channel, delay_ms: int, actor: str) -> None:
    """Make a channel so late (ms) from the next launch on; all else of it stays."""
    own = {part.name: getattr(channel, part.name) for part in fields_of(ChannelFields)}
    fields = ChannelFields(**own | {"delay_ms": delay_ms})
    put_channel(channel.event_id, channel.id, fields, actor)


def remove_channel(event_id: int, channel_id: int, players: int, actor: str) -> None:
    """Remove a channel that nobody plays on; an event keeps at least one."""
    event = lock_event(event_id)
    channel = get_channel(event, channel_id)
    if players:
        raise Conflict(_l("This channel has players; it cannot be removed."))
    if len(event.channels) == 1:
        raise Conflict(_l("An event needs at least one channel."))
    event.channels.remove(channel)
    _changed(event, actor, "channel.remove")


def plan(event_id: int, question_ids: Sequence[int], actor: str, *, first: bool = False) -> int:
    """Add questions to the end of the run of show, or as its `first`; how many were added."""
    event = lock_event(event_id)
    # Between the least and the greatest: however many are named, two numbers go into the statement.
    near = Question.id.between(min(question_ids, default=0), max(question_ids, default=0))
    known = set(db.session.scalars(select(Question.id).where(near)))
    chosen = [question_id for question_id in question_ids if question_id in known]
    last = db.session.scalar(select(func.max(Entry.position)).where(Entry.event_id == event_id))
    rows = [
        {"event_id": event_id, "question_id": question_id, "position": position}
        for position, question_id in enumerate(chosen, (last or 0) + 1)
    ]
    if rows:
        db.session.connection().execute(insert(Entry), rows)
        db.session.expire(event, ["entries"])
    if rows and first:
        ordered = entries_in_order(event)
        _place([*ordered[-len(rows) :], *ordered[: -len(rows)]])
    _changed(event, actor, "show.plan")
    return len(rows)


def unplan(event_id: int, entry_id: int, actor: str) -> None:
    """Take a question out of the run of show; gone already is the same success."""
    event = lock_event(event_id)
    for entry in [entry for entry in event.entries if entry.id == entry_id]:
        event.entries.remove(entry)
    _changed(event, actor, "show.unplan")


def move_entry(event_id: int, entry_id: int, before: int | None, actor: str) -> None:
    """Put an entry before another one, or at the end; Conflict if that one is gone meanwhile."""
    event = lock_event(event_id)
    ordered = entries_in_order(event)
    moved = next((entry for entry in ordered if entry.id == entry_id), None)
    if moved is None:
        raise NotFound(_l("This question is no longer in the run of show."))
    ordered.remove(moved)
    ids = [entry.id for entry in ordered]
    if before is not None and before not in ids:
        raise Conflict(
            _l("The run of show has changed meanwhile; it is shown as it is now. Please try again.")
        )
    ordered.insert(len(ids) if before is None else ids.index(before), moved)
    _place(ordered)
    _changed(event, actor, "show.move")


def _place(ordered: Sequence[Entry]) -> None:
    for position, entry in enumerate(ordered, start=1):
        entry.position = position


def entries_in_order(event: Event) -> list[Entry]:
    """The run of show that is not launched yet, as it stands."""
    return sorted(event.entries, key=lambda entry: (entry.position, entry.id))


def make_series(title: Localized, now: int, actor: str) -> Series:
    """A new series."""
    series = Series(title=title, made_at=now)
    db.session.add(series)
    db.session.flush()
    record(actor, "series.make", f"series {series.id}")
    return series


def get_channel(event: Event, channel_id: int) -> Channel:
    """The event's channel of that number, or NotFound."""
    channel = next((channel for channel in event.channels if channel.id == channel_id), None)
    if channel is None:
        raise NotFound(_l("There is no such channel."))
    return channel


def _fill_event(event: Event, written: EventFields) -> list[str]:
    """Write the fields; the names of those that are other than before."""
    values = {part.name: getattr(written, part.name) for part in fields_of(written)}
    values |= {"code": fold_code(written.code), "time_zone": ZoneInfo(written.time_zone).key}
    changed = _other(event, values)
    change_code(event, values.pop("code"))
    for name, value in values.items():
        setattr(event, name, value)
    return changed


def _fill_channel(channel: Channel, written: ChannelFields) -> list[str]:
    values = {part.name: getattr(written, part.name) for part in fields_of(written)}
    values |= {
        "name": fold_code(written.name),
        "platform": written.platform.strip(),
        "link": written.link.strip(),
    }
    changed = _other(channel, values)
    for name, value in values.items():
        setattr(channel, name, value)
    return changed


def _other(row: Event | Channel, values: Mapping[str, Any]) -> list[str]:
    return [name for name, value in values.items() if getattr(row, name) != value]


def _check_event(fields: EventFields, event_id: int | None) -> None:
    check_code(fields.code, event_id)
    if fields.title.missing() or fields.museum.missing():
        raise Invalid(_l("The title and the museum are needed in both languages."))
    if fields.time_zone not in available_timezones():
        raise Invalid(_l("This time zone does not exist."))
    if fields.preset not in PRESETS:
        raise Invalid(_l("This scoring does not exist."))


def _check_channel(event: Event, channel_id: int | None, fields: ChannelFields) -> None:
    name = fold_code(fields.name)
    if not is_code(name) or name in RESERVED_CHANNELS:
        raise Invalid(
            _l("A name has 3 to 32 of the characters a–z, 0–9 and -, and is not “picture”.")
        )
    if any(channel.name == name and channel.id != channel_id for channel in event.channels):
        raise Conflict(_l("Another channel of this event has this name already."))
    if not 0 <= fields.delay_ms <= LONGEST_DELAY_MS:
        raise Invalid(_l("A delay is between 0 and 60 seconds."))
    if fields.language not in LANGUAGES:
        raise Invalid(_l("The language is French or Chinese."))
    if fields.link and not fields.link.strip().startswith(("https://", "http://")):
        raise Invalid(_l("A link begins with https:// or http://."))


def _check_version(event: Event, version: int) -> None:
    if event.version != version:
        raise Conflict(
            _l("Somebody else has changed this event meanwhile; what is true now is shown.")
        )


def _changed(event: Event, actor: str, act: str, **details: Any) -> None:
    """Move the version on, and keep which one an act made: a form may have seen an older one."""
    event.version += 1
    db.session.flush()
    record(actor, act, event.subject, {"version": event.version, **details})
