"""Museum objects in the back office, and in the editor of the questions that cite them."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.citation import citation_of
from quiz.bank.models import Bank, Question
from quiz.bank.rules import picture_name
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.objects.models import MuseumObject
from quiz.web.citing import citation_by
from tests.factories import make_bank, make_object, make_picture, make_question
from tests.web.admin.pages import FormReader

NEW = {"title-fr": "Vase", "title-zh": "瓶", "date-fr": "1852", "rights": "CC0"}
QUESTION = {
    "kind": "true_false",
    "prompt-fr": "Vrai ?",
    "prompt-zh": "对吗？",
    "choice1-fr": "Vrai",
    "choice1-zh": "对",
    "choice2-fr": "Faux",
    "choice2-zh": "错",
    "right1": "y",
    "seconds": "30",
    "weight": "1",
}


@pytest.fixture
def bank(admin_client: FlaskClient) -> Bank:
    bank = make_bank()
    db.session.commit()
    return bank


def fresh(model: type[Any]) -> Any:
    """The only row, as it is stored now."""
    db.session.rollback()
    return db.session.scalars(select(model)).one()


def values_of(page: str) -> dict[str, str]:
    """What a browser would send of the form."""
    reader = FormReader()
    reader.feed(page)
    return reader.values


def test_an_empty_list_says_what_to_do(admin_client: FlaskClient) -> None:
    assert "Aucun objet n’est encore décrit." in admin_client.get("/fr/admin/objects").text


def test_an_object_is_made_listed_and_found(admin_client: FlaskClient) -> None:
    assert admin_client.post("/fr/admin/objects/new", data=NEW).status_code == 303
    kept = fresh(MuseumObject)
    assert (kept.title, kept.date) == (Localized("Vase", "瓶"), Localized("1852", "1852"))
    page = admin_client.get("/fr/admin/objects?q=瓶").text
    assert f'href="/fr/admin/objects/{kept.id}"' in page
    assert "Aucun objet ne contient tout cela." in admin_client.get("/fr/admin/objects?q=zz").text


def test_an_object_without_a_title_is_refused_at_its_field(admin_client: FlaskClient) -> None:
    page = admin_client.post("/fr/admin/objects/new", data={"date-fr": "1852"})
    assert (page.status_code, "Un objet a un titre" in page.text) == (422, True)


def test_unknown_rights_are_called_unknown(admin_client: FlaskClient) -> None:
    kept = make_object(rights="")
    db.session.commit()
    page = admin_client.get(f"/fr/admin/objects/{kept.id}").text
    assert "Ses droits sont inconnus" in page
    assert "inconnus" in admin_client.get("/fr/admin/objects").text


def cited(client: FlaskClient, bank: Bank, kept: MuseumObject) -> Question:
    """A new question that was given that object in its editor, and saved."""
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    page = client.post(path, data=QUESTION | {"object_act": f"cite-{kept.id}"})
    assert page.status_code == 200
    assert client.post(path, data=values_of(page.text)).status_code == 303
    question: Question = fresh(Question)
    return question


def test_a_question_cites_an_object_that_was_found(admin_client: FlaskClient, bank: Bank) -> None:
    kept = make_object()
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    search = QUESTION | {"object_act": "find", "sought_object": "lotus"}
    page = admin_client.post(path, data=search).text
    assert f'value="cite-{kept.id}"' in page
    # What was typed is still there.
    assert 'value="Vrai"' in page
    question = cited(admin_client, bank, kept)
    assert question.object_id == kept.id
    assert citation_of(question) == citation_by(kept)
    assert question.source_url == "https://collections.example/c25"


def test_a_source_of_its_own_stays(admin_client: FlaskClient, bank: Bank) -> None:
    kept = make_object()
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    own = QUESTION | {"source_url": "https://own.example/", "object_act": f"cite-{kept.id}"}
    assert values_of(admin_client.post(path, data=own).text)["source_url"] == "https://own.example/"


def test_changing_an_object_changes_its_questions(admin_client: FlaskClient, bank: Bank) -> None:
    kept = make_object()
    db.session.commit()
    number = cited(admin_client, bank, kept).id
    path = f"/fr/admin/objects/{kept.id}"
    values = values_of(admin_client.get(path).text) | {"maker-fr": "Ding", "maker-zh": "定窑"}
    response = admin_client.post(path, data=values, follow_redirects=True)
    assert "1 question est mise à jour" in response.text
    question = fresh(Question)
    assert (question.id, question.maker, question.version) == (number, Localized("Ding", "定窑"), 2)
    assert admin_client.post(path, data=values).status_code == 409


def test_a_question_changed_by_hand_is_released(admin_client: FlaskClient, bank: Bank) -> None:
    kept = make_object()
    db.session.commit()
    question = cited(admin_client, bank, kept)
    path = f"/fr/admin/banks/{bank.id}/questions/{question.id}"
    values = values_of(admin_client.get(path).text)
    assert admin_client.post(path, data=values).status_code == 303
    assert fresh(Question).object_id == kept.id
    changed = values_of(admin_client.get(path).text) | {"maker-fr": "Ding"}
    page = admin_client.post(path, data=changed, follow_redirects=True)
    assert "en est détachée" in page.text
    assert fresh(Question).object_id is None


def test_a_question_is_released_and_keeps_its_words(admin_client: FlaskClient, bank: Bank) -> None:
    kept = make_object()
    db.session.commit()
    question = cited(admin_client, bank, kept)
    path = f"/fr/admin/banks/{bank.id}/questions/{question.id}"
    values = values_of(admin_client.get(path).text)
    page = admin_client.post(path, data=values | {"object_act": "release"})
    assert admin_client.post(path, data=values_of(page.text)).status_code == 303
    question = fresh(Question)
    assert (question.object_id, citation_of(question)) == (None, citation_by(kept))


def test_an_object_is_made_of_what_a_question_says(admin_client: FlaskClient, bank: Bank) -> None:
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    words = {"object_title-fr": "Pot", "object_title-zh": "罐", "inventory_no": "7"}
    page = admin_client.post(path, data=QUESTION | words | {"object_act": "make"})
    assert admin_client.post(path, data=values_of(page.text)).status_code == 303
    kept = fresh(MuseumObject)
    assert (kept.title, kept.inventory_no) == (Localized("Pot", "罐"), "7")
    assert fresh(Question).object_id == kept.id
    nothing = admin_client.post(path, data=QUESTION | {"object_act": "make"})
    assert (nothing.status_code, "Un objet a un titre" in nothing.text) == (422, True)


def test_an_object_goes_only_when_no_question_cites_it(
    admin_client: FlaskClient, bank: Bank
) -> None:
    kept = make_object()
    make_question(bank, object_id=kept.id)
    db.session.commit()
    path = f"/fr/admin/objects/{kept.id}"
    assert "Supprimer l’objet" not in admin_client.get(path).text
    assert admin_client.post(f"{path}/delete", data={"version": "1"}).status_code == 409
    fresh(Question).object_id = None
    db.session.commit()
    assert admin_client.post(f"{path}/delete", data={"version": "1"}).status_code == 303
    assert db.session.scalars(select(MuseumObject)).all() == []


def test_a_picture_of_no_object_is_seen_and_removed(admin_client: FlaskClient, bank: Bank) -> None:
    name = picture_name(make_picture().key)
    question = make_question(bank, object_title=Localized("Pot", "罐"), object_picture=name)
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/{question.id}"
    page = admin_client.get(path).text
    assert 'value="unpicture"' in page
    removed = admin_client.post(path, data=values_of(page) | {"object_act": "unpicture"})
    assert admin_client.post(path, data=values_of(removed.text)).status_code == 303
    assert fresh(Question).object_picture == ""
