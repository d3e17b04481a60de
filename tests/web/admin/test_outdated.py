"""A translation that is out of date is shown wherever its question is, and settled by one click."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from quiz.bank.edits import edit_question
from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question
from tests.web.admin.pages import FormReader

BEHIND = "Le chinois n’est plus à jour"


@pytest.fixture
def vase(admin_client: FlaskClient) -> Question:
    """A question whose French was changed alone."""
    vase = make_question(make_bank(name="Vases"), prompt=Localized("Quel bol ?", "哪一件花瓶？"))
    changed = replace(draft_of(vase), prompt=Localized("Quel vase ?", "哪一件花瓶？"))
    edit_question(vase.id, changed, vase.version, "test")
    db.session.commit()
    return vase


def path_of(question: Question, language: str = "fr") -> str:
    return f"/{language}/admin/banks/{question.bank_id}/questions/{question.id}"


def test_the_editor_says_what_changed_and_when(admin_client: FlaskClient, vase: Question) -> None:
    page = admin_client.get(path_of(vase)).get_data(as_text=True)
    assert "Le français a changé le " in page
    assert "le chinois date d’avant." in page
    assert [text in page for text in ("Quel bol", "Quel vase", "哪一件花瓶")] == [True] * 3
    assert "法文已于" in admin_client.get(path_of(vase, "zh")).get_data(as_text=True)


def test_one_click_says_that_it_still_holds(admin_client: FlaskClient, vase: Question) -> None:
    path, version = f"{path_of(vase)}/translation", str(vase.version)
    assert admin_client.post(path, data={"version": "1"}).status_code == 409
    assert admin_client.post(path, data={"version": version}).status_code == 303
    page = admin_client.get(path_of(vase)).get_data(as_text=True)
    assert "Les deux langues disent de nouveau la même chose." in page
    assert "Quel bol" not in page
    other = f"/fr/admin/banks/999/questions/{vase.id}/translation"
    assert admin_client.post(other, data={"version": version}).status_code == 404


def test_lists_say_it_and_find_by_it(admin_client: FlaskClient, vase: Question) -> None:
    make_question(vase.bank, prompt=Localized("Quel lit ?", "哪一张床？"))
    db.session.commit()
    for path in ("/fr/admin/questions", f"/fr/admin/banks/{vase.bank_id}"):
        page = admin_client.get(path).get_data(as_text=True)
        assert (page.count(f">{BEHIND}</p>"), "Quel lit" in page) == (1, True)
        page = admin_client.get(f"{path}?missing=outdated-zh").get_data(as_text=True)
        assert (page.count(f">{BEHIND}</p>"), "Quel lit" in page) == (1, False)
        assert '<option value="outdated-zh" selected>' in page
        page = admin_client.get(f"{path}?missing=outdated-fr").get_data(as_text=True)
        assert "Quel vase" not in page


def test_saving_the_other_language_settles_it(admin_client: FlaskClient, vase: Question) -> None:
    reader = FormReader()
    reader.feed(admin_client.get(path_of(vase)).get_data(as_text=True))
    sent = reader.values | {"prompt-zh": "哪一件瓶子？"}
    assert admin_client.post(path_of(vase), data=sent).status_code == 303
    db.session.rollback()
    assert db.session.get_one(Question, vase.id).outdated == ""
