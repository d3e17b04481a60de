"""What the server says about a draft: that it was taken, or is kept while somebody signs in."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.extensions import db
from tests.clients import sign_in
from tests.factories import make_bank, make_staff

PATH = "/admin/banks"


def taken(page: str) -> str | None:
    found = re.search(r'data-taken="([^"]*)"', page)
    return found and found[1]


def test_the_page_after_a_form_says_that_its_draft_was_taken(admin_client: FlaskClient) -> None:
    response = admin_client.post(f"/fr{PATH}", data={"name": "Grès", "draft": PATH})
    assert response.status_code == 303
    page = admin_client.get(response.location).text
    assert taken(page) == PATH
    assert f">{PATH}</p>" not in page
    # Once is enough.
    assert taken(admin_client.get(response.location).text) == ""


def test_a_refused_form_keeps_its_draft_and_names_the_form_that_it_shows(
    admin_client: FlaskClient,
) -> None:
    page = admin_client.post(f"/fr{PATH}", data={"name": "", "draft": PATH}).text
    assert taken(page) == ""
    assert f'data-echo="/fr{PATH}"' in page
    assert taken(admin_client.get(f"/fr{PATH}").text) == ""


@pytest.mark.parametrize("path", ["", "x", "/a b", "/" + "x" * 500, "/\u200b"])
def test_what_is_no_path_is_nobodys_draft(admin_client: FlaskClient, path: str) -> None:
    response = admin_client.post(f"/fr{PATH}", data={"name": "Grès", "draft": path})
    assert taken(admin_client.get(response.location).text) == ""


def test_who_must_sign_in_first_comes_back_to_the_form(app: Flask, client: FlaskClient) -> None:
    bank = make_bank()
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    response = client.post(path, data={"draft": path[3:]})
    assert response.location == f"/fr/account/sign-in?next={path}"
    assert 'class="notice warning"' in client.get(response.location).text


def test_a_form_without_a_page_of_its_own_leads_back_to_where_it_stood(
    app: Flask, client: FlaskClient
) -> None:
    bank = make_bank()
    db.session.commit()
    stood, path = f"/fr/admin/banks/{bank.id}", f"/fr/admin/banks/{bank.id}/rename"
    for origin, wanted in (("http://localhost", f"?next={stood}"), ("https://elsewhere", "")):
        response = client.post(path, headers={"Referer": origin + stood})
        assert response.location == f"/fr/account/sign-in{wanted}"


def test_nobody_else_is_told_of_a_draft(app: Flask) -> None:
    staff = make_staff("admin")
    page = sign_in(app.test_client(), staff).get("/zh/admin/banks").text
    assert f'data-drafts="{staff.id}"' in page
