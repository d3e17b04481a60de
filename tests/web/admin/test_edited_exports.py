"""A bank's export, edited and imported again, changes its questions once they were looked at."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.bank.edits import add_question, edit_question
from quiz.bank.models import Bank
from quiz.bank.queries import demo_file, draft_of, list_questions
from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.factories import make_bank
from tests.web.admin.uploads import counts, exported, go_on, questions, upload

BY = "admin@museum.example"
NEW, CHANGED, SAME = "Nouvelles questions", "Questions modifiées", "Questions inchangées"


def facts(page: str) -> dict[str, str]:
    """The bank and the counts at the head of the review."""
    found = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", page)
    return {name: value.strip() for name, value in found if name != "Type de fichier"}


@pytest.fixture
def bank(admin_client: FlaskClient) -> Bank:
    """Two questions, of which the second has a gap."""
    bank = make_bank(name="V&A")
    db.session.commit()
    gap = make_draft(prompt=Localized("Quel lit ?", ""), key={}, choices=())
    with writing():
        add_question(bank.id, make_draft(picture_with_question=True), BY)
        add_question(bank.id, gap, BY)
        db.session.commit()
    return bank


@pytest.mark.both_databases
@pytest.mark.parametrize("language", ["fr", "zh"])
def test_an_export_imports_back_without_a_change(
    admin_client: FlaskClient, bank: Bank, language: str
) -> None:
    before = [(row.id, row.version, draft_of(row)) for row in questions(bank)]
    data = exported(admin_client, bank, language)
    assert data.startswith(b"\xef\xbb\xbfkind" + {"fr": b";", "zh": b","}[language])
    assert upload(admin_client, data).status_code == 303
    assert [(row.id, row.version, draft_of(row)) for row in questions(bank)] == before


@pytest.mark.both_databases
def test_an_edited_export_changes_its_questions(admin_client: FlaskClient, bank: Bank) -> None:
    first, second = questions(bank)
    ids = [first.id, second.id]
    data = exported(admin_client, bank).replace(b"le vase 1", b"le grand vase")
    data = data.replace(b"Quel lit ?;", "Quel lit ?;哪张床？".encode())
    response = upload(admin_client, data)
    assert (response.status_code, response.text.count('class="change"')) == (200, 2)
    for text in ("le vase 1", "le grand vase", "哪张床？"):
        assert text in response.text
    assert [row.version for row in questions(bank)] == [1, 1]
    assert go_on(admin_client, response.text).status_code == 303
    first, second = questions(bank)
    assert ([first.id, second.id], first.version, second.version) == (ids, 2, 2)
    assert first.choices[0] == Localized("le grand vase", "花瓶1")
    assert (first.picture_with_question, second.prompt.zh) == (True, "哪张床？")
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.act, entry.details) == ("bank.import", {"added": 0, "changed": ids})


def edited_by_somebody(bank: Bank) -> None:
    with writing():
        question = list_questions(bank.id)[0]
        draft = make_draft(explanation=Localized("Parce que.", "因为。"))
        edit_question(question.id, draft, question.version, BY)
        db.session.commit()


def test_what_somebody_else_changed_meanwhile_is_a_conflict(
    admin_client: FlaskClient, bank: Bank
) -> None:
    data = exported(admin_client, bank).replace(b"le vase 1", b"le grand vase")
    edited_by_somebody(bank)
    page = upload(admin_client, data).text
    assert 'name="overwrite"' in page
    assert go_on(admin_client, page).status_code == 303
    assert questions(bank)[0].choices[0].fr == "le vase 1"
    page = upload(admin_client, data).text
    assert go_on(admin_client, page, overwrite="y").status_code == 303
    first = questions(bank)[0]
    assert (first.choices[0].fr, first.explanation.fr, first.version) == ("le grand vase", "", 3)


def test_a_row_that_was_left_alone_undoes_nobodys_work(
    admin_client: FlaskClient, bank: Bank
) -> None:
    data = exported(admin_client, bank)
    edited_by_somebody(bank)
    assert upload(admin_client, data).status_code == 303
    assert questions(bank)[0].explanation.fr == "Parce que."


def test_a_change_between_the_page_and_the_click_is_shown_again(
    admin_client: FlaskClient, bank: Bank
) -> None:
    data = exported(admin_client, bank).replace(b"le vase 1", b"le grand vase")
    page = upload(admin_client, data).text
    edited_by_somebody(bank)
    response = go_on(admin_client, page)
    assert (response.status_code, 'name="overwrite"' in response.text) == (200, True)
    assert questions(bank)[0].choices[0].fr == "le vase 1"


def test_rows_of_another_bank_are_new_and_said_to_be(admin_client: FlaskClient, bank: Bank) -> None:
    upload(admin_client, demo_file(), name="Autre")
    response = upload(admin_client, exported(admin_client, bank), name="Autre")
    assert response.status_code == 200
    assert "2 lignes" in response.text
    assert go_on(admin_client, response.text).status_code == 303
    assert counts() == [("Autre", 32), ("V&A", 2)]


def test_an_export_under_another_name_is_looked_at_first(
    admin_client: FlaskClient, bank: Bank
) -> None:
    make_bank(name="Vide")
    db.session.commit()
    for name in ("Copie", "Vide"):
        page = upload(admin_client, exported(admin_client, bank), name=name).text
        assert facts(page) == {"Banque": name, NEW: "2", CHANGED: "0", SAME: "0"}
        assert "2 lignes" in page
    assert counts() == [("V&A", 2), ("Vide", 0)]
    assert go_on(admin_client, page).status_code == 303
    assert counts() == [("V&A", 2), ("Vide", 2)]


def test_the_review_counts_what_the_import_does(admin_client: FlaskClient, bank: Bank) -> None:
    data = exported(admin_client, bank).decode().replace("Quel lit ?", "Quel grand lit ?")
    known = re.sub(r"\d+;v1-\w+$", ";", data.splitlines()[1]) + "\r\n"
    fresh = known.replace("Lequel est le plus ancien ?", "Et celui-ci ?")
    page = upload(admin_client, (data + known + fresh + fresh).encode()).text
    assert facts(page) == {"Banque": "V&amp;A", NEW: "1", CHANGED: "1", SAME: "3"}
    done = admin_client.get(go_on(admin_client, page).location).text
    for sentence in ("1 question a été ajoutée.", "1 question a été modifiée.", "3 y figuraient"):
        assert sentence in done


def test_a_question_that_is_left_as_it_is_is_no_change(
    admin_client: FlaskClient, bank: Bank
) -> None:
    data = exported(admin_client, bank).replace(b"le vase 1", b"le grand vase")
    edited_by_somebody(bank)
    page = upload(admin_client, data).text
    conflict = {"Questions modifiées après l’écriture du fichier": "1"}
    assert facts(page) == {"Banque": "V&amp;A", NEW: "0", CHANGED: "0", SAME: "1"} | conflict


def test_a_row_that_was_copied_with_its_id_is_refused(
    admin_client: FlaskClient, bank: Bank
) -> None:
    data = exported(admin_client, bank)
    last = data.rstrip().rpartition(b"\n")[2]
    response = upload(admin_client, data + last.replace(b"Quel lit", b"Quel autre lit"))
    assert (response.status_code, "<code>id</code>" in response.text) == (422, True)


def test_a_question_may_not_become_another_ones_twin(admin_client: FlaskClient, bank: Bank) -> None:
    with writing():
        add_question(bank.id, make_draft(prompt=Localized("Lequel ?", "哪个？")), BY)
        db.session.commit()
    data = exported(admin_client, bank).replace("Lequel ?;哪个？".encode(), b"")
    data = data.replace(b"single;;;", "single;Lequel est le plus ancien ?;哪一件最古老？;".encode())
    response = upload(admin_client, data.replace(b";;le vase", b";le vase"))
    assert (response.status_code, len(questions(bank))) == (422, 3)


def test_two_questions_may_exchange_their_texts(admin_client: FlaskClient, bank: Bank) -> None:
    with writing():
        add_question(bank.id, make_draft(prompt=Localized("Lequel ?", "哪个？")), BY)
        db.session.commit()
    one, other = "Lequel est le plus ancien ?;哪一件最古老？", "Lequel ?;哪个？"
    text = exported(admin_client, bank).decode().replace(one, "\0").replace(other, one)
    page = upload(admin_client, text.replace("\0", other).encode()).text
    assert go_on(admin_client, page).status_code == 303
    assert [row.prompt.fr for row in questions(bank)] == [
        "Lequel ?",
        "Quel lit ?",
        "Lequel est le plus ancien ?",
    ]


def test_columns_that_are_left_out_stay_as_they_are(admin_client: FlaskClient, bank: Bank) -> None:
    first = questions(bank)[0]
    sheet = f"id;type;question;题目;notes\n{first.id};single;Lequel ?;哪一件最古老？;relu\n"
    page = upload(admin_client, sheet.encode()).text
    assert "notes" in page
    assert go_on(admin_client, page).status_code == 303
    row = questions(bank)[0]
    assert (row.prompt, row.choices, row.key) == (
        Localized("Lequel ?", "哪一件最古老？"),
        make_draft().choices,
        {"right": [2]},
    )


def test_numbers_of_ones_own_are_no_ids(admin_client: FlaskClient, bank: Bank) -> None:
    first = questions(bank)[0]
    sheet = "id,kind,prompt_fr,prompt_zh,correct\n" + "".join(
        f"{number},number,Combien ({number}) ?,多少？,3\n"
        for number in range(first.id, first.id + 3)
    )
    page = upload(admin_client, sheet.encode()).text
    assert 'class="change"' not in page
    assert go_on(admin_client, page).status_code == 303
    rows = questions(bank)
    assert (len(rows), rows[0].prompt, rows[0].version) == (5, first.prompt, 1)


def test_an_export_of_another_house_changes_nothing(admin_client: FlaskClient, bank: Bank) -> None:
    data = exported(admin_client, bank).decode()
    theirs = data.replace("Lequel est le plus ancien ?", "Qui ?").replace("哪一件最古老？", "谁？")
    theirs = theirs.replace("v1-", "v1-0")
    theirs = "\n".join(line[:-1] if "v1-0" in line else line for line in theirs.splitlines())
    page = upload(admin_client, theirs.encode()).text
    assert 'class="change"' not in page
    assert go_on(admin_client, page).status_code == 303
    assert questions(bank)[0].prompt.fr == "Lequel est le plus ancien ?"


@pytest.mark.parametrize(
    ("language", "cells"), [("fr", ("−2,5", "1,852")), ("zh", ("−2.5", "1.852"))]
)
def test_numbers_are_compared_as_the_reader_writes_them(
    admin_client: FlaskClient, bank: Bank, language: str, cells: tuple[str, str]
) -> None:
    with writing():
        key = {"value": "-2.5", "tolerance": "1.852"}
        prompt = Localized("Combien ?", "多少？")
        draft = make_draft("number", prompt=prompt, key=key, may_be_negative=True)
        add_question(bank.id, draft, BY)
        db.session.commit()
    data = exported(admin_client, bank, "zh").decode()
    data = data.replace("Combien ?", "Combien donc ?").replace("-2.5,1.852", "-3,2")
    page = upload(admin_client, data.encode(), language=language).text
    for cell in cells:
        assert f">{cell}<" in page
    assert "Combien donc\xa0?" in page


def test_what_was_ruined_in_an_edited_export_stands_beside_its_errors(
    admin_client: FlaskClient, bank: Bank
) -> None:
    text = exported(admin_client, bank, "zh").decode()
    text = text.replace("花瓶1", "????").replace("single,Quel lit", "charade,Quel lit")
    response = upload(admin_client, text.encode())
    assert (response.status_code, "????" in response.text) == (422, True)
    assert "Ouvrez l’original dans Excel" in response.text
