"""The made-up kind on every page that needs no browser: forms, files, console, scenes, rounds."""

from io import BytesIO
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.formats import bilingual
from quiz.bank.kinds.registry import kind_of, reading_units_of
from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.bank.rules import Draft
from quiz.database import writing
from quiz.events.queries import list_entries
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.factories import make_bank
from tests.phones import Hall, Phone
from tests.plugged.dial import Dial

SCRIPT = {"Accept": "application/json"}
TYPED = {
    "kind": "dial",
    "prompt-fr": "Visitez-vous souvent ?",
    "prompt-zh": "您常来吗？",
    "choice1-fr": "jamais",
    "choice1-zh": "从不",
    "choice2-fr": "toujours",
    "choice2-zh": "总是",
    "mark": "70",
    "slack": "20",
    "seconds": "30",
    "weight": "1",
    "version": "1",
}
WRITTEN = {
    "kind": "dial",
    "prompt-fr": "Visitez-vous souvent ?",
    "prompt-zh": "您常来吗？",
    "correct": "70",
    "tolerance": "20",
    "seconds": "30",
    "bank": "Ce soir",
}


@pytest.fixture
def hall(app: Flask, clock: SettableClock, rng: Random, question: Question) -> Hall:
    """An evening of that one question."""
    return Hall(app, make_evening(app, clock, rng, question))


def stored() -> list[Draft]:
    """Every dial of the banks."""
    db.session.rollback()
    found = db.session.scalars(select(Question).where(Question.kind == "dial"))
    return [draft_of(question) for question in found]


def play_to_the_reveal(hall: Hall, *values: str) -> None:
    """Play the round with players who answer so, up to the board."""
    phones = [hall.player(f"Ming {value}") for value in values]
    hall.evening.launch_and_open()
    for phone, value in zip(phones, values, strict=True):
        assert phone.answer(value).status_code == 201
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.clock.advance(4_000)


def test_the_back_office_writes_shows_and_edits_it(admin_client: FlaskClient, draft: Draft) -> None:
    with writing():
        bank = make_bank()
        db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions"
    page = admin_client.get(f"{path}/new").text
    assert 'class="pair dial-fields" data-only-with="kind" data-value="dial"' in page
    assert '<option data-most="2" data-right="0" value="dial">Dial</option>' in page
    wrong = admin_client.post(f"{path}/new", data=TYPED | {"mark": "101", "slack": "x"})
    assert (wrong.status_code, wrong.text.count("This is not on the dial.")) == (422, 3)
    assert 'id="mark-error"' in wrong.text
    assert admin_client.post(f"{path}/new", data=TYPED).status_code == 303
    assert stored() == [draft]
    number = db.session.scalar(select(Question.id))
    page = admin_client.get(f"{path}/{number}").text
    assert 'id="mark" inputmode="decimal" name="mark" type="text" value="70"' in page
    assert 'name="slack" type="text" value="20"' in page
    changed = admin_client.post(f"{path}/{number}", data=TYPED | {"mark": "71"})
    assert (changed.status_code, stored()[0].key) == (303, {"mark": "71", "slack": "20"})


def test_the_console_writes_it_and_shows_it(
    host_client: FlaskClient, evening: Evening, draft: Draft
) -> None:
    page = host_client.get(f"/fr/host/{evening.code}").text
    assert '<p class="hint dial-hint" data-kinds="dial">' in page
    assert '<div data-kinds="number text dial">' in page
    sent: dict[str, Any] = dict(WRITTEN)
    response = host_client.post(f"/fr/host/{evening.code}/write", data=sent, headers=SCRIPT)
    assert (response.status_code, response.json["status"]) == (200, "done")
    assert stored() == [draft]
    assert [e.question.kind for e in list_entries(evening.event_id)][-1] == "dial"
    page = host_client.get(f"/fr/host/{evening.code}").text
    assert '✓ 70</span> <span class="second">± 20</span>' in page


