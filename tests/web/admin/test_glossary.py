"""The glossary's pages: written, changed, imported, taken away, and shown beside what is typed."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.extensions import db
from quiz.glossary.actions import add_term, change_term
from quiz.glossary.models import GlossaryTerm
from quiz.glossary.queries import list_terms
from quiz.glossary.rules import Term
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question

PATH = "/fr/admin/glossary"


@pytest.fixture
def celadon(admin_client: FlaskClient) -> GlossaryTerm:
    term = add_term(Term("céladon", "青瓷", "De Longquan."), "test")
    db.session.commit()
    return term


def stored() -> list[tuple[str, str, str]]:
    db.session.rollback()
    return [(term.fr, term.zh, term.note) for term in list_terms()]


def upload(client: FlaskClient, data: bytes) -> Any:
    return client.post(f"{PATH}/import", data={"file": (BytesIO(data), "glossaire.csv")})


def test_a_term_is_added_once(admin_client: FlaskClient) -> None:
    sent = {"fr": "couverte", "zh": "釉", "note": "Glaçure."}
    assert admin_client.post(PATH, data=sent).status_code == 303
    assert stored() == [("couverte", "釉", "Glaçure.")]
    again = admin_client.post(PATH, data=sent)
    assert (again.status_code, "déjà dans le glossaire" in again.text) == (409, True)
    wrong = admin_client.post(PATH, data={"fr": "釉", "zh": "couverte"})
    assert (wrong.status_code, "interverties" in wrong.text) == (422, True)
    assert admin_client.post(PATH, data={"fr": "vase"}).status_code == 422


def test_a_term_is_changed_by_who_saw_it_last(
    admin_client: FlaskClient, celadon: GlossaryTerm
) -> None:
    path = f"{PATH}/{celadon.id}"
    assert 'value="De Longquan."' in admin_client.get(path).text
    sent = {"fr": "céladon", "zh": "青瓷", "note": "Four.", "version": "1"}
    assert admin_client.post(path, data=sent).status_code == 303
    late = admin_client.post(path, data=sent | {"note": "Tard."})
    assert late.status_code == 409
    assert [text in late.text for text in ("Tard.", "Four.")] == [True, True]
    assert stored() == [("céladon", "青瓷", "Four.")]


def test_a_term_is_removed(admin_client: FlaskClient, celadon: GlossaryTerm) -> None:
    path = f"{PATH}/{celadon.id}"
    assert admin_client.post(f"{path}/remove").status_code == 303
    assert stored() == []
    assert admin_client.get(path).status_code == 404


def test_terms_are_searched(admin_client: FlaskClient, celadon: GlossaryTerm) -> None:
    add_term(Term("vase", "瓶"), "test")
    db.session.commit()
    page = admin_client.get(f"{PATH}?q=CELADON").text
    assert ("青瓷" in page, "瓶" in page) == (True, False)


def test_a_file_is_imported_and_its_bad_rows_are_named(
    admin_client: FlaskClient, celadon: GlossaryTerm
) -> None:
    answer = upload(
        admin_client, "术语;terme\n青瓷;céladon\n釉;couverte\n;vase\n".encode("gb18030")
    )
    assert (answer.status_code, "Ligne 4" in answer.text) == (200, True)
    assert stored() == [("céladon", "青瓷", "De Longquan."), ("couverte", "釉", "")]
    assert "1 terme est ajouté. 1 terme était déjà là." in answer.text
    whole = upload(admin_client, "fr,zh\nvase,瓶\n".encode())
    assert whole.status_code == 303
    refused = upload(admin_client, b"a,b\n1,2\n")
    assert refused.status_code == 422
    assert admin_client.post(f"{PATH}/import", data={}).status_code == 422


def test_what_is_taken_away_comes_back(admin_client: FlaskClient, celadon: GlossaryTerm) -> None:
    for language in ("fr", "zh"):
        taken = admin_client.get(f"/{language}/admin/glossary/export.csv").data
        assert upload(admin_client, taken).status_code == 303
        assert stored() == [("céladon", "青瓷", "De Longquan.")]


def test_terms_stand_beside_what_is_typed(admin_client: FlaskClient, celadon: GlossaryTerm) -> None:
    path = f"{PATH}/terms"
    found = admin_client.post(path, data={"fr": "Des Céladons ?", "zh": "瓶"}).text
    assert [text in found for text in ("céladon", "青瓷", "absent du chinois")] == [True] * 3
    used = admin_client.post(path, data={"fr": "céladon", "zh": "青瓷", "source": "fr"}).text
    assert ("青瓷" in used, "absent" in used) == (True, False)
    assert admin_client.post(path, data={"zh": "瓶"}).text.strip() == ""


def test_a_translator_sees_terms_underlined(
    admin_client: FlaskClient, celadon: GlossaryTerm
) -> None:
    question = make_question(make_bank(), prompt=Localized("Quel céladon, ici ?", ""))
    db.session.commit()
    page = admin_client.get(f"/fr/admin/translate/zh/{question.id}").text
    assert '<abbr class="term" title="青瓷">céladon</abbr>' in page
    assert page.count("data-terms=") == 1
    assert '<span lang="fr">céladon</span> = <span lang="zh-Hans">青瓷</span>' in page


def test_the_editor_lists_terms(admin_client: FlaskClient, celadon: GlossaryTerm) -> None:
    question = make_question(make_bank(), prompt=Localized("Quel céladon ?", "哪一件？"))
    db.session.commit()
    path = f"/fr/admin/banks/{question.bank_id}/questions/{question.id}"
    assert "absent du chinois" in admin_client.get(path).text
    change_term(celadon.id, Term("jade", "玉"), 1, "test")
    db.session.commit()
    assert "absent du chinois" not in admin_client.get(path).text


def test_without_a_glossary_nothing_is_asked(admin_client: FlaskClient) -> None:
    bank = make_bank()
    db.session.commit()
    page = admin_client.get(f"/fr/admin/banks/{bank.id}/questions/new").text
    assert "data-terms" not in page
