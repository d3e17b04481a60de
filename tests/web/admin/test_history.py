"""A question's history is read in both languages, and every version can be had back."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from quiz.bank.actions import import_questions
from quiz.bank.citation import words_cited
from quiz.bank.edits import add_question, edit_question
from quiz.bank.history.queries import VERSIONS_A_PAGE, count_versions, step_of
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of, export_bank, get_question, list_questions
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.web.citing import citation_by
from tests.bank.drafts import make_draft, many_questions
from tests.clocks import EVENING, SettableClock
from tests.factories import (
    make_bank,
    make_entry,
    make_event,
    make_object,
    make_picture,
    make_question,
)
from tests.web.staff_forms import QUESTION

BY = "admin@museum.example"
OTHER = Localized("Lequel est le plus récent ?", "哪一件最近？")


@pytest.fixture
def question(clock: SettableClock, admin_client: FlaskClient) -> Question:
    """A question in two versions: the second asks for the most recent one."""
    made = add_question(make_bank(name="Vases").id, make_draft(), BY)
    clock.advance(60_000)
    edit_question(made.id, make_draft(prompt=OTHER), 1, "somebody.else@museum.example")
    db.session.commit()
    return made


def path(question: Question, lang: str = "fr") -> str:
    return f"/{lang}/admin/banks/{question.bank_id}/questions/{question.id}"


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def bare(html: str) -> str:
    """The text without what only a screen reader says, and without tags but for marks."""
    html = re.sub(r'<span class="visually-hidden"[^>]*>.*?</span>', "", html)
    return re.sub(r"<(?!/?(?:ins|del)\b)[^>]*>", "", html)


@pytest.mark.both_databases
def test_who_changed_what_and_when(admin_client: FlaskClient, question: Question) -> None:
    page = text_of(admin_client, f"{path(question)}/history")
    assert page.index('id="version-2"') < page.index('id="version-1"')
    assert "somebody.else@museum.example" in page
    assert "<del>ancien</del><ins>récent</ins>" in bare(page)
    assert "哪一件最<del>古老</del><ins>近</ins>" in bare(page)
    assert 'datetime="2020-08-26T14:01+02:00"' in page
    chinese = text_of(admin_client, f"{path(question, 'zh')}/history")
    assert 'datetime="2020-08-26T20:01+08:00"' in chinese


def test_the_editor_leads_to_it(admin_client: FlaskClient, question: Question) -> None:
    assert f'href="{path(question)}/history">Historique (2)</a>' in text_of(
        admin_client, path(question)
    )


@pytest.mark.both_databases
def test_a_version_is_looked_at_whole_and_taken_back(
    admin_client: FlaskClient, question: Question
) -> None:
    number, history = question.id, f"{path(question)}/history"
    assert "Lequel est le plus ancien" in bare(text_of(admin_client, f"{history}/1"))
    answer = admin_client.post(f"{history}/1", data={"version": "2"})
    assert (answer.status_code, answer.headers["Location"]) == (303, history)
    db.session.rollback()
    assert draft_of(get_question(number)) == make_draft()
    page = text_of(admin_client, history)
    assert 'id="version-3"' in page
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', page)
    assert undo is not None
    assert admin_client.post(undo[1]).status_code == 303
    db.session.rollback()
    assert get_question(number).prompt == OTHER


def test_who_comes_second_sees_what_is_true_now(
    admin_client: FlaskClient, question: Question
) -> None:
    answer = admin_client.post(f"{path(question)}/history/1", data={"version": "1"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert 'role="alert"' in page
    assert 'id="version-2"' in page
    db.session.rollback()
    assert count_versions(question.id) == 2


@pytest.mark.parametrize("way", ["history/1", "history/7", "history/x"])
def test_another_banks_question_has_no_history_here(
    admin_client: FlaskClient, question: Question, way: str
) -> None:
    other = make_bank().id
    db.session.commit()
    text_of(admin_client, f"/fr/admin/banks/{other}/questions/{question.id}/{way}", 404)


def test_what_cannot_be_read_any_more_is_said(
    admin_client: FlaskClient, question: Question
) -> None:
    old = QuestionVersion.question_id == question.id, QuestionVersion.number == 1
    content = {"kind": "roulette", "prompt": {"fr": "Quoi ?", "zh": "什么？"}}
    db.session.execute(update(QuestionVersion).where(*old).values(content=content))
    db.session.commit()
    said = "Cette version ne peut plus être lue"
    assert said in text_of(admin_client, f"{path(question)}/history")
    assert said in text_of(admin_client, f"{path(question)}/history/1")
    answer = admin_client.post(f"{path(question)}/history/1", data={"version": "2"})
    assert (answer.status_code, said in answer.get_data(as_text=True)) == (422, True)


def test_a_picture_is_shown_where_it_is_kept(admin_client: FlaskClient) -> None:
    kept, gone = make_picture(), "f" * 32
    alt = Localized("Un vase", "一只花瓶")
    question = add_question(make_bank().id, make_draft(image=f"{kept.key}.jpg", image_alt=alt), BY)
    edit_question(question.id, make_draft(image=f"{gone}.jpg", image_alt=alt), 1, BY)
    db.session.commit()
    page = text_of(admin_client, f"{path(question)}/history")
    assert f'src="/fr/admin/pictures/{kept.key}/thumbnail.jpg"' in page
    assert f"{gone}.jpg" in page
    assert text_of(admin_client, f"{path(question)}/history/2")


def test_the_picture_of_an_object_and_of_the_page_before_is_shown(
    admin_client: FlaskClient,
) -> None:
    kept = make_picture()
    cited = make_draft(object_picture=f"{kept.key}.jpg")
    question = add_question(make_bank().id, cited, BY)
    for version in range(1, VERSIONS_A_PAGE + 1):
        edit_question(question.id, make_draft(seconds=30 + version), version, BY)
    db.session.commit()
    page = text_of(admin_client, f"{path(question)}/history")
    assert page.count('<li class="version"') == VERSIONS_A_PAGE
    assert f'src="/fr/admin/pictures/{kept.key}/thumbnail.jpg"' in page
    assert 'rel="next"' in page


@pytest.mark.parametrize("way", ["history/1", "undo"])
def test_the_object_is_cited_again(admin_client: FlaskClient, way: str) -> None:
    kept = make_object()
    draft = make_draft(**words_cited(citation_by(kept)))
    question = add_question(make_bank().id, draft, BY, kept.id)
    edit_question(question.id, replace(draft, maker=Localized("Ru", "汝窑")), 1, BY)
    number, cited, bank_id = question.id, kept.id, question.bank_id
    undo = f"/fr/admin/banks/{bank_id}/undo/{step_of(number, 2)}"
    sent = undo if way == "undo" else f"{path(question)}/{way}"
    assert question.object_id is None
    db.session.commit()
    assert admin_client.post(sent, data={"version": "2"}).status_code == 303
    db.session.rollback()
    assert get_question(number).object_id == cited


def test_before_its_history_was_kept(admin_client: FlaskClient) -> None:
    question = make_question(make_bank(), version=3)
    db.session.commit()
    history = f"{path(question)}/history"
    assert 'class="empty"' in text_of(admin_client, history)
    edit_question(question.id, make_draft(), 3, BY)
    db.session.commit()
    assert "avant que son historique soit conservé" in text_of(admin_client, history)


def undo_path(client: FlaskClient, bank_id: int) -> str:
    page = text_of(client, f"/fr/admin/banks/{bank_id}")
    found = re.search(r'class="undo" method="post" action="([^"]*)"', page)
    assert found is not None
    return found[1]


@pytest.mark.both_databases
def test_a_save_is_undone_by_one_click(admin_client: FlaskClient, question: Question) -> None:
    number, bank_id = question.id, question.bank_id
    admin_client.post(path(question), data=QUESTION | {"version": "2"})
    answer = admin_client.post(undo_path(admin_client, bank_id))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/fr/admin/banks/{bank_id}")
    db.session.rollback()
    assert (get_question(number).prompt, get_question(number).version) == (OTHER, 4)
    admin_client.post(undo_path(admin_client, bank_id))
    db.session.rollback()
    assert get_question(number).prompt.fr == "Quel vase ?"


def test_a_new_question_is_undone_by_one_click(
    admin_client: FlaskClient, question: Question
) -> None:
    bank_id = question.bank_id
    admin_client.post(f"/fr/admin/banks/{bank_id}/questions/new", data=QUESTION)
    db.session.rollback()
    assert len(list_questions(bank_id)) == 2
    admin_client.post(undo_path(admin_client, bank_id))
    db.session.rollback()
    assert [row.prompt for row in list_questions(bank_id)] == [OTHER]


@pytest.mark.both_databases
def test_an_import_is_undone_but_for_what_is_needed(app: Flask, admin_client: FlaskClient) -> None:
    done = import_questions("Vases", many_questions(3), EVENING, BY)
    bank_id, step = done.bank.id, done.step
    planned, changed, _free = list_questions(bank_id)
    make_entry(make_event(), planned)
    edit_question(changed.id, make_draft(), 1, BY)
    left = [planned.id, changed.id]
    db.session.commit()
    undo = f"/fr/admin/banks/{bank_id}/undo/{step}"
    page = admin_client.post(undo, follow_redirects=True).get_data(as_text=True)
    assert page.count('class="notice warning"') == 2
    assert 'class="notice right undoable"' in page
    db.session.rollback()
    assert [row.id for row in list_questions(bank_id)] == left
    again = admin_client.post(undo, follow_redirects=True).get_data(as_text=True)
    assert 'class="notice right' not in again


def test_a_mend_of_signs_is_undone_by_one_click(admin_client: FlaskClient) -> None:
    question = make_question(make_bank(), prompt=Localized("Lequel?", "哪一件？"))
    number, bank_id = question.id, question.bank_id
    db.session.commit()
    check = f"/fr/admin/banks/{bank_id}/check"
    admin_client.post(check, data={"question": f"{number}-1"})
    page = text_of(admin_client, check)
    found = re.search(r'action="([^"]*/undo/[^"]*)"', page)
    assert found is not None
    admin_client.post(found[1])
    db.session.rollback()
    assert get_question(number).prompt.fr == "Lequel?"


def test_an_act_over_many_is_undone_from_the_history(admin_client: FlaskClient) -> None:
    bank = import_questions("Vases", many_questions(3), EVENING, BY).bank
    edited = export_bank(bank.id, "fr").replace("numéro".encode(), b"no")
    done = import_questions("Vases", edited, EVENING, BY)
    question = list_questions(bank.id)[0]
    db.session.commit()
    page = text_of(admin_client, f"{path(question)}/history")
    assert f'action="/fr/admin/banks/{bank.id}/undo/{done.step}"' in page
