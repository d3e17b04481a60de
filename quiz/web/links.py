"""Which secret opens which screen of an event, and what a screen's picture is called."""

import hmac

from flask_babel import lazy_gettext as _l

from quiz.errors import NotFound
from quiz.events.models import Event, Output
from quiz.events.outputs import LARGE, NORMAL, UPRIGHT
from quiz.events.queries import get_event
from quiz.web.addresses import join_address
from quiz.web.navigation import absolute

SIZE_LABELS = {
    NORMAL: _l("Wide: 16:9, 1920 × 1080"),
    LARGE: _l("Wide, in large type: for who watches it on a phone held upright"),
    UPRIGHT: _l("Upright: 9:16, 1080 × 1920"),
}


def get_output(code: str, kind: str, secret: str) -> Output:
    """The event's screen of that kind, if this is its secret now; else NotFound."""
    for output in get_event(code).outputs:
        if output.kind == kind and hmac.compare_digest(output.secret.encode(), secret.encode()):
            return output
    raise NotFound(_l("This link is not valid, or was replaced by a newer one."))


def link_of(code: str, kind: str, outputs: list[Output]) -> str | None:
    """The whole address of the event's screen of that kind; None while it has no link."""
    secret = next((output.secret for output in outputs if output.kind == kind), None)
    return None if secret is None else absolute(f"/{kind}/{code}/{secret}")


def screen_address(event: Event, output: Output) -> str:
    """The whole secret address of a screen."""
    return absolute(f"/{output.kind}/{event.code}/{output.secret}")


def address_of(event: Event, output: Output) -> str:
    """Where a screen's QR code leads: to its own channel, or to the event, which asks."""
    names = {channel.id: channel.name for channel in event.channels}
    return join_address(event.code, names.get(output.channel_id or 0))
