"""Banks in the back office: made, renamed, deleted, searched, imported and exported."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.models import Bank, Question
from quiz.bank.queries import demo_file
from quiz.events.queries import list_entries
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_entry, make_event, make_question

PATH = "/fr/admin/banks"


@pytest.fixture
def bank(admin_client: FlaskClient) -> Bank:
    bank = make_bank(name="V&A")
    make_question(bank, prompt=Localized("Quel vase ?", "哪一件花瓶？"))
    make_question(bank, prompt=Localized("Quel lit ?", ""), tags=["meubles"])
    db.session.commit()
    return bank


def names() -> list[str]:
    db.session.rollback()
    return [bank.name for bank in db.session.scalars(select(Bank).order_by(Bank.name))]


def upload(client: FlaskClient, data: bytes, name: str = "V&A") -> Any:
    sent = {"name": name, "file": (BytesIO(data), "bank.csv")}
    return client.post(f"{PATH}/import", data=sent, follow_redirects=True)


def test_the_list_counts_questions_and_those_that_are_not_ready(
    admin_client: FlaskClient, bank: Bank
) -> None:
    page = admin_client.get(PATH).get_data(as_text=True)
    assert '<td class="figure" data-label="Questions">2</td>' in page
    assert '<span class="warn">1</span>' in page


def test_the_list_asks_as_much_for_three_banks_as_for_one(
    admin_client: FlaskClient, queries: Any
) -> None:
    counts = []
    for _ in range(3):
        make_question()
        db.session.commit()
        with queries() as made:
            admin_client.get(PATH)
        counts.append(len(made))
    assert counts[0] == counts[1] == counts[2]


def test_a_bank_asks_as_much_for_three_questions_as_for_one(
    admin_client: FlaskClient, queries: Any
) -> None:
    counts, bank = [], make_bank()
    for _ in range(3):
        make_question(bank)
        db.session.commit()
        with queries() as made:
            admin_client.get(f"{PATH}/{bank.id}")
        counts.append(len(made))
    assert counts[0] == counts[1] == counts[2]


def test_a_banks_questions_say_what_is_wrong_with_them(
    admin_client: FlaskClient, bank: Bank
) -> None:
    page = admin_client.get(f"{PATH}/{bank.id}").get_data(as_text=True)
    assert page.count('<ul class="problems">') == 1
    assert page.index("Quel vase") < page.index("Quel lit")


def test_a_search_finds_words_and_tags(admin_client: FlaskClient, bank: Bank) -> None:
    for search, found, other in (
        ("花瓶", "Quel vase", "Quel lit"),
        ("MEUBLES", "Quel lit", "vase"),
    ):
        page = admin_client.get(f"{PATH}/{bank.id}?q={search}").get_data(as_text=True)
        results = page[page.index('id="results"') : page.index("</table>")]
        assert found in results
        assert other not in results


def test_a_bank_is_made_and_renamed(admin_client: FlaskClient, bank: Bank) -> None:
    admin_client.post(PATH, data={"name": "Limoges"})
    renamed = {"name": "V&A 2020", "version": "1"}
    assert admin_client.post(f"{PATH}/{bank.id}/rename", data=renamed).status_code == 303
    assert names() == ["Limoges", "V&A 2020"]


@pytest.mark.parametrize("name", ["", "V&A", "x" * 121])
def test_a_name_is_refused_by_its_field(admin_client: FlaskClient, bank: Bank, name: str) -> None:
    response = admin_client.post(PATH, data={"name": name})
    assert response.status_code in {409, 422}
    assert 'id="name-error"' in response.get_data(as_text=True)
    assert names() == ["V&A"]


def test_who_renames_second_keeps_what_was_typed(admin_client: FlaskClient, bank: Bank) -> None:
    response = admin_client.post(f"{PATH}/{bank.id}/rename", data={"name": "B", "version": "9"})
    assert response.status_code == 409
    assert 'value="B"' in response.get_data(as_text=True)
    assert names() == ["V&A"]


def test_a_deleted_bank_leaves_the_runs_of_show_that_used_it(
    admin_client: FlaskClient, bank: Bank
) -> None:
    event = make_event(title=Localized("Soirée bleue", "青花之夜"))
    make_entry(event, bank.questions[0])
    db.session.commit()
    assert "Soirée bleue" in admin_client.get(f"{PATH}/{bank.id}").get_data(as_text=True)
    response = admin_client.post(f"{PATH}/{bank.id}/delete", data={"version": "1"})
    assert response.status_code == 303
    assert names() == []
    assert (list(list_entries(event.id)), event.version) == ([], 2)


def test_a_bank_that_was_changed_meanwhile_is_not_deleted(
    admin_client: FlaskClient, bank: Bank
) -> None:
    response = admin_client.post(f"{PATH}/{bank.id}/delete", data={"version": "0"})
    assert response.status_code == 409
    assert names() == ["V&A"]


def test_a_file_is_imported_and_again_adds_nothing(admin_client: FlaskClient) -> None:
    first = upload(admin_client, demo_file()).get_data(as_text=True)
    again = upload(admin_client, demo_file()).get_data(as_text=True)
    count = len(db.session.scalars(select(Question.id)).all())
    assert count == demo_file().count(b"\n") - 1
    # What was written can be undone; the second time nothing was.
    assert 'class="notice right undoable"' in first
    assert 'class="notice right"' in again
    assert f"{count} " in again


def test_a_wrong_file_is_refused_whole_with_every_error(admin_client: FlaskClient) -> None:
    wrong = b"kind,prompt_fr,seconds\nsingle,Un ?,abc\n"
    response = upload(admin_client, wrong)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert "<code>prompt_zh</code>" in page
    assert names() == []


def test_an_empty_choice_of_file_is_refused_by_its_field(admin_client: FlaskClient) -> None:
    response = admin_client.post(f"{PATH}/import", data={"name": "V&A"})
    assert response.status_code == 422
    assert 'id="file-error"' in response.get_data(as_text=True)


def test_an_export_imports_back_to_the_same_bank(admin_client: FlaskClient) -> None:
    upload(admin_client, demo_file())
    bank = db.session.scalars(select(Bank)).one()
    file = admin_client.get(f"{PATH}/{bank.id}/export.csv")
    assert file.headers["Content-Disposition"] == 'attachment; filename="va.csv"'
    page = upload(admin_client, file.data).get_data(as_text=True)
    db.session.rollback()
    count = len(db.session.scalars(select(Question.id)).all())
    assert count == demo_file().count(b"\n") - 1
    assert f"{count} " in page
