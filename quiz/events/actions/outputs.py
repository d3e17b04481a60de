"""Staff's writes of the screens that a studio shows."""

import secrets

from quiz.events.models import Event, Output

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
