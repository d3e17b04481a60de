"""No path, query or form makes a page fail, whatever it holds."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from quiz.bounds import LARGEST_NUMBER
from quiz.extensions import db
from quiz.web.values import whole_number
from tests.factories import make_channel, make_event

LONG = "a" * 5_000
PLACEHOLDER = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
ODD_PARTS = ("%00", "%ED%A0%80", "%7F", LONG, str(2**63), "9" * 5_000)
ODD_VALUES = ("\x00", "\x1b", LONG, str(2**63), "9" * 5_000, "-1", "")
NAMES = (
    *("code", "lang", "q", "bank", "page", "next", "nickname", "v", "round", "version", "email"),
    *("password", "name", "number", "before", "left", "question", "kind", "delay", "title-fr"),
    *("seen", "removed", "place", "role", "series", "starts", "which", "time_zone"),
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("12", 12),
        (str(LARGEST_NUMBER), LARGEST_NUMBER),
        (str(LARGEST_NUMBER + 1), None),
        ("9" * 5_000, None),
        ("-1", None),
        ("１", None),
        ("1.0", None),
        ("", None),
        (None, None),
    ],
)
def test_a_whole_number_fits_a_column(text: str | None, number: int | None) -> None:
    assert whole_number(text) == number


def rules(app: Flask) -> list[Rule]:
    """Every page's rule, those that sign out behind all that ask who is there."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: "sign_out" in rule.endpoint)


def paths(rule: Rule, odd: str) -> Iterator[str]:
    """The rule's path with `odd` in one place after another."""
    places = list(PLACEHOLDER.finditer(rule.rule))
    for wrong in places or [None]:
        yield PLACEHOLDER.sub(
            lambda found, wrong=wrong: (
                odd  # type: ignore[misc]
                if wrong is not None and found.start() == wrong.start()
                else {"lang": "fr", "code": "va2020"}.get(found[2], "1")
            ),
            rule.rule,
        )


@pytest.mark.both_databases
def test_no_page_fails_whatever_its_path_holds(app: Flask, admin_client: FlaskClient) -> None:
    make_channel(make_event(code="va2020"))
    db.session.commit()
    for rule in rules(app):
        for odd in ODD_PARTS:
            for path in paths(rule, odd):
                for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                    response = admin_client.open(path, method=method)
                    assert response.status_code < 500, (method, path[:80])
                    assert len(response.headers.get("Location", "")) < 1_100, (method, path[:80])


@pytest.mark.both_databases
def test_no_page_fails_whatever_its_values_hold(app: Flask, admin_client: FlaskClient) -> None:
    make_channel(make_event(code="va2020"))
    db.session.commit()
    for rule in rules(app):
        path = next(paths(rule, "fr"))
        for odd in ODD_VALUES:
            sent = dict.fromkeys(NAMES, odd)
            if "GET" in (rule.methods or set()):
                response = admin_client.get(path, query_string=sent)
                assert response.status_code < 500, (path, odd[:20])
                assert len(response.headers.get("Location", "")) < 1_100, (path, odd[:20])
            if "POST" in (rule.methods or set()):
                response = admin_client.post(path, data=sent)
                assert response.status_code < 500, (path, odd[:20])


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85"])
def test_a_control_character_is_refused_with_a_sentence(client: FlaskClient, sign: str) -> None:
    response = client.get("/fr/", query_string={"code": f"va{sign}2020"})
    assert response.status_code == 422
    assert "caractères" in response.get_data(as_text=True)


@pytest.mark.parametrize("path", [f"/{LONG}", "/aaaa", f"/fr?{LONG}", f"/{LONG}/x", f"/fr/{LONG}"])
def test_a_path_that_is_no_page_is_sent_nowhere(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Location" not in response.headers


def test_a_long_way_back_is_left_out(client: FlaskClient) -> None:
    response = client.get(f"/fr/host/va2020?{LONG}")
    assert response.status_code == 303
    assert response.headers["Location"] == "/fr/account/sign-in"


def test_a_players_form_takes_no_more_than_a_line_or_two(app: Flask, client: FlaskClient) -> None:
    make_channel(make_event(code="va2020"), name="room")
    db.session.commit()
    response = client.post("/fr/e/va2020/room/join", data={"nickname": "a" * 9_000})
    assert response.status_code == 413
    assert "trop long" in response.get_data(as_text=True)
