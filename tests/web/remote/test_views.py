"""The phone that takes a few steps: let in once, by a key; thrown out with every other one."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.console.hands import SILENT_MS
from quiz.database import writing
from quiz.events.actions.remotes import RemoteInvitation, invite_remote, throw_remotes_out
from quiz.events.outputs import REMOTE_KEY_LASTS
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening

SCRIPT = {"Accept": "application/json"}
PROMPT = "En quelle année le musée"


def invited(evening: Evening) -> RemoteInvitation:
    """What a phone scans."""
    with writing():
        made = invite_remote(evening.event_id, "Léa", evening.clock.now(), "lea@museum.example")
        db.session.commit()
    return made


def page_of(evening: Evening, made: RemoteInvitation) -> str:
    return f"/remote/{evening.code}/{made.secret}"


@pytest.fixture
def path(client: FlaskClient, evening: Evening) -> str:
    """The remote's page, on a phone that was let in."""
    made = invited(evening)
    assert client.post(page_of(evening, made), data={"key": made.key}).status_code == 200
    return page_of(evening, made)


def press(client: FlaskClient, path: str, step: str, **click: int) -> tuple[int, str]:
    """What a press is answered with."""
    response = client.post(f"{path}/steps/{step}", query_string=click, headers=SCRIPT)
    return response.status_code, (response.json or {})["status"]


def test_a_key_lets_one_phone_in_and_reading_uses_none_up(app: Flask, evening: Evening) -> None:
    made, (first, second) = invited(evening), (app.test_client(), app.test_client())
    path = page_of(evening, made)

    for _time in range(2):
        assert 'name="key"' in first.get(f"{path}?key={made.key}").text
    entered = first.post(path, data={"key": made.key})
    late = second.post(path, data={"key": made.key})

    assert (entered.status_code, 'id="next"' in entered.text) == (200, True)
    assert "HttpOnly" in entered.headers["Set-Cookie"]
    assert (first.get(path).status_code, late.status_code) == (200, 404)
    assert [second.get(path + page).status_code for page in ("", "/live")] == [403, 403]
    assert second.post(f"{path}/steps/launch?number=1").status_code == 403


def test_a_console_says_that_a_remote_is_there(
    client: FlaskClient, host_client: FlaskClient, evening: Evening, path: str
) -> None:
    console, here = f"/fr/host/{evening.code}", "Télécommande de Léa"
    assert here not in hands_of(host_client.get(console).text)
    assert client.get(f"{path}/live").status_code == 200
    evening.desk.sightings.run_once()
    assert here in hands_of(host_client.get(console).text)
    evening.clock.advance(SILENT_MS + 1)
    assert here not in hands_of(host_client.get(console).text)


def hands_of(page: str) -> str:
    """Who is here, as a console says it, without what was done."""
    return page.partition('<section class="hands"')[2].partition("<ol>")[0]


def test_a_key_is_good_for_ten_minutes(client: FlaskClient, evening: Evening) -> None:
    made = invited(evening)
    evening.clock.advance(REMOTE_KEY_LASTS)

    response = client.post(page_of(evening, made), data={"key": made.key})

    assert (response.status_code, client.get(page_of(evening, made)).status_code) == (404, 403)


def test_what_is_kept_of_a_key_is_a_hash(evening: Evening) -> None:
    made = invited(evening)
    rows = db.session.connection().exec_driver_sql("SELECT key_hash FROM remote_key").all()
    assert len(rows) == 1
    assert made.key not in rows[0][0]


def test_another_secret_throws_every_phone_out(
    app: Flask, client: FlaskClient, evening: Evening, path: str
) -> None:
    spare = invited(evening)
    with writing():
        throw_remotes_out(evening.event_id, "Lin", "test")
        db.session.commit()
    renewed = invited(evening)

    assert [client.get(path + page).status_code for page in ("", "/live")] == [404, 404]
    assert client.get(page_of(evening, renewed)).status_code == 403
    late = app.test_client().post(page_of(evening, renewed), data={"key": spare.key})
    assert late.status_code == 404