def test_files_bring_it_in_and_out(admin_client: FlaskClient, draft: Draft) -> None:
    data = bilingual.write([draft])
    sent = {"name": "V&A", "file": (BytesIO(data), "bank.csv")}
    answered = admin_client.post("/fr/admin/banks/import", data=sent, follow_redirects=True)
    assert (answered.status_code, stored()) == (200, [draft])
    bank_id = db.session.scalar(select(Question.bank_id))
    exported = admin_client.get(f"/fr/admin/banks/{bank_id}/export.csv").data
    assert bilingual.read(exported) == (draft,)


def test_viewers_see_its_input_then_what_is_right(hall: Hall) -> None:
    phone = hall.player("Zoé", lang="zh")
    overlay = hall.phone(hall.evening.known().facts.overlays[0].secret, lang="both")
    hall.evening.launch_and_open()
    asked = phone.scene().text
    assert '<input type="range" id="value" name="v" min="0" max="100"' in asked
    assert ('data-widget="dial"' in asked, "从不" in asked, "70" in asked) == (True, True, False)
    overlaid = overlay.scene().text
    assert ("jamais" in overlaid, "总是" in overlaid, "70" in overlaid) == (True, True, False)
    assert phone.answer("101").status_code == 422
    assert phone.answer("60").status_code == 201
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.clock.advance(4_000)
    assert '<strong class="figures">70</strong> 从不 – 总是' in phone.scene().text
    assert '<p class="dial solution figures">70 / 100</p>' in overlay.scene().text
    assert phone.me().json["result"]["credit"] == 0.5


def test_a_browser_without_a_script_plays_it(hall: Hall) -> None:
    phone = Phone(hall.lane, hall.evening.code)
    path = f"/fr/e/{phone.code}/{phone.channel}"
    assert phone.ask(f"{path}/join", "POST", data={"nickname": "Ana"}).status_code == 200
    hall.evening.launch_and_open()
    page = phone.ask(f"{path}/play").text
    assert '<input type="range"' in page
    assert "/css/kinds/dial.css" in page
    sent = phone.ask(f"{path}/play", "POST", data={"round": "1", "v": "66"}).text
    assert '<ul class="given"><li>66 / 100</li></ul>' in sent
    assert 'class="plain at-open answered"' in sent
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.clock.advance(4_000)
    page = phone.ask(f"{path}/play").text
    assert ("En partie juste" in page, '<strong class="figures">70</strong>' in page) == (
        True,
        True,
    )


def test_staff_read_its_answers_in_words(
    hall: Hall, host_client: FlaskClient, admin_client: FlaskClient
) -> None:
    play_to_the_reveal(hall, "70", "12", "12")
    console = host_client.get(f"/fr/host/{hall.evening.code}").text
    assert '<li class="right"><span>70 <span class="is-right">' in console
    assert "<li><span>12</span>" in console
    rounds = admin_client.get(f"/zh/admin/events/{hall.evening.code}/rounds").text
    assert "100分之12" in rounds
    assert '<li class="right"><span class="figures share">33%</span><span>100分之70' in rounds
    answers = admin_client.get(f"/fr/admin/events/{hall.evening.code}/answers.csv").data
    assert answers.decode("utf-8-sig").count("12 sur 100") == 2


def test_its_figures_are_read_before_an_answer(draft: Draft) -> None:
    words = [draft.prompt, *draft.choices]
    read = {"fr": sum(len(text.fr) for text in words), "zh": sum(len(text.zh) for text in words)}
    assert reading_units_of(draft) == {language: count + 4 for language, count in read.items()}


def test_whoever_knows_more_answers_better(dial: Dial, draft: Draft, rng: Random) -> None:
    content = dial.deal(draft, rng)
    assert kind_of(content) is dial
    for skill, least in ((1.0, 1), (0.0, 0)):
        value = dial.parse(content, dial.recall(content, skill, "fr", rng), "fr")
        assert dial.credit(content, value) >= least
    assert dial.words(content, "7") == (Localized("7 sur 100", "100分之7"),)
