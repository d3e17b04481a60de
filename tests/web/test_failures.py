"""What is refused or breaks says so in the reader's language, as a page or as JSON."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from quiz.errors import Conflict, Unavailable
from quiz.web.guards import public


def raising(app: Flask, error: Exception) -> FlaskClient:
    """A client of an application whose `/fr/account/sign-in` ends in `error`."""

    def view() -> None:
        raise error

    app.view_functions["account.sign_in"] = public(view)
    return app.test_client()


SCRIPT = {"Sec-Fetch-Dest": "empty"}


def test_a_refusal_is_a_page_with_its_sentence(app: Flask) -> None:
    page = raising(app, Conflict("Not <now>.")).get("/zh/account/sign-in")

    assert (page.status_code, page.mimetype) == (409, "text/html")
    assert '<html lang="zh-Hans">' in page.text
    assert "Not &lt;now&gt;." in page.text


@pytest.mark.parametrize("headers", [SCRIPT, {"Accept": "application/json"}])
def test_a_script_gets_the_sentence_as_json(app: Flask, headers: dict[str, str]) -> None:
    response = raising(app, Conflict("Not now.")).get("/fr/account/sign-in", headers=headers)

    assert (response.status_code, response.json) == (409, {"status": 409, "error": "Not now."})


@pytest.mark.parametrize(
    "error",
    [
        Unavailable("Wait."),
        OperationalError("SELECT secret", {}, Exception("secret")),
        PoolTimeout("QueuePool limit of secret reached"),
    ],
)
def test_what_will_work_later_says_when(app: Flask, error: Exception) -> None:
    response = raising(app, error).get("/fr/account/sign-in")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "2")
    assert "secret" not in response.text


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    response = client.delete("/fr/account/sign-in")

    assert response.status_code == 405
    assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))


def test_a_missing_token_is_explained(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    response = app.test_client().post("/fr/account/sign-in", headers=SCRIPT)

    assert response.status_code == 400
    assert response.json
    assert "CSRF" not in response.json["error"]


@pytest.mark.parametrize("path", ["/fr/account/enrol/nonsense", "/zh/account/enrol/" + "x" * 900])
def test_a_worthless_link_says_so(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_can_be_asked_for_with_a_head(client: FlaskClient) -> None:
    paths = ("/fr/account/sign-in", "/fr/nowhere")

    assert [client.head(path).status_code for path in paths] == [200, 404]
