"""Where staff can go, by role, and addresses that are sent to others."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.config import Settings
from quiz.web.navigation import absolute


@pytest.mark.parametrize(("fixture", "shown"), [("host_client", False), ("admin_client", True)])
def test_staff_are_shown_to_admins_alone(
    request: pytest.FixtureRequest, fixture: str, shown: bool
) -> None:
    client: FlaskClient = request.getfixturevalue(fixture)
    page = client.get("/zh/account/").text

    assert ('href="/zh/account/staff"' in page) is shown


@pytest.mark.parametrize(
    ("path", "place"), [("account/staff", "account/staff"), ("admin/questions", "admin/banks")]
)
def test_the_place_where_one_is_says_so(admin_client: FlaskClient, path: str, place: str) -> None:
    page = admin_client.get(f"/fr/{path}").text

    assert f'href="/fr/{place}" aria-current="page"' in page


@pytest.mark.parametrize(
    ("origin", "address"),
    [("", "http://localhost/e/va2020"), ("https://quiz.example", "https://quiz.example/e/va2020")],
)
def test_addresses_begin_with_the_origin(
    app: Flask, settings: Settings, origin: str, address: str
) -> None:
    app.config["SETTINGS"] = replace(settings, origin=origin)
    with app.test_request_context("/"):
        assert absolute("/e/va2020") == address
