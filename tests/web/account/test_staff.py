"""The staff's page: what an admin does about others."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.accounts.models import Invitation, Staff
from quiz.extensions import db
from tests.clients import sign_in
from tests.factories import make_staff


def test_an_invitation_link_is_shown_once(admin_client: FlaskClient) -> None:
    form = {"email": "bo@museum.example", "role": "host"}
    shown = admin_client.post("/zh/account/staff", data=form)
    later = admin_client.get("/zh/account/staff").text
    found = re.search(r"http://localhost(/zh/account/enrol/[\w-]+)", shown.text)

    assert found
    assert (shown.status_code, found[1] in later) == (201, False)
    assert "bo@museum.example" in later
    assert admin_client.get(found[1]).status_code == 200


def test_a_sign_in_link_is_shown_once_and_signs_in_once(
    app: Flask, client: FlaskClient, admin_client: FlaskClient
) -> None:
    bo = make_staff(name="Bo", language="zh")
    path = f"/fr/account/staff/{bo.id}/link"
    db.session.commit()
    shown = admin_client.post(path)
    found = re.search(r"http://localhost(/zh/account/link/[\w-]+)", shown.text)

    assert found
    assert (shown.status_code, found[1] in admin_client.get("/fr/account/staff").text) == (
        201,
        False,
    )
    assert ["Bo" in client.get(found[1]).text for _ in range(2)] == [True, True]
    assert client.post(found[1]).location == "/zh/account/home"
    assert client.get("/zh/account/").status_code == 200
    assert [client.get(found[1]).status_code, app.test_client().post(found[1]).status_code] == [
        404
    ] * 2


def test_a_sign_in_link_needs_no_password_to_be_right(
    client: FlaskClient, admin_client: FlaskClient
) -> None:
    bo = make_staff(email="bo@museum.example")
    path = f"/fr/account/staff/{bo.id}/link"
    db.session.commit()
    form = {"email": "bo@museum.example", "password": "wrong"}
    tries = [client.post("/fr/account/sign-in", data=form).status_code for _ in range(6)]
    found = re.search(r"/fr/account/link/[\w-]+", admin_client.post(path).text)

    assert found
    assert tries[-1] == 429
    assert client.post(found[0]).status_code == 303


def test_only_admins_make_sign_in_links(host_client: FlaskClient) -> None:
    bo = make_staff()
    path = f"/fr/account/staff/{bo.id}/link"
    db.session.commit()

    assert host_client.post(path).status_code == 403


@pytest.mark.parametrize("form", [{"role": "owner"}, {"role": "host", "email": "nonsense"}])
def test_a_wrong_invitation_is_none(admin_client: FlaskClient, form: dict[str, str]) -> None:
    assert admin_client.post("/fr/account/staff", data=form).status_code == 422
    assert db.session.query(Invitation).count() == 0


def test_somebody_on_the_staff_is_not_invited(admin_client: FlaskClient) -> None:
    make_staff(email="bo@museum.example")
    db.session.commit()
    form = {"role": "host", "email": "bo@museum.example"}

    assert admin_client.post("/fr/account/staff", data=form).status_code == 422


def test_an_invitation_is_withdrawn_once(admin_client: FlaskClient) -> None:
    admin_client.post("/fr/account/staff", data={"role": "host"})
    path = f"/fr/account/staff/invitations/{db.session.query(Invitation).one().id}/withdraw"

    assert [admin_client.post(path).status_code for _ in range(2)] == [303, 404]


def test_a_new_role_holds_at_once(app: Flask, admin_client: FlaskClient) -> None:
    bo = make_staff("host")
    client, number = sign_in(app.test_client(), bo), bo.id
    db.session.commit()
    assert client.get("/fr/account/staff").status_code == 403

    admin_client.post(f"/fr/account/staff/{number}/role", data={"role": "admin"})

    assert client.get("/fr/account/staff").status_code == 200


def test_a_deactivated_person_is_out_until_activated(app: Flask, admin_client: FlaskClient) -> None:
    bo = make_staff("host")
    client, number = sign_in(app.test_client(), bo), bo.id
    db.session.commit()

    admin_client.post(f"/fr/account/staff/{number}/deactivate")
    assert client.get("/fr/account/").status_code == 303
    admin_client.post(f"/fr/account/staff/{number}/activate")
    db.session.rollback()
    assert db.session.get_one(Staff, number).active is True


def test_an_admin_signs_others_out(app: Flask, admin_client: FlaskClient) -> None:
    bo = make_staff("host")
    client, number = sign_in(app.test_client(), bo), bo.id
    db.session.commit()

    admin_client.post(f"/fr/account/staff/{number}/sign-out")

    assert client.get("/fr/account/").status_code == 303


def test_the_only_admin_cannot_leave_nobody(admin_client: FlaskClient) -> None:
    number = db.session.query(Staff).one().id
    db.session.commit()

    page = admin_client.post(f"/fr/account/staff/{number}/deactivate")

    assert page.status_code == 409
    assert admin_client.get("/fr/account/").status_code == 200


def test_a_script_is_answered_in_json(client: FlaskClient) -> None:
    response = client.get("/fr/account/staff", headers={"Accept": "application/json"})

    assert (response.status_code, response.json and response.json["status"]) == (401, 401)
