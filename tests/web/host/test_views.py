"""The console as a page: who may open it, and what a click becomes, with and without a script."""

import pytest
from flask.testing import FlaskClient

from quiz.audit.models import AuditEntry
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening
from tests.factories import make_event

SCRIPT = {"Accept": "application/json"}


def numbers(evening: Evening) -> list[int]:
    """The numbers of the rounds that were launched."""
    return [played.times.number for played in evening.known().facts.rounds]


def test_the_list_puts_what_is_coming_first(host_client: FlaskClient, evening: Evening) -> None:
    make_event(code="past", ended_at=1)
    db.session.commit()

    page = host_client.get("/zh/host/").text

    assert 0 < page.index(f"/zh/host/{evening.code}") < page.index("/zh/host/past")
    assert page.count("巴黎") == page.count("北京") == page.count('class="event-time"') == 2


def test_without_an_event_the_list_says_what_to_do(host_client: FlaskClient) -> None:
    assert host_client.get("/fr/host/").status_code == 200
    assert 'class="empty"' in host_client.get("/fr/host/").text


@pytest.mark.parametrize("path", ["", "/live", "/questions"])
def test_only_hosts_may_look(client: FlaskClient, evening: Evening, path: str) -> None:
    response = client.get(f"/fr/host/{evening.code}{path}")

    assert (response.status_code, "/fr/account/sign-in" in response.location) == (303, True)


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_console_shows_the_question_in_both_languages(
    host_client: FlaskClient, evening: Evening, language: str
) -> None:
    evening.launch_and_open()

    page = host_client.get(f"/{language}/host/{evening.code}").text

    assert ("博物馆哪一年开放？" in page, "En quelle année le musée" in page) == (True, True)
    assert page.count('<li class="right">') == 3  # On the stage, and in both planned questions.


def test_a_step_without_a_script_leads_back_and_says_so(
    host_client: FlaskClient, evening: Evening
) -> None:
    path = f"/fr/host/{evening.code}"

    response = host_client.post(f"{path}/steps/launch?number=1")

    assert (response.status_code, response.location) == (303, path)
    assert 'class="notice right"' in host_client.get(path).text
    assert numbers(evening) == [1]


def test_a_double_click_launches_once(host_client: FlaskClient, evening: Evening) -> None:
    path = f"/fr/host/{evening.code}/steps/launch?number=1"

    statuses = [host_client.post(path, headers=SCRIPT).json["status"] for _ in range(2)]

    assert (statuses, numbers(evening)) == (["done", "already"], [1])


def test_a_page_left_open_launches_nothing_later(
    host_client: FlaskClient, evening: Evening
) -> None:
    for _ in range(2):
        evening.launch_and_open()
        evening.step(Step.REVEAL)
        evening.count()

    response = host_client.post(f"/fr/host/{evening.code}/steps/launch?number=2", headers=SCRIPT)

    assert (response.json["status"], numbers(evening)) == ("already", [1, 2])


def test_a_refused_step_says_why_with_what_is_true_now(
    host_client: FlaskClient, evening: Evening
) -> None:
    path = f"/fr/host/{evening.code}/steps/reveal?number=1"

    page, script = host_client.post(path), host_client.post(path, headers=SCRIPT)

    assert (page.status_code, script.status_code) == (409, 409)
    assert script.json["status"] == "refused"
    assert 'class="notice wrong" role="alert"' in page.text


def test_steps_are_on_record_under_who_took_them(
    host_client: FlaskClient, evening: Evening
) -> None:
    host_client.post(f"/fr/host/{evening.code}/steps/launch?number=1")

    db.session.rollback()
    entry = db.session.query(AuditEntry).filter_by(act="event.launch").one()
    assert (entry.actor.endswith("@museum.example"), entry.details) == (True, {"round": 1})


@pytest.mark.parametrize(
    "path", ["steps/dance", "show/99/move", "show/restore/99", "channels/jade.svg"]
)
def test_what_does_not_exist_is_refused(
    host_client: FlaskClient, evening: Evening, path: str
) -> None:
    method = "GET" if path.endswith("svg") else "POST"

    response = host_client.open(f"/fr/host/{evening.code}/{path}", method=method)

    assert response.status_code in {404, 409}


def test_a_round_is_offered_to_be_made_void_once(
    host_client: FlaskClient, evening: Evening
) -> None:
    path = f"/fr/host/{evening.code}"
    evening.step(Step.LAUNCH)
    assert 'id="void-1"' not in host_client.get(path).text
    evening.launch_and_open()
    assert 'id="void-1"' in host_client.get(path).text
    evening.step(Step.VOID)
    assert 'id="void-1"' not in host_client.get(path).text


def test_an_unknown_event_has_no_console(host_client: FlaskClient) -> None:
    assert host_client.get("/fr/host/jade").status_code == 404


def test_a_channel_has_a_code_to_show(host_client: FlaskClient, evening: Evening) -> None:
    response = host_client.get(f"/fr/host/{evening.code}/channels/channel1.svg")

    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "<svg" in response.text


def test_two_clicks_that_saw_the_same_close_extend_once(
    host_client: FlaskClient, evening: Evening
) -> None:
    closes = evening.launch_and_open().times.closes
    offered = host_client.get(f"/fr/host/{evening.code}/live").json["steps"]["extend"]
    assert (offered["possible"], offered["closes_at"]) == (True, closes)
    path = f"/fr/host/{evening.code}/steps/extend?number=1&closes_at={closes}"

    statuses = [host_client.post(path, headers=SCRIPT).json["status"] for _ in range(2)]

    assert (statuses, evening.round().times.extensions) == (["done", "already"], 1)
    assert f"closes_at={closes + 10_000}" in host_client.get(f"/fr/host/{evening.code}").text


def test_an_interlude_asks_what_becomes_of_an_open_question(
    host_client: FlaskClient, evening: Evening
) -> None:
    path = f"/fr/host/{evening.code}"
    assert 'id="step-interlude"' in host_client.get(path).text
    evening.launch_and_open()

    page = host_client.get(path).text

    assert ('id="ask-interlude"' in page, 'id="step-interlude"' in page) == (True, False)
    assert f"{path}/steps/interlude?number=1" in page
    assert f"{path}/steps/interlude-close?number=1" in page
    said = host_client.post(f"{path}/steps/interlude-close?number=1", headers=SCRIPT).json
    assert (said["status"], evening.known().facts.times.is_paused) == ("done", True)


def test_a_void_says_why(host_client: FlaskClient, evening: Evening) -> None:
    path = f"/fr/host/{evening.code}"
    evening.launch_and_open()
    assert f"{path}/steps/void?number=1&amp;reason=mistake" in host_client.get(path).text

    refused = host_client.post(f"{path}/steps/void?number=1&reason=dull", headers=SCRIPT)
    taken = host_client.post(f"{path}/steps/void?number=1&reason=mistake", headers=SCRIPT)

    assert (refused.status_code, taken.json["status"]) == (404, "done")
    assert evening.round().void_reason == "mistake"
