"""Which secret opens which screen of an event."""

import hmac

from flask_babel import lazy_gettext as _l

from quiz.errors import NotFound
from quiz.events.models import Output
from quiz.events.queries import get_event
from quiz.web.navigation import absolute


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
