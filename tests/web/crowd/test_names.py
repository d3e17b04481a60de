"""A nickname that is refused: why, and which other one could be taken."""

import html
import re

import pytest

from quiz.database import writing
from quiz.extensions import db
from quiz.game.actions.museum_words import add_word, remove_word
from quiz.game.nicknames import is_suggested
from tests.phones import Hall


@pytest.mark.parametrize(
    ("nickname", "reason"),
    [
        ("c0nnard", "blesser"),
        ("加微信abc123", "joindre"),
        ("Admin", "réservé"),
        ("celadon.fr", "adresse"),
        ("x" * 21, "trop long"),
        ("\u202egnirts", "affich"),
    ],
)
def test_a_refusal_says_why_and_suggests_another(hall: Hall, nickname: str, reason: str) -> None:
    phone = hall.phone()
    refused = phone.join(nickname)
    body = refused.json or {}
    assert (refused.status_code, body["status"]) == (422, "malformed")
    assert reason in body["message"]
    assert is_suggested(body["suggestion"])
    joined = phone.join(body["suggestion"])
    assert (joined.status_code, (joined.json or {})["nickname"]) == (201, body["suggestion"])


def test_the_suggestion_speaks_the_readers_language(hall: Hall) -> None:
    body = hall.phone(lang="zh").join("傻逼").json or {}
    assert "冒犯" in body["message"]
    assert not body["suggestion"].isascii()
    assert len(body["suggestion"]) == 4


@pytest.mark.parametrize("nickname", ["王·小明", "1️⃣号选手", "玛丽・居里", "P.D. James", "👨‍👩‍👧‍👦"])
def test_what_is_normal_is_taken(hall: Hall, nickname: str) -> None:
    joined = hall.phone().join(nickname)
    assert (joined.status_code, (joined.json or {})["nickname"]) == (201, nickname)


def test_a_word_of_the_museums_holds_at_once_and_no_longer_than_it_is_listed(hall: Hall) -> None:
    with writing():
        word = add_word("chouette", hall.evening.clock.now(), "ana@museum.example").id
        db.session.commit()
    refused = hall.phone().join("Ch0uette 75")
    assert "n’accepte pas" in (refused.json or {})["message"]
    with writing():
        remove_word(word, "ana@museum.example")
        db.session.commit()
    assert hall.phone().join("Ch0uette 75").status_code == 201


def test_without_a_script_the_suggestion_is_a_button(hall: Hall) -> None:
    phone = hall.phone()
    path = f"/fr/e/{phone.code}/channel1/join"
    page = phone.ask(path, "POST", data={"nickname": "Connard"})
    assert page.status_code == 422
    found = re.search(r'name="suggested" value="([^"]+)">([^<]+)</button>', page.text)
    assert found is not None
    suggestion = html.unescape(found[1])
    assert html.unescape(found[2]) == f"Participer sous le nom « {suggestion} »".replace(
        "« ", "«\u00a0"
    ).replace(" »", "\u00a0»")
    taken = phone.ask(path, "POST", data={"nickname": "Connard", "suggested": suggestion})
    assert taken.status_code == 200
    assert (phone.me().json or {})["player"]["nickname"] == suggestion
    assert 'name="suggested"' not in phone.ask(f"/fr/e/{phone.code}/channel1").text
