"""`quiz staff`, as somebody at the machine uses it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from quiz.accounts.models import SignIn, Staff
from quiz.cli.staff import staff_group
from quiz.errors import Conflict, Invalid, NotFound
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clients import sign_in
from tests.factories import make_event, make_staff


def run(runner: FlaskCliRunner, *arguments: str, typed: str | None = None) -> str:
    db.session.commit()
    result = runner.invoke(staff_group, arguments, input=typed)
    if result.exception:
        raise result.exception
    db.session.rollback()
    return result.output


def test_an_invitation_is_a_link_that_works_once(
    runner: FlaskCliRunner, client: FlaskClient
) -> None:
    link = run(runner, "invite", "--role", "admin", "--lang", "zh", "--email", "Li@museum.example")
    path = link.strip().removeprefix("http://127.0.0.1:8000")
    form = {"name": "李", "email": "li@museum.example", "password": "six small grey bowls"}

    assert path.startswith("/zh/account/enrol/")
    assert 'value="li@museum.example"' in client.get(path).text
    assert [client.post(path, data=form).status_code for _ in range(2)] == [303, 404]
    assert db.session.query(Staff).one().email == "li@museum.example"


def test_the_list_names_everybody(runner: FlaskCliRunner, app: Flask) -> None:
    sign_in(app.test_client(), make_staff("admin", email="a@museum.example", name="Anne"))
    make_staff(email="b@museum.example", name="Bo", active=False)

    assert run(runner, "list").splitlines() == [
        "a@museum.example\tAnne\tadmin\t1",
        "b@museum.example\tBo\tdeactivated\t0",
    ]


def test_signing_out_ends_every_browser(runner: FlaskCliRunner, app: Flask) -> None:
    person = make_staff(email="a@museum.example", name="Anne")
    clients = [sign_in(app.test_client(), person) for _ in range(2)]

    assert run(runner, "sign-out", "A@museum.example") == "Anne is signed out everywhere.\n"
    assert [client.get("/fr/account/").status_code for client in clients] == [303, 303]
    assert db.session.query(SignIn).filter_by(ended_at=None).count() == 0


def test_roles_and_activity_change(runner: FlaskCliRunner) -> None:
    make_staff("admin")
    person = make_staff(email="a@museum.example", name="Anne")

    run(runner, "role", "a@museum.example", "admin")
    assert [role.name for role in person.roles] == ["admin"]
    run(runner, "deactivate", "a@museum.example")
    assert person.active is False
    run(runner, "activate", "a@museum.example")
    assert person.active is True


def test_the_last_admin_stays(runner: FlaskCliRunner) -> None:
    make_staff("admin", email="a@museum.example")

    with pytest.raises(Conflict):
        run(runner, "role", "a@museum.example", "host")
    with pytest.raises(Conflict):
        run(runner, "deactivate", "a@museum.example")


def test_a_forgotten_password_is_replaced(runner: FlaskCliRunner, client: FlaskClient) -> None:
    make_staff(email="a@museum.example", name="Anne")
    new = "six small grey bowls"

    with pytest.raises(Invalid):
        run(runner, "password", "a@museum.example", typed="password1\npassword1\n")
    run(runner, "password", "a@museum.example", typed=f"{new}\n{new}\n")

    form = {"email": "a@museum.example", "password": new}
    assert client.post("/fr/account/sign-in", data=form).status_code == 303


def test_a_link_signs_somebody_in_once(runner: FlaskCliRunner, client: FlaskClient) -> None:
    make_staff(email="li@museum.example", language="zh")

    link = run(runner, "link", "Li@museum.example")
    path = link.strip().removeprefix("http://127.0.0.1:8000")

    assert path.startswith("/zh/account/link/")
    assert [client.post(path).status_code for _ in range(2)] == [303, 404]
    assert run(runner, "link", "li@museum.example", "--lang", "fr").startswith(
        "http://127.0.0.1:8000/fr/account/link/"
    )


def test_a_new_password_holds_no_name_of_an_event(runner: FlaskCliRunner) -> None:
    make_staff(email="a@museum.example", name="Anne")
    make_event(museum=Localized("Musée Guimet", "吉美博物馆"))
    db.session.commit()

    with pytest.raises(Invalid):
        run(runner, "password", "a@museum.example", typed="guimet-2026\nguimet-2026\n")


def test_an_unknown_address_is_said_to_be(runner: FlaskCliRunner) -> None:
    with pytest.raises(NotFound):
        run(runner, "sign-out", "nobody@museum.example")
