"""Many questions are changed by one form, with or without a script."""

import re

import pytest
from flask.testing import FlaskClient

from quiz.bank.models import Bank, Question
from quiz.bank.queries import get_question, list_questions
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question

CHANGE = "/fr/admin/questions/change"


@pytest.fixture
def bank(admin_client: FlaskClient) -> Bank:
    """A bank of three questions about bowls, and one about a vase."""
    bank = make_bank(name="Vases")
    for number in range(1, 4):
        make_question(bank, prompt=Localized(f"Bol {number} ?", "碗？"), searched="\nbol\n")
    make_question(bank, prompt=Localized("Vase ?", "瓶？"), searched="\nvase\n")
    db.session.commit()
    return bank


def ticked(*questions: Question) -> list[str]:
    return [f"{question.id}-{question.version}" for question in questions]


def test_a_row_is_ticked_by_its_number_and_version(admin_client: FlaskClient, bank: Bank) -> None:
    page = admin_client.get(f"/fr/admin/banks/{bank.id}").get_data(as_text=True)
    boxes = re.findall(r'name="question" value="(\d+-\d+)" form="bulk"', page)
    assert boxes == ticked(*list_questions(bank.id))
    assert "Prête</span>" in page


def test_ticked_ones_are_changed_and_changed_back(admin_client: FlaskClient, bank: Bank) -> None:
    first, second = list_questions(bank.id)[:2]
    form = {"question": ticked(first, second), "change": "seconds", "number": "45"}
    response = admin_client.post(f"{CHANGE}?inside={bank.id}&q=bol", data=form)
    assert response.status_code == 303
    assert response.location == f"/fr/admin/banks/{bank.id}?q=bol&page=1"
    page = admin_client.get(response.location).get_data(as_text=True)
    assert "2 questions sont modifiées." in page
    undo = re.search(r'action="(/fr/admin/questions/undo/[^"]+)"', page)
    assert undo is not None
    back = admin_client.post(undo[1].replace("&amp;", "&"))
    assert back.location == response.location
    db.session.rollback()
    assert {row.seconds for row in list_questions(bank.id)} == {30}


def test_all_that_were_found_are_changed(admin_client: FlaskClient, bank: Bank) -> None:
    form = {"which": "found", "change": "weight", "number": "3"}
    assert admin_client.post(f"{CHANGE}?q=bol", data=form).status_code == 303
    db.session.rollback()
    assert [row.weight for row in list_questions(bank.id)] == [3, 3, 3, 1]


def test_what_stays_is_listed_with_its_reason(admin_client: FlaskClient, bank: Bank) -> None:
    first, second = list_questions(bank.id)[:2]
    sent = [f"{first.id}-7", *ticked(second)]
    form = {"question": sent, "change": "weight", "number": "2"}
    response = admin_client.post(f"{CHANGE}?inside={bank.id}", data=form)
    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "1 question est modifiée." in page
    assert "1 question reste inchangée" in page
    assert "Bol 1" in page
    assert "Quelqu’un l’a modifiée entre-temps" in page
    form = {"question": sent[:1], "change": "weight", "number": "2"}
    assert admin_client.post(CHANGE, data=form).status_code == 409


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"change": "weight", "number": "2"}, "Aucune question n’est sélectionnée"),
        ({"which": "found", "change": "weight", "number": "12"}, "un nombre entier de 0 à 10"),
        ({"which": "found", "change": "add_tag", "tag": " "}, "Veuillez saisir un mot-clé"),
        ({"which": "found", "change": "wash"}, "Veuillez choisir l’action"),
        ({"which": "found", "change": "move", "target": ""}, "Veuillez choisir une banque."),
    ],
)
def test_what_cannot_be_done_is_said(
    admin_client: FlaskClient, bank: Bank, form: dict[str, str], said: str
) -> None:
    response = admin_client.post(CHANGE, data=form)
    assert response.status_code == 422
    assert said in response.get_data(as_text=True)


def test_a_bank_that_is_gone_takes_no_question(admin_client: FlaskClient, bank: Bank) -> None:
    form = {"which": "found", "change": "move", "target": "999"}
    assert admin_client.post(CHANGE, data=form).status_code == 404


def test_the_editor_moves_copies_and_archives(admin_client: FlaskClient, bank: Bank) -> None:
    other = make_bank(name="Bols")
    db.session.commit()
    question = list_questions(bank.id)[0]
    path = f"/fr/admin/banks/{bank.id}/questions/{question.id}"
    assert 'href="#place"' in admin_client.get(path).get_data(as_text=True)
    sent = {"question": ticked(question)}
    number = question.id
    for form in ({"change": "copy", "target": str(other.id)}, {"change": "archive"}):
        response = admin_client.post(f"{CHANGE}?inside={bank.id}", data={**sent, **form})
        assert response.status_code == 303
    db.session.rollback()
    assert [row.prompt.fr for row in list_questions(other.id)] == ["Bol 1 ?"]
    assert get_question(number).archived
    assert "Cette question est archivée" in admin_client.get(path).get_data(as_text=True)
