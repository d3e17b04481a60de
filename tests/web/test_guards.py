"""Role × route × method, from the routes themselves: nobody gets further than was declared."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.accounts.roles import ADMIN, HOST
from quiz.extensions import db
from quiz.web.guards import policy_of
from tests.clients import sign_in
from tests.factories import make_event, make_staff

NOBODY = "nobody"
EXAMPLES = {"lang": "fr", "code": "va2020", "target": "zh"}
NO_SUCH = "999999"
LETS_IN = {"signed in": {HOST, ADMIN}, HOST: {HOST, ADMIN}, ADMIN: {ADMIN}}
# Writes from elsewhere are refused there; the page is the same for everybody, or has no session.
WITHOUT_TOKEN = {"player", "keyed"}
# A script is told 401 where a person is sent to sign in.
SCRIPT = {"Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin"}


def requests(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Each route's policy, and a request for each of its methods."""
    paths = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        policy = policy_of(app, rule.endpoint)
        values = {name: EXAMPLES.get(name, NO_SUCH) for name in rule.arguments}
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            path = paths.build(rule.endpoint, values, method)
            yield policy.name if policy else "", method, path


def status(client: FlaskClient, method: str, path: str) -> int:
    return client.open(path, method=method, headers=SCRIPT).status_code


@pytest.mark.parametrize("who", [NOBODY, HOST, ADMIN])
def test_every_route_lets_in_whom_it_declares(app: Flask, who: str) -> None:
    make_event(code=EXAMPLES["code"])
    staff = None if who == NOBODY else make_staff(who)
    db.session.commit()
    client, wrong = app.test_client(), []
    if staff:
        sign_in(client, staff)
    for policy, method, path in sorted(requests(app), key=lambda request: request[1] != "GET"):
        # Another write may have signed the browser out.
        if staff and method != "GET":
            sign_in(client, staff)
        refused = status(client, method, path) in {401, 403}
        if policy in LETS_IN and refused != (who not in LETS_IN[policy]):
            wrong.append((policy, method, path))

    assert wrong == []


def test_public_routes_refuse_nobody(app: Flask, client: FlaskClient) -> None:
    refused = [
        (method, path)
        for policy, method, path in requests(app)
        if policy == "public" and status(client, method, path) in {401, 403}
    ]

    assert refused == []


def test_every_route_declares_who_may_open_it(app: Flask) -> None:
    silent = {
        rule.endpoint for rule in app.url_map.iter_rules() if not policy_of(app, rule.endpoint)
    }

    assert silent == set()


def test_every_staff_write_asks_for_the_token(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    staff = make_staff(ADMIN)
    without = []
    for policy, method, path in requests(app):
        if policy not in WITHOUT_TOKEN and method != "GET":
            client = sign_in(app.test_client(), staff)
            if status(client, method, path) != 400:
                without.append((method, path))

    assert without == []


def test_a_route_that_declares_nothing_opens_for_nobody(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/undeclared", view_func=lambda: "secret", endpoint="undeclared")

    response = client.get("/undeclared")

    assert (response.status_code, "secret" in response.text) == (403, False)


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(client: FlaskClient) -> None:
    response = client.get("/zh/account/staff?page=2")

    assert response.status_code == 303
    assert response.location == "/zh/account/sign-in?next=/zh/account/staff?page%3D2"
