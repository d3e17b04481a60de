"""Words on every page: forms, files, phones with and without a script, overlay, staff."""

from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.formats import bilingual
from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.database import writing
from quiz.extensions import db
from quiz.game.integrity.check import event_differences
from quiz.game.models import Answer
from tests.bank.drafts import make_draft
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.factories import make_bank
from tests.phones import Hall, Phone
from tests.web.kinds.evenings import make_written, overlay_of, plain_phone, reveal

SCRIPT = {"Accept": "application/json"}
TYPED = {
    "kind": "cloud",
    "prompt-fr": "Lequel est le plus ancien ?",
    "prompt-zh": "哪一件最古老？",
    "seconds": "30",
}


@pytest.fixture
def hall(app: Flask, clock: SettableClock, rng: Random) -> Hall:
    """An evening of two such questions."""
    questions = make_written("cloud"), make_written("cloud")
    return Hall(app, make_evening(app, clock, rng, *questions))


def send(phone: Phone, *words: str) -> int:
    """Send words as a phone does, each as a value of its own; the status of what is said."""
    sent = [("lang", phone.lang), *(("v", word) for word in words)]
    return phone.answer("", query_string=sent).status_code


def test_the_back_office_writes_it(admin_client: FlaskClient) -> None:
    with writing():
        bank = make_bank()
        db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    assert 'data-value="cloud">Les joueurs écrivent' in admin_client.get(path).text
    sent = TYPED | {"weight": "1", "version": "1"}
    assert admin_client.post(path, data=sent).status_code == 303
    db.session.rollback()
    stored = db.session.scalars(select(Question)).all()
    assert [draft_of(question) for question in stored] == [make_draft("cloud")]


def test_the_console_writes_it(host_client: FlaskClient, evening: Evening) -> None:
    assert 'data-kinds="cloud">Les joueurs' in host_client.get(f"/fr/host/{evening.code}").text
    sent: dict[str, Any] = TYPED | {"bank": "Ce soir"}
    response = host_client.post(f"/fr/host/{evening.code}/write", data=sent, headers=SCRIPT)
    assert (response.status_code, response.json["status"]) == (200, "done")


def test_a_sheet_calls_it_in_any_language() -> None:
    data = bilingual.write([make_draft("cloud")])
    for name in ("cloud", "nuage de mots", "词云", "Word cloud"):
        other = data.decode().replace("\ncloud,", f"\n{name},")
        assert bilingual.read(other.encode()) == (make_draft("cloud"),)


def test_each_word_is_a_value_of_its_own_and_none_is_seen_in_public(hall: Hall) -> None:
    ana, zoe = hall.player("Ana"), hall.player("Zoé", lang="zh")
    overlay = overlay_of(hall)
    hall.evening.launch_and_open()
    assert ana.scene().text.count('name="v"') == 3
    assert "请在手机上写一到三个词" in overlay.scene().text
    assert send(ana, "un", "deux", "trois", "quatre") == 422
    assert send(ana, "Turquoise", " ", "Turquoise", "calme") == 201
    assert send(ana, "autre") == 409
    assert send(zoe, "青瓷") == 201
    db.session.rollback()
    assert sorted(db.session.scalars(select(Answer.value))) == ["Turquoise\ncalme", "青瓷"]
    reveal(hall)
    for phone in (ana, zoe, overlay):
        html = phone.scene().text
        assert ("Turquoise" in html, "青瓷" in html) == (False, False)
    assert '<strong class="figures">3</strong>' in ana.scene().text
    assert "3 mots" in overlay.scene().text.replace("\xa0", " ").replace("\u202f", " ")
    assert "3个词" in overlay.scene().text
    assert ana.me().json["answer"] == "Turquoise\ncalme"
    assert ana.me().json["result"] == {"credit": None, "points": 0}


def test_of_other_kinds_the_first_value_counts(evening: Evening, app: Flask) -> None:
    hall = Hall(app, evening)
    ana = hall.player("Ana")
    evening.launch_and_open()
    assert send(ana, hall.right(), hall.wrong()) == 201
    assert ana.me().json["answer"] == hall.right()


def test_a_browser_without_a_script_plays_it(hall: Hall) -> None:
    phone, path = plain_phone(hall)
    hall.evening.launch_and_open()
    data = {"round": "1", "v": ["jade", "", "vert"]}
    sent = phone.ask(f"{path}/play", "POST", data=data).text
    assert '<ul class="given"><li>jade</li><li>vert</li></ul>' in sent
    reveal(hall)
    page = phone.ask(f"{path}/play").text
    assert ("Merci pour votre réponse" in page, "Mots reçus" in page) == (True, True)


@pytest.mark.both_databases
def test_staff_read_the_words_grouped(
    hall: Hall, host_client: FlaskClient, admin_client: FlaskClient
) -> None:
    players = [hall.player(f"Ming {number}") for number in range(3)]
    hall.evening.launch_and_open()
    words = [("Jade", "vert"), ("jade",), ("le jade", "青瓷", "Vert")]
    assert [send(phone, *sent) for phone, sent in zip(players, words, strict=True)] == [201] * 3
    live = host_client.get(f"/fr/host/{hall.evening.code}").text
    reveal(hall)
    shown = host_client.get(f"/fr/host/{hall.evening.code}").text
    for page in (live, shown):
        assert '<li><span>Jade</span> <span class="figures">3 · 100' in page
        assert '<li><span>Vert</span> <span class="figures">2 · 67' in page
    assert 'data-number="answers-round-1">3</span>' in shown
    rounds = admin_client.get(f"/zh/admin/events/{hall.evening.code}/rounds").text
    assert '<span class="figures share">100%</span><span>Jade</span>' in rounds
    assert "/rounds/1" in rounds
    typed = admin_client.get(f"/fr/admin/events/{hall.evening.code}/rounds/1").text
    assert '<bdi>Jade</bdi><span class="second below">aussi' in typed
    assert "jade · le jade" in typed
    assert ("Accepter" in typed, "100\xa0%" in typed) == (False, True)
    answers = admin_client.get(f"/fr/admin/events/{hall.evening.code}/answers.csv").data
    assert "le jade | 青瓷 | Vert" in answers.decode("utf-8-sig")
    assert [str(fault) for fault in event_differences(hall.evening.event_id)] == []
