"""The page that the studio's software lays over the picture."""

from flask import render_template
from flask.typing import ResponseReturnValue

from quiz.events.outputs import OVERLAY_KIND
from quiz.events.queries import get_event
from quiz.web.addresses import qr_code, readable_address
from quiz.web.guards import public
from quiz.web.links import address_of, get_output
from quiz.web.overlay.bilingual import both, figures_of, hours_in_cities, in_both
from quiz.web.overlay.blueprint import overlay

overlay.add_app_template_filter(both)
for place in (in_both, figures_of, hours_in_cities):
    overlay.add_app_template_global(place)


@overlay.get("/overlay/<code>/<secret>", endpoint="show")
@public
def overlay_page(code: str, secret: str) -> ResponseReturnValue:
    """A transparent page with the join code; what is on comes as scenes, like on a phone."""
    event, output = get_event(code), get_output(code, OVERLAY_KIND, secret)
    address = address_of(event, output)
    return render_template(
        "overlay/show.html",
        event_code=event.code,
        output=output.facts,
        live=f"/live/{event.code}/{output.secret}",
        address=readable_address(address),
        code=qr_code(address),
        is_rehearsal=event.is_rehearsal,
    )
