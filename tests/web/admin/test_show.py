"""The run of show in the back office."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.bank.models import Bank, Question
from quiz.events.models import Event
from quiz.events.queries import list_entries
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_entry, make_event, make_question

PATH = "/fr/admin/events/va2020/show"


@pytest.fixture
def event(admin_client: FlaskClient) -> Event:
    event = make_event(code="va2020")
    db.session.commit()
    return event


@pytest.fixture
def bank(event: Event) -> Bank:
    bank = make_bank(name="V&A")
    for title in ("vase", "tapis", "lit"):
        make_question(bank, prompt=Localized(f"Quel {title} ?", f"哪一件{title}？"))
    db.session.commit()
    return bank


def planned(event: Event) -> list[str]:
    db.session.rollback()
    return [entry.question.prompt.fr for entry in list_entries(event.id)]


def numbers(bank: Bank) -> list[int]:
    return [question.id for question in bank.questions]


def post(client: FlaskClient, path: str = "", **values: Any) -> Any:
    return client.post(PATH + path, data=values)


def test_ticked_questions_are_added_in_their_order(
    admin_client: FlaskClient, event: Event, bank: Bank
) -> None:
    vase, _, lit = numbers(bank)
    assert post(admin_client, bank=bank.id, question=[lit, vase]).status_code == 303
    assert planned(event) == ["Quel lit ?", "Quel vase ?"]


def test_a_whole_bank_is_added_to_what_another_bank_gave(
    admin_client: FlaskClient, event: Event, bank: Bank
) -> None:
    make_entry(event, make_question(prompt=Localized("Et ce bol ?", "这只碗呢？")))
    db.session.commit()
    post(admin_client, bank=bank.id, whole="1")
    assert planned(event) == ["Et ce bol ?", "Quel vase ?", "Quel tapis ?", "Quel lit ?"]


def test_nothing_ticked_adds_nothing_and_says_so(
    admin_client: FlaskClient, event: Event, bank: Bank
) -> None:
    page = admin_client.post(PATH, data={"bank": bank.id}, follow_redirects=True)
    assert 'class="notice warning"' in page.get_data(as_text=True)
    assert planned(event) == []


def test_a_question_is_moved_and_taken_out(
    admin_client: FlaskClient, event: Event, bank: Bank
) -> None:
    post(admin_client, bank=bank.id, whole="1")
    assert planned(event) == ["Quel vase ?", "Quel tapis ?", "Quel lit ?"]
    entries = [entry.id for entry in list_entries(event.id)]
    post(admin_client, f"/{entries[2]}/move", before=entries[0])
    assert planned(event) == ["Quel lit ?", "Quel vase ?", "Quel tapis ?"]
    post(admin_client, f"/{entries[0]}/remove")
    assert planned(event) == ["Quel lit ?", "Quel tapis ?"]


def test_what_cannot_be_launched_says_why_by_name(
    admin_client: FlaskClient, event: Event, bank: Bank
) -> None:
    make_entry(event, make_question(bank, prompt=Localized("Sans chinois ?", "")))
    make_entry(event, make_question(bank, seconds=3))
    db.session.commit()
    page = admin_client.get("/fr/admin/events/va2020/show").get_data(as_text=True)
    assert page.count('class="stopped"') == 2
    assert page.count('<ul class="problems">') == 2
    assert " 3 s " in page.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_search_answers_within_the_bank(
    admin_client: FlaskClient, event: Event, bank: Bank
) -> None:
    make_question(prompt=Localized("Un vase ailleurs ?", "别处的花瓶？"))
    db.session.commit()
    page = admin_client.get(f"{PATH}?bank={bank.id}&q=VASE").get_data(as_text=True)
    offered = page[page.index('class="offered"') :]
    assert "Quel vase" in offered
    assert "Quel lit" not in offered
    assert "ailleurs" not in offered


def test_it_asks_as_much_for_three_questions_as_for_one(
    admin_client: FlaskClient, event: Event, queries: Any
) -> None:
    counts = []
    bank = make_bank()
    for _ in range(3):
        question: Question = make_question(bank)
        make_entry(event, question)
        db.session.commit()
        with queries() as made:
            admin_client.get(PATH)
        counts.append(len(made))
    assert counts[0] == counts[1] == counts[2]