def test_an_evening_by_the_remote_alone(client: FlaskClient, evening: Evening, path: str) -> None:
    assert press(client, path, "launch", number=1) == (200, "done")
    assert press(client, path, "launch", number=1) == (200, "already")
    evening.clock.set(evening.round().times.opens + 1_000)
    assert press(client, path, "close", number=1) == (200, "done")
    assert press(client, path, "reveal", number=1) == (200, "done")
    evening.count()
    assert press(client, path, "board", number=1) == (200, "done")
    assert press(client, path, "launch", number=2) == (200, "done")
    assert press(client, path, "cancel", number=2) == (200, "done")
    assert press(client, path, "interlude", number=1) == (200, "done")
    assert press(client, path, "resume") == (200, "done")
    acts = db.session.scalars(select(AuditEntry.act).filter_by(actor="remote: Léa")).all()
    assert [act.removeprefix("event.") for act in acts] == [
        *("remote.enter", "launch", "close", "reveal", "board", "launch", "cancel"),
        *("interlude", "resume"),
    ]


@pytest.mark.parametrize("step", ["end", "undo", "void", "again", "extend", "nonsense"])
def test_it_takes_no_other_step(
    client: FlaskClient, evening: Evening, path: str, step: str
) -> None:
    evening.launch_and_open()
    response = client.post(f"{path}/steps/{step}?number=1", headers=SCRIPT)
    assert response.status_code == 404
    assert f"/steps/{step}" not in client.get(path).text


def test_it_launches_no_tie_break(client: FlaskClient, evening: Evening, path: str) -> None:
    assert press(client, path, "launch", number=1, tie_break=1) == (200, "done")
    assert not evening.round().times.tie_break


def test_a_press_that_was_meant_for_an_earlier_question_says_so(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    evening.launch_and_open()
    evening.step(Step.REVEAL)
    evening.count()
    evening.step(Step.LAUNCH)
    assert press(client, path, "cancel", number=1) == (409, "refused")


def test_a_write_from_elsewhere_is_refused(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        assert client.post(f"{path}/steps/launch?number=1", headers=headers).status_code == 403
    assert evening.known().facts.rounds == ()


def test_the_question_is_read_once_it_is_open_and_its_key_and_names_never(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    assert PROMPT not in client.get(path).text
    evening.step(Step.LAUNCH)
    assert PROMPT not in client.get(path).text
    evening.launch_and_open()
    page = client.get(path).text
    assert (page.count('class="prompt"'), PROMPT in page) == (2, True)
    evening.step(Step.REVEAL)
    evening.count()
    for word in ("1852", "✓", 'class="right"'):
        assert word not in client.get(path).text


def test_it_speaks_the_language_that_was_chosen_on_it(client: FlaskClient, path: str) -> None:
    assert '<html lang="fr">' in client.get(path).text
    assert '<html lang="zh-Hans">' in client.get(f"{path}?language=zh").text
    assert '<html lang="zh-Hans">' in client.get(path).text


def test_the_script_gets_the_body_only_when_it_is_another(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    first = client.get(f"{path}/live").json or {}
    again = client.get(f"{path}/live?face={first['face']}").json or {}
    assert ("html" in first, "html" in again) == (True, False)
    assert sorted(first["steps"]) == sorted(
        ["launch", "close", "reveal", "board", "cancel", "interlude", "interlude-close", "resume"]
    )


def test_without_a_script_a_press_leads_to_the_page_that_says_so(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    page = client.post(f"{path}/steps/launch?number=1")
    assert (page.status_code, 'class="status done"' in page.text) == (200, True)
    assert "1" in page.text


def test_in_mid_question_an_interlude_asks_what_becomes_of_it(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    evening.launch_and_open()
    page = client.get(path).text
    assert page.count('id="ask-interlude-') == 2
    assert press(client, path, "interlude-close", number=1) == (200, "done")
    assert 'id="next"' in client.get(path).text


def test_where_only_the_end_is_left_the_console_is_named(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    event = get_event(evening.code)
    with writing():
        for entry in event.entries[1:]:
            db.session.delete(entry)
        db.session.commit()
    evening.launch_and_open()
    evening.step(Step.REVEAL)
    evening.count()
    evening.step(Step.BOARD)
    evening.clock.advance(20_000)
    page = client.get(path).text
    assert ('id="next"' in page, 'class="big wait"' in page) == (False, True)
