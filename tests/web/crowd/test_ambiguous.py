"""A number that could be two is asked back, by the contract and in a form without a script."""

import html
import re

import pytest
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.database import writing
from quiz.extensions import db
from tests.evenings import Evening
from tests.phones import Hall

READINGS = [("1,852", ["1852", "1.852"]), ("10²", ["100", "10"])]


@pytest.fixture
def numbers(evening: Evening) -> None:
    with writing():
        for question in db.session.scalars(select(Question)):
            question.kind, question.choices = "number", ()
            question.key = {"value": "1852", "tolerance": "0"}
        db.session.commit()


@pytest.fixture
def open_hall(numbers: None, hall: Hall) -> Hall:
    hall.evening.launch_and_open()
    return hall


@pytest.mark.parametrize(("typed", "readings"), READINGS)
def test_nothing_is_stored_until_one_is_chosen(
    open_hall: Hall, typed: str, readings: list[str]
) -> None:
    phone = open_hall.player("Ming")
    asked = phone.answer(typed)
    assert (asked.status_code, asked.json) == (422, {"status": "ambiguous", "readings": readings})
    assert asked.headers["Cache-Control"] == "no-store"
    sent = {"v": readings[1], "lang": "fr", "plain": "1"}
    assert phone.answer("", query_string=sent).status_code == 201
    assert (phone.me().json or {})["answer"] == readings[1]
    again = phone.answer("", query_string=sent)
    assert (again.status_code, (again.json or {})["status"]) == (200, "accepted")


def test_a_plain_answer_is_no_other_languages(open_hall: Hall) -> None:
    phone = open_hall.player("Ming", lang="zh")
    assert phone.answer("1,852").status_code == 201
    other = open_hall.player("Zoé")
    refused = other.answer("", query_string={"v": "1,5", "lang": "fr", "plain": "1"})
    assert (refused.status_code, (refused.json or {})["status"]) == (422, "malformed")


def test_without_a_script_it_is_a_form_with_a_button_each(open_hall: Hall) -> None:
    phone = open_hall.player("Ming")
    path = f"/fr/e/{phone.code}/channel1/play"
    page = phone.ask(path, "POST", data={"round": "1", "v": "1,852"})
    shown = html.unescape(page.text)
    assert "Quel nombre voulez-vous dire" in shown
    buttons = re.findall(r'name="v" value="([^"]*)">([^<]*)</button>', page.text)
    assert buttons == [("1852", "1852"), ("1.852", "1,852")]
    chosen = {"round": "1", "plain": "1", "v": "1.852"}
    assert "Votre réponse est envoyée" in phone.ask(path, "POST", data=chosen).text
    assert (phone.me().json or {})["answer"] == "1.852"
