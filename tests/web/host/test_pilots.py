"""A host hands an event to the auto-pilot by a form, takes it over and hands it back."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.events.models import Entry, Event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.pilots.queries import PilotFacts, find_pilot, launch_hours
from quiz.pilots.rules import Due, PilotPause, Timetable
from tests.evenings import Evening

JSON = {"Accept": "application/json"}
SENT = {"answer_s": "12", "talk_s": "60", "ends": "y"}


def path(evening: Evening, act: str = "") -> str:
    return f"/fr/host/{evening.code}/auto-pilot{act}"


def pilot_of(evening: Evening) -> PilotFacts | None:
    db.session.rollback()
    return find_pilot(db.session.get_one(Event, evening.event_id))


def entries(evening: Evening) -> list[int]:
    found = select(Entry.id).where(Entry.event_id == evening.event_id).order_by(Entry.id)
    return list(db.session.scalars(found))


def test_an_event_is_handed_over_and_its_console_says_so(
    host_client: FlaskClient, evening: Evening
) -> None:
    assert "Reprendre la main" not in host_client.get(f"/fr/host/{evening.code}").text
    answered = host_client.post(path(evening), data=SENT, headers=JSON)
    assert (answered.status_code, answered.json and answered.json["status"]) == (200, "done")
    now = evening.clock.now()
    assert pilot_of(evening) == PilotFacts(
        Timetable(12, 60, ends=True), PilotPause.NONE, None, Due(Step.LAUNCH, 1, now + 60_000)
    )
    assert "Reprendre la main" in host_client.get(f"/fr/host/{evening.code}").text
    assert "由我接管" in host_client.get(f"/zh/host/{evening.code}").text


def test_hours_are_those_of_the_events_own_clocks(
    host_client: FlaskClient, evening: Evening
) -> None:
    first, second, _third = entries(evening)
    # It is 14:00 in Paris.
    hours = {f"hour-{first}": "14:05", f"hour-{second}": "14:20:30"}
    assert host_client.post(path(evening), data=SENT | hours).status_code == 303
    now = evening.clock.now()
    db.session.rollback()
    assert launch_hours(evening.event_id) == {first: now + 300_000, second: now + 1_230_000}
    page = host_client.get(path(evening)).text
    assert 'value="14:05:00"' in page
    assert 'value="14:20:30"' in page


@pytest.mark.parametrize(
    "wrong", [{"answer_s": "7"}, {"talk_s": "3601"}, {"answer_s": ""}, {"answer_s": "x"}]
)
def test_what_is_wrong_is_said_where_it_stands(
    host_client: FlaskClient, evening: Evening, wrong: dict[str, str]
) -> None:
    answered = host_client.post(path(evening), data=SENT | wrong)
    assert answered.status_code == 422
    assert answered.text.count('aria-invalid="true"') == 1
    assert pilot_of(evening) is None


def test_an_hour_that_is_none_is_kept_as_it_was_typed(
    host_client: FlaskClient, evening: Evening
) -> None:
    first = entries(evening)[0]
    answered = host_client.post(path(evening), data=SENT | {f"hour-{first}": "25:99"})
    assert answered.status_code == 422
    assert 'value="25:99"' in answered.text
    assert "20:05:30" in answered.text


def test_a_host_takes_over_hands_back_and_does_without(
    host_client: FlaskClient, evening: Evening
) -> None:
    assert host_client.post(path(evening, "/take-over"), headers=JSON).status_code == 409
    host_client.post(path(evening), data=SENT)
    host_client.post(path(evening, "/take-over"))
    facts = pilot_of(evening)
    assert facts is not None
    assert facts.pause is PilotPause.TAKEN_OVER
    assert "Rendre la main au pilote" in host_client.get(f"/fr/host/{evening.code}").text
    host_client.post(path(evening, "/hand-back"))
    facts = pilot_of(evening)
    assert facts is not None
    assert facts.leads
    host_client.post(path(evening, "/remove"))
    assert pilot_of(evening) is None
    acts = select(AuditEntry.act).where(AuditEntry.act.like("pilot.%")).order_by(AuditEntry.id)
    assert list(db.session.scalars(acts)) == [
        *("pilot.engage", "pilot.pause", "pilot.engage", "pilot.remove")
    ]


def test_the_consoles_steps_take_over(host_client: FlaskClient, evening: Evening) -> None:
    host_client.post(path(evening), data=SENT)
    host_client.post(f"/fr/host/{evening.code}/steps/launch?number=1", headers=JSON)
    facts = pilot_of(evening)
    assert facts is not None
    assert facts.pause is PilotPause.TAKEN_OVER


def test_what_is_over_is_led_by_nobody(host_client: FlaskClient, evening: Evening) -> None:
    evening.step(Step.END)
    evening.clock.advance(60_000)
    assert "<form class=" not in host_client.get(path(evening)).text
    assert host_client.post(path(evening), data=SENT, headers=JSON).status_code == 409
    assert pilot_of(evening) is None


def test_a_late_step_is_said_on_the_large_button(
    host_client: FlaskClient, evening: Evening
) -> None:
    host_client.post(path(evening), data=SENT)
    evening.clock.advance(70_000)
    evening.desk.piloting.run_once()
    page = host_client.get(f"/fr/host/{evening.code}").text
    assert "plus de cinq secondes de retard" in page
    assert 'class="big-note wrong"' in page
