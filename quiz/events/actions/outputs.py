"""Staff's writes of the screens that a studio shows."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.audit.actions import record
from quiz.errors import Conflict, Invalid, NotFound
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event, Output
from quiz.events.outputs import (
    CARD_MS,
    LIVE_KINDS,
    NORMAL,
    OVERLAY_KIND,
    ROOM_MARGIN,
    SCREEN_KIND,
    SIZES,
    OutputFacts,
    SafeArea,
    shape_of,
)
from quiz.extensions import db

# What a copy has of its original; never the secret.
SAME = (
    "kind",
    "name",
    "orientation",
    "safe_top",
    "safe_right",
    "safe_bottom",
    "safe_left",
    "large",
    "sound",
)
# What of an `OutputFacts` staff write.
WRITTEN = ("name", "channel_id", "size", "safe", "sound")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFields:
    """What staff write of an overlay; without a channel its code leads to the event."""

    name: str
    channel_id: int | None = None
    size: str = NORMAL
    safe: SafeArea = field(default_factory=SafeArea)
    sound: bool = False


def new_secret() -> str:
    """What a studio's link ends with; nobody can guess it."""
    return secrets.token_urlsafe(24)


def first_overlay() -> Output:
    """The overlay that every event has."""
    return Output(secret=new_secret())


def copy_outputs(event: Event, copy: Event) -> None:
    """Give `copy` the screens of `event`, each with a secret of its own, its channels by name."""
    names = {channel.id: channel.name for channel in event.channels}
    ids = {channel.name: channel.id for channel in copy.channels}
    copy.outputs = [
        Output(
            secret=new_secret(),
            channel_id=ids.get(names.get(output.channel_id or 0, "")),
            **{name: getattr(output, name) for name in SAME},
        )
        for output in event.outputs
    ]


def replace_link(event_id: int, kind: str, actor: str) -> None:
    """A new secret for the event's screen of that kind, or its first; the old link is dead."""
    event = lock_event(event_id)
    output = next((output for output in event.outputs if output.kind == kind), None)
    if output is None:
        event.outputs.append(_first_of(event, kind))
    else:
        output.secret = new_secret()
    event.version += 1
    db.session.flush()
    record(actor, f"{kind}.replace", event.subject, {"version": event.version})


def put_output(
    event_id: int,
    output_id: int | None,
    fields: OutputFields,
    actor: str,
    version: int | None = None,
) -> Output:
    """Add an overlay, or change one.

    Conflict if the event is no longer at the `version` that was seen, where one is given.
    """
    event = lock_event(event_id)
    if version is not None and event.version != version:
        raise Conflict(
            _l("Somebody else has changed this event meanwhile; what is true now is shown.")
        )
    _check(event, fields)
    if output_id is None:
        output = Output(kind=OVERLAY_KIND, secret=new_secret(), seen_at=None, card_until=None)
        event.outputs.append(output)
    else:
        output = output_of(event, output_id)
    changed = _fill(output, fields)
    db.session.flush()
    _changed(event, actor, f"{output.kind}.put", output=output.id, fields=changed)
    return output


def replace_output(event_id: int, output_id: int, actor: str) -> Output:
    """A new secret for that screen; its old link is dead."""
    event = lock_event(event_id)
    output = output_of(event, output_id)
    output.secret = new_secret()
    _changed(event, actor, f"{output.kind}.replace", output=output.id)
    return output


def remove_output(event_id: int, output_id: int, actor: str) -> OutputFacts:
    """Take a screen away with its link and say what it was; an event keeps one overlay at least."""
    event = lock_event(event_id)
    output = output_of(event, output_id)
    if event.overlays == [output]:
        raise Conflict(_l("An event needs at least one overlay."))
    removed = output.facts
    event.outputs.remove(output)
    _changed(event, actor, f"{removed.kind}.remove", output=output_id)
    return removed


def restore_output(event_id: int, removed: OutputFacts, actor: str) -> None:
    """Put a screen back that was taken away, under the link that it had."""
    event = lock_event(event_id)
    if any(output.secret == removed.secret for output in event.outputs):
        raise Conflict(_l("There is nothing left to undo."))
    output = Output(kind=removed.kind, secret=removed.secret)
    ids = {channel.id for channel in event.channels}
    channel_id = removed.channel_id if removed.channel_id in ids else None
    event.outputs.append(output)
    _fill(
        output,
        OutputFields(
            name=removed.name,
            channel_id=channel_id,
            size=removed.size,
            safe=removed.safe,
            sound=removed.sound,
        ),
    )
    db.session.flush()
    _changed(event, actor, f"{output.kind}.restore", output=output.id)


def show_card(event_id: int, output_id: int, now: int, actor: str) -> None:
    """Have that screen show its test card from now on, for a while."""
    event = lock_event(event_id)
    output = output_of(event, output_id)
    output.card_until = now + CARD_MS
    _changed(event, actor, f"{output.kind}.card", output=output.id)


def _first_of(event: Event, kind: str) -> Output:
    """A screen of that kind; a room's is on the channel that is hardly late, as a room is."""
    output = Output(kind=kind, secret=new_secret())
    if kind == SCREEN_KIND:
        nearest = min(event.channels, key=lambda channel: channel.delay_ms, default=None)
        output.channel_id = None if nearest is None else nearest.id
        output.safe_top = output.safe_right = ROOM_MARGIN
        output.safe_bottom = output.safe_left = ROOM_MARGIN
    return output


def output_of(event: Event, output_id: int) -> Output:
    """The event's overlay or room's screen of that number, or NotFound."""
    live = (output for output in event.outputs if output.kind in LIVE_KINDS)
    output = next((output for output in live if output.id == output_id), None)
    if output is None:
        raise NotFound(_l("There is no such screen."))
    return output


def _fill(output: Output, written: OutputFields) -> list[str]:
    """Write the fields; the names of those that are other than before."""
    was = output.facts if output.id else None
    orientation, output.large = shape_of(written.size)
    top, right, bottom, left = written.safe.sides
    output.name, output.channel_id = written.name.strip(), written.channel_id
    output.orientation, output.sound = orientation, written.sound
    output.safe_top, output.safe_right = top, right
    output.safe_bottom, output.safe_left = bottom, left
    present = output.facts
    return [name for name in WRITTEN if was and getattr(was, name) != getattr(present, name)]


def _check(event: Event, fields: OutputFields) -> None:
    if fields.size not in SIZES:
        raise Invalid(_l("This size does not exist."))
    if fields.channel_id not in {None, *(channel.id for channel in event.channels)}:
        raise Invalid(_l("There is no such channel."))
    if not fields.safe.leaves_room(shape_of(fields.size)[0]):
        raise Invalid(_l("This leaves no room for a question. Keep less of the picture free."))


def _changed(event: Event, actor: str, act: str, **details: Any) -> None:
    event.version += 1
    db.session.flush()
    record(actor, act, event.subject, {"version": event.version, **details})
