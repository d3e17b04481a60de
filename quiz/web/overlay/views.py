"""The page that the studio's software lays over the picture."""

import hmac

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.errors import NotFound
from quiz.events.models import Event, Output
from quiz.events.queries import get_event
from quiz.web.addresses import join_address, qr_code, readable_address
from quiz.web.guards import public
from quiz.web.overlay.bilingual import both, figures_of, hours_in_cities, in_both
from quiz.web.overlay.blueprint import overlay

overlay.add_app_template_filter(both)
for place in (in_both, figures_of, hours_in_cities):
    overlay.add_app_template_global(place)


@overlay.get("/overlay/<code>/<secret>", endpoint="show")
@public
def overlay_page(code: str, secret: str) -> ResponseReturnValue:
    """A transparent page with the join code; what is on comes as scenes, like on a phone."""
    event = get_event(code)
    output = find_overlay(event, secret)
    address = join_address(event.code)
    return render_template(
        "overlay/show.html",
        event_code=event.code,
        live=f"/live/{event.code}/{output.secret}",
        address=readable_address(address),
        code=qr_code(address),
    )


def find_overlay(event: Event, secret: str) -> Output:
    """The overlay of the event that has that secret, or NotFound."""
    given = secret.encode()
    for output in event.overlays:
        if hmac.compare_digest(output.secret.encode(), given):
            return output
    raise NotFound(_("This overlay's link is not valid, or was replaced by a newer one."))
