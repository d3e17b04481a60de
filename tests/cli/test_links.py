"""`quiz links`, and where its lines may stand."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from quiz.accounts.queries import find_invitation
from quiz.cli.links import JOURNAL, featured_event, links, may_show_secrets
from quiz.clock import clock
from quiz.errors import NotFound
from quiz.extensions import db
from tests.clocks import EVENING
from tests.factories import make_event, make_staff

BASE = "http://127.0.0.1:8000"


def run(runner: FlaskCliRunner, *arguments: str) -> list[str]:
    db.session.commit()
    result = runner.invoke(links, arguments)
    if result.exception:
        raise result.exception
    db.session.rollback()
    return result.output.splitlines()


def test_featured_event_is_the_first_that_is_not_over(app: Flask) -> None:
    assert featured_event() is None
    make_event(code="past", ended_at=EVENING, starts_at=EVENING - 1)
    assert featured_event().code == "past"
    make_event(code="va2020", ended_at=EVENING, starts_at=EVENING)
    assert featured_event().code == "va2020"
    make_event(code="later", starts_at=EVENING + 2)
    make_event(code="sooner", starts_at=EVENING + 1)
    assert featured_event().code == "sooner"


@pytest.mark.both_databases
def test_links_are_those_of_the_event(runner: FlaskCliRunner) -> None:
    make_event(code="sooner", overlay_secret="s3cret", starts_at=EVENING)
    make_event(code="later", overlay_secret="0ther", starts_at=EVENING + 1)

    *others, enrol = run(runner)
    assert others == [
        f"viewers: {BASE}/e/sooner",
        f"host: {BASE}/fr/host/sooner",
        f"overlay: {BASE}/overlay/sooner/s3cret",
    ]
    invitation = find_invitation(
        enrol.removeprefix(f"enrol: {BASE}/fr/account/enrol/"), clock.now()
    )
    assert invitation is not None
    assert invitation.role == "admin"
    assert f"overlay: {BASE}/overlay/later/0ther" in run(runner, "later")
    with pytest.raises(NotFound):
        run(runner, "nothing")


def test_the_link_to_enrol_changes_until_there_is_an_admin(runner: FlaskCliRunner) -> None:
    make_staff("host")
    (first,), (second,) = run(runner), run(runner, "--port", "8080")
    assert second.startswith("enrol: http://127.0.0.1:8080/fr/account/enrol/")
    assert first.rpartition("/")[2] != second.rpartition("/")[2]
    make_staff("admin")
    assert run(runner) == []


@pytest.mark.parametrize(
    ("is_terminal", "environment", "is_first", "shown"),
    [
        (True, {JOURNAL: "8:1234"}, False, True),
        (False, {}, True, True),
        (False, {}, False, False),
        (False, {JOURNAL: "8:1234"}, True, False),
        (False, {"INVOCATION_ID": "0123"}, True, True),
    ],
)
def test_secrets_stand_where_nobody_keeps_them(
    is_terminal: bool,
    environment: dict[str, str],
    is_first: bool,
    shown: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)

    assert may_show_secrets(environment, is_first=is_first) is shown
