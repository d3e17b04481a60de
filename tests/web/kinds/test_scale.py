"""A scale on every page: forms, files, phones with and without a script, overlay, staff."""

from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.formats import bilingual
from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.bank.rules import Draft
from quiz.database import writing
from quiz.extensions import db
from tests.bank.drafts import make_draft
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.factories import make_bank
from tests.phones import Hall
from tests.web.kinds.evenings import (
    make_written,
    overlay_of,
    plain_phone,
    play_to_the_reveal,
    reveal,
)

SCRIPT = {"Accept": "application/json"}
TYPED = {
    "kind": "scale",
    "prompt-fr": "Lequel est le plus ancien ?",
    "prompt-zh": "哪一件最古老？",
    "choice1-fr": "le vase 1",
    "choice1-zh": "花瓶1",
    "choice2-fr": "le vase 2",
    "choice2-zh": "花瓶2",
    "seconds": "30",
}


@pytest.fixture
def hall(app: Flask, clock: SettableClock, rng: Random) -> Hall:
    """An evening of two scales."""
    questions = make_written("scale"), make_written("scale")
    return Hall(app, make_evening(app, clock, rng, *questions))


def stored() -> list[Draft]:
    """Every scale of the banks."""
    db.session.rollback()
    found = db.session.scalars(select(Question).where(Question.kind == "scale"))
    return [draft_of(question) for question in found]


def test_the_back_office_writes_it(admin_client: FlaskClient) -> None:
    with writing():
        bank = make_bank()
        db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    page = admin_client.get(path).text
    assert '<option data-most="2" data-right="0" value="scale">Échelle de 1 à 5</option>' in page
    assert 'data-value="scale">La réponse 1 dit ce que signifie 1' in page
    sent = TYPED | {"weight": "1", "version": "1"}
    assert admin_client.post(path, data=sent).status_code == 303
    assert stored() == [make_draft("scale")]


def test_the_console_writes_it(host_client: FlaskClient, evening: Evening) -> None:
    assert 'data-kinds="scale">La réponse 1' in host_client.get(f"/fr/host/{evening.code}").text
    sent: dict[str, Any] = TYPED | {"bank": "Ce soir"}
    response = host_client.post(f"/fr/host/{evening.code}/write", data=sent, headers=SCRIPT)
    assert (response.status_code, response.json["status"]) == (200, "done")
    assert stored() == [make_draft("scale", weight=0)]


def test_a_sheet_calls_it_in_any_language() -> None:
    data = bilingual.write([make_draft("scale")])
    assert bilingual.read(data) == (make_draft("scale"),)
    for name in ("échelle", "量表题", "Rating scale"):
        other = data.decode().replace("\nscale,", f"\n{name},")
        assert bilingual.read(other.encode()) == (make_draft("scale"),)


def test_phones_choose_a_step_and_see_where_the_others_are(hall: Hall) -> None:
    phone = hall.player("Zoé", lang="zh")
    overlay = overlay_of(hall)
    hall.evening.launch_and_open()
    asked = phone.scene().text
    assert 'name="v" id="step5" value="5"><span class="visually-hidden">5：花瓶2</span>' in asked
    assert ("le vase 1" in overlay.scene().text, "花瓶2" in overlay.scene().text) == (True, True)
    assert phone.answer("6").status_code == 422
    assert phone.answer("4").status_code == 201
    reveal(hall)
    html = phone.scene().text
    assert "平均值：4.0（1至5）" in html
    assert html.count('<span class="share figures">100%</span>') == 1
    assert "En moyenne 4,0 sur 5" in overlay.scene().text
    assert phone.me().json["result"] == {"credit": None, "points": 0}


def test_a_browser_without_a_script_plays_it(hall: Hall) -> None:
    phone, path = plain_phone(hall)
    hall.evening.launch_and_open()
    assert phone.ask(f"{path}/play").text.count('type="radio" name="v"') == 5
    sent = phone.ask(f"{path}/play", "POST", data={"round": "1", "v": "5"}).text
    assert '<ul class="given"><li>5 – le vase 2</li></ul>' in sent
    reveal(hall)
    page = phone.ask(f"{path}/play").text
    assert ("Merci pour votre réponse" in page, "En moyenne 5,0 sur 5" in page) == (True, True)


def test_a_reveal_that_nobody_answered_shows_the_steps_alone(hall: Hall) -> None:
    phone = hall.player("Zoé")
    hall.evening.launch_and_open()
    reveal(hall)
    html = phone.scene().text
    assert ("le vase 2" in html, "sur 5" in html, "%" in html) == (True, False, False)


def test_staff_read_how_it_spreads(
    hall: Hall, host_client: FlaskClient, admin_client: FlaskClient
) -> None:
    play_to_the_reveal(hall, "5", "5", "1")
    console = host_client.get(f"/fr/host/{hall.evening.code}").text
    assert '<ol class="choices scale-lines">' in console
    assert '<span class="figures" data-number="count-5">2</span>' in console
    assert '<span class="">⑤ 67' in console
    rounds = admin_client.get(f"/fr/admin/events/{hall.evening.code}/rounds").text
    assert '<span class="figures share">67\xa0%</span><span>5 – le vase 2</span>' in rounds
    answers = admin_client.get(f"/fr/admin/events/{hall.evening.code}/answers.csv").data
    lines = answers.decode("utf-8-sig").splitlines()[1:]
    assert sorted(tuple(line.split(";")[5:7]) for line in lines) == [
        ('"1"', '""'),
        ('"5"', '""'),
        ('"5"', '""'),
    ]
