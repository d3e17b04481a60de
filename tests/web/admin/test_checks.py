"""A bank says what an editor should look at again, and its signs are mended by one click."""

import pytest
from flask.testing import FlaskClient

from quiz.bank.models import Question
from quiz.bank.queries import get_question
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question

SOURCE = "https://museum.example"


@pytest.fixture
def question(admin_client: FlaskClient) -> Question:
    made = make_question(
        make_bank(name="Vases"), prompt=Localized("Lequel?", "哪一件？"), source_url=SOURCE
    )
    db.session.commit()
    return made


def path(question: Question) -> str:
    return f"/fr/admin/banks/{question.bank_id}"


def text_of(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def test_a_bank_says_how_much_stands_open(admin_client: FlaskClient, question: Question) -> None:
    link = f'href="{path(question)}/check">1 point à revoir</a>'
    assert link in text_of(admin_client, path(question))


def test_what_is_mended_is_shown_before(admin_client: FlaskClient, question: Question) -> None:
    page = text_of(admin_client, f"{path(question)}/check")
    assert "<del>Lequel?</del>" in page
    assert "<ins>Lequel ?</ins>" in page
    number = question.id
    sent = {"question": [f"{number}-1", "x", "5-", "-3"]}
    answer = admin_client.post(f"{path(question)}/check", data=sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path(question)}/check")
    db.session.rollback()
    assert (get_question(number).prompt.fr, get_question(number).version) == ("Lequel ?", 2)
    assert 'class="empty"' in text_of(admin_client, f"{path(question)}/check")
    assert "/check" not in text_of(admin_client, path(question))


def test_what_changed_meanwhile_is_not_mended(
    admin_client: FlaskClient, question: Question
) -> None:
    number = question.id
    sent = {"question": f"{number}-2"}
    page = admin_client.post(f"{path(question)}/check", data=sent, follow_redirects=True)
    assert 'class="notice warning"' in page.get_data(as_text=True)
    db.session.rollback()
    assert get_question(number).prompt.fr == "Lequel?"


def test_the_whole_bank_has_sentences_of_its_own(
    admin_client: FlaskClient, question: Question
) -> None:
    for _ in range(5):
        make_question(question.bank, key={"right": [1]}, source_url=SOURCE)
    db.session.commit()
    page = text_of(admin_client, f"{path(question)}/check")
    assert "La bonne réponse est la première proposée dans 5 questions sur 6." in page


def test_a_bank_that_is_not_there_is_not_checked(admin_client: FlaskClient) -> None:
    assert admin_client.get("/fr/admin/banks/99/check").status_code == 404


def test_what_is_right_as_it_is_is_left_so_until_somebody_wants_it_again(
    admin_client: FlaskClient, question: Question
) -> None:
    number, check = question.id, f"{path(question)}/check"
    answer = admin_client.post(
        f"{path(question)}/questions/{number}/check", data={"version": "1", "settled": "y"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, check)
    page = text_of(admin_client, check)
    assert ">1 question laissée en l’état</a>" in page
    assert "<del>Lequel?</del>" not in page
    assert "<del>Lequel?</del>" in text_of(admin_client, f"{check}?settled=y")
    assert ">1<span" not in text_of(admin_client, "/fr/admin/banks")
    admin_client.post(f"{path(question)}/questions/{number}/check", data={"version": "1"})
    assert "<del>Lequel?</del>" in text_of(admin_client, check)
    assert ">1<span" in text_of(admin_client, "/fr/admin/banks")
