"""The preview of an overlay: its own page, framed; the overlay is not seen by that."""

from flask.testing import FlaskClient

from quiz.console.evening import seen_outputs
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.web.security import FRAMING_POLICY, POLICY
from tests.evenings import Evening
from tests.phones import Hall

POLICY_NAME = "Content-Security-Policy"


def test_only_the_page_of_the_screens_frames_pages_of_ours(
    host_client: FlaskClient, evening: Evening
) -> None:
    links = host_client.get(f"/fr/host/{evening.code}/links")
    assert links.headers[POLICY_NAME] == FRAMING_POLICY == f"{POLICY}; frame-src 'self'"
    assert host_client.get(f"/fr/host/{evening.code}").headers[POLICY_NAME] == POLICY
    secret = get_event(evening.code).overlays[0].secret
    assert f"/overlay/{evening.code}/{secret}?preview" in links.text


def test_a_preview_draws_what_stays_free_on_it(host_client: FlaskClient, evening: Evening) -> None:
    output = get_event(evening.code).overlays[0]
    path = f"/overlay/{evening.code}/{output.secret}"
    words = ("free-line", "data-preview")
    assert [word in host_client.get(path).text for word in words] == [False, False]
    page = host_client.get(f"{path}?preview").text
    assert [word in page for word in words] == [True, True]


def test_who_looks_at_a_preview_is_not_the_studio(hall: Hall) -> None:
    evening = hall.evening
    event = get_event(evening.code)
    secret, event_id, output = event.overlays[0].secret, event.id, event.overlays[0].id
    path = f"/live/{evening.code}/{secret}/pulse"
    for query, seen in (("?preview", None), ("", evening.clock.now())):
        assert hall.phone(secret).ask(f"{path}{query}").status_code == 200
        evening.desk.sightings.run_once()
        db.session.rollback()
        assert seen_outputs(event_id)[output] == seen
