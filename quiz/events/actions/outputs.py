"""Staff's writes of the screens that a studio shows."""

import secrets

from quiz.audit.actions import record
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event, Output
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
)


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
        event.outputs.append(Output(kind=kind, secret=new_secret()))
    else:
        output.secret = new_secret()
    event.version += 1
    db.session.flush()
    record(actor, f"{kind}.replace", event.subject, {"version": event.version})
