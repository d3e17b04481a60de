"""No path, query or form makes a page fail, whatever it holds."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from quiz.bounds import LARGEST_NUMBER
from quiz.extensions import db
from quiz.glossary.actions import add_term
from quiz.glossary.rules import Term
from quiz.web.values import whole_number
from tests.factories import (
    make_channel,
    make_entry,
    make_event,
    make_object,
    make_picture,
    make_player,
    make_question,
    make_round,
    make_staff,
)

LONG = "a" * 5_000
PLACEHOLDER = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")
ODD_PARTS = ("%00", "%ED%A0%80", "%7F", LONG, str(2**63), "9" * 5_000)
ODD_VALUES = ("\x00", "\x1b", LONG, str(2**63), "9" * 5_000, "-1", "")


class Asked(ImmutableMultiDict[str, str]):
    """The values of a request, which keep by what names they were asked for."""

    names: ClassVar[set[str]] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return super().__contains__(name)

    def getlist(self, name: str, *arguments: Any, **named: Any) -> list[Any]:
        """All values of that name."""
        self.names.add(name)
        return super().getlist(name, *arguments, **named)


class AskingRequest(Request):
    """A request of the app whose values keep their names."""

    parameter_storage_class = Asked


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


# What ends the reader's own sign-in, or takes away what the other pages are about, comes last.
LAST = ("delete", "remove", "ban", "deactivate", "end", "sign_out")


def rules(app: Flask) -> list[Rule]:
    """Every page's rule, in an order in which each still finds what it is about."""

    def place(rule: Rule) -> int:
        words = rule.endpoint.partition(".")[2]
        return next((n for n, word in enumerate(LAST, 1) if words.startswith(word)), 0)

    return sorted(app.url_map.iter_rules(), key=place)


@pytest.fixture
def places(app: Flask) -> dict[str, str]:
    """What stands in the places of paths: an event and all that pages are about, by its number."""
    event = make_event(code="va2020")
    channel = make_channel(event, name="room")
    question = make_question()
    places = {
        "lang": "fr",
        "code": "va2020",
        "channel": "room",
        "name": "room",
        "step": "board",
        "kind": "prompter",
        "secret": event.overlays[0].secret,
        "output_id": str(event.overlays[0].id),
        "token": "1",
        "key": make_picture().key,
        "copy": "thumbnail",
        "bank_id": str(question.bank_id),
        "question_id": str(question.id),
        "channel_id": str(channel.id),
        "entry_id": str(make_entry(event, question).id),
        "player_id": str(make_player(channel).id),
        "staff_id": str(make_staff().id),
        "sign_in_id": str(LARGEST_NUMBER),
        "invitation_id": "1",
        "old": "va2019",
        "number": str(make_round(event).number),
        "mend_id": "1",
        "word_id": "1",
        "event_id": str(event.id),
        "object_id": str(make_object().id),
        "term_id": str(add_term(Term("céladon", "青瓷"), "test").id),
        "target": "zh",
        "step_key": "1",
        "keys": make_picture().key,
        "act_id": "1",
        "widget": "order",
    }
    db.session.commit()
    return places


def odd_paths(rule: Rule, odd: str, places: dict[str, str]) -> Iterator[str]:
    """The rule's path with `odd` in one place after another."""
    for wrong in PLACEHOLDER.findall(rule.rule):
        yield right_path(rule, {**places, wrong[1]: odd})


def right_path(rule: Rule, places: dict[str, str]) -> str:
    """The rule's path with everything in its place."""
    return PLACEHOLDER.sub(lambda found: places[found[2]], rule.rule)


def methods_of(rule: Rule) -> list[str]:
    """By what methods the page is asked for."""
    return sorted((rule.methods or set()) & {"GET", "POST"})


@pytest.mark.both_databases
def test_no_page_fails_whatever_its_path_holds(
    app: Flask, admin_client: FlaskClient, places: dict[str, str]
) -> None:
    for rule in rules(app):
        for odd in ODD_PARTS:
            for path in odd_paths(rule, odd, places):
                for method in methods_of(rule):
                    response = admin_client.open(path, method=method)
                    assert response.status_code < 500, (method, path[:80])
                    assert len(response.headers.get("Location", "")) < 1_100, (method, path[:80])


def send(client: FlaskClient, path: str, method: str, values: dict[str, str]) -> TestResponse:
    """Ask with the values in the query, or send them as a form."""
    if method == "GET":
        return client.get(path, query_string=values)
    return client.post(path, data=values)


def names_of(client: FlaskClient, path: str, method: str) -> list[str]:
    """By what names the page asks for values, in its query or its form."""
    Asked.names.clear()
    # A form that is sent without any value is taken for none.
    send(client, path, method, {"some": "1"})
    return sorted(Asked.names)


@pytest.mark.both_databases
def test_no_page_fails_whatever_its_values_hold(
    app: Flask, admin_client: FlaskClient, places: dict[str, str]
) -> None:
    app.request_class = AskingRequest
    known: set[str] = set()
    for rule in rules(app):
        path = right_path(rule, places)
        for method in methods_of(rule):
            names = names_of(admin_client, path, method)
            known.update(names)
            for sent in odd_values(names):
                response = send(admin_client, path, method, sent)
                assert response.status_code < 500, (method, path, sent)
                assert len(response.headers.get("Location", "")) < 1_100, (method, path, sent)
    assert known >= {"code", "nickname", "q", "page", "next", "email", "password", "title-fr"}


def odd_values(names: list[str]) -> Iterator[dict[str, str]]:
    """All values odd, then one at a time: no refusal of another keeps it from being read."""
    for odd in ODD_VALUES:
        yield dict.fromkeys(names, odd)
        for name in names:
            yield {**dict.fromkeys(names, "1"), name: odd}


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
