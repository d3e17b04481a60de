"""What the presenter reads, by a link that only they have: from the launch on, and never a step."""

import pytest
from flask.testing import FlaskClient

from quiz.database import writing
from quiz.events.actions.outputs import replace_link
from quiz.events.outputs import PROMPTER_KIND
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening


def secret_of(evening: Evening) -> str:
    found = next(o for o in get_event(evening.code).outputs if o.kind == PROMPTER_KIND)
    secret = found.secret
    db.session.rollback()
    return secret


@pytest.fixture
def path(evening: Evening) -> str:
    with writing():
        replace_link(evening.event_id, PROMPTER_KIND, "test")
        db.session.commit()
    return f"/prompter/{evening.code}/{secret_of(evening)}"


def test_text_and_key_are_there_from_the_launch_on(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    prompt = "En quelle année le musée"
    assert prompt not in client.get(path).text
    evening.step(Step.LAUNCH)
    page = client.get(path).text
    assert prompt in page
    assert (page.count('<li class="right">'), page.count('<h2 class="prompt">')) == (2, 2)
    assert "Ne dites pas la réponse" in page


def test_the_aloud_line_turns_once_no_phone_can_answer(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    evening.launch_and_open()
    assert 'class="aloud not-yet"' in client.get(path).text
    evening.clock.set(evening.round().times.shuts)
    assert 'class="aloud shut"' in client.get(path).text


def test_one_language_or_both_and_the_browser_remembers(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    evening.step(Step.LAUNCH)
    assert client.get(path).text.count('<section class="column"') == 2
    chosen = client.get(f"{path}?languages=zh")
    assert chosen.text.count('<section class="column" lang="zh-Hans">') == 1
    assert chosen.text.count('<section class="column"') == 1
    assert "HttpOnly" in chosen.headers["Set-Cookie"]
    again = client.get(path)
    assert again.text.count('<section class="column"') == 1
    assert "Set-Cookie" not in again.headers


def test_the_script_gets_the_body_only_when_it_is_another(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    first = client.get(f"{path}/live").json or {}
    again = client.get(f"{path}/live?face={first['face']}").json or {}
    assert ("html" in first, "html" in again) == (True, False)
    evening.step(Step.LAUNCH)
    assert "html" in (client.get(f"{path}/live?face={first['face']}").json or {})


def test_it_is_kept_by_nobody_and_takes_no_step(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert ("<form" in page.text, "<button" in page.text) == (False, False)


@pytest.mark.parametrize("page", ["", "/live"])
def test_a_replaced_link_is_nothing_at_once(
    client: FlaskClient, evening: Evening, path: str, page: str
) -> None:
    assert client.get(path + page).status_code == 200
    with writing():
        replace_link(evening.event_id, PROMPTER_KIND, "test")
        db.session.commit()
    assert client.get(path + page).status_code == 404
    assert client.get(f"/prompter/{evening.code}/{secret_of(evening)}{page}").status_code == 200


def test_another_screens_secret_opens_it_not(client: FlaskClient, evening: Evening) -> None:
    overlay = get_event(evening.code).overlays[0].secret
    db.session.rollback()
    for secret in (overlay, "other", "é"):
        assert client.get(f"/prompter/{evening.code}/{secret}").status_code == 404


def test_its_secret_opens_no_pulse_and_no_scene(
    client: FlaskClient, evening: Evening, path: str
) -> None:
    secret = path.rsplit("/", 1)[1]
    assert evening.known().facts.channel(secret) is None
    assert client.get(f"/live/{evening.code}/{secret}/pulse").status_code == 404
