"""Banks are taken away as workbooks and archives, and change the bank when they come back."""

from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.formats.registry import read_questions
from quiz.bank.models import Bank
from quiz.bank.queries import demo_file, find_bank
from quiz.extensions import db
from tests.web.admin.uploads import PATH, counts, questions, upload


def demo_bank(client: FlaskClient) -> Bank:
    upload(client, demo_file())
    db.session.rollback()
    bank = find_bank("V&A")
    assert bank is not None
    return bank


def test_a_workbook_comes_back_without_changing_anything(admin_client: FlaskClient) -> None:
    bank = demo_bank(admin_client)
    data = admin_client.get(f"{PATH}/{bank.id}/export.xlsx").data
    assert read_questions(data).format == "workbook"
    response = upload(admin_client, data)
    assert (response.status_code, counts()) == (303, [("V&A", 30)])
    assert {question.version for question in questions(bank)} == {1}


def test_an_archive_comes_back_to_another_bank(admin_client: FlaskClient) -> None:
    bank = demo_bank(admin_client)
    response = admin_client.get(f"{PATH}/{bank.id}/export.json")
    assert response.headers["Content-Disposition"] == 'attachment; filename="va.json"'
    reading = read_questions(response.data)
    assert (reading.format, len(reading.questions)) == ("archive", 30)


def test_the_template_is_a_file_to_keep(admin_client: FlaskClient) -> None:
    page = admin_client.get(f"{PATH}/import").text
    assert "/fr/admin/banks/template.xlsx" in page
    data = admin_client.get(f"{PATH}/template.xlsx").data
    assert upload(admin_client, data, name="Modèle").status_code == 303
    names = db.session.scalars(select(Bank.name)).all()
    assert names == ["Modèle"]


def test_nobody_else_takes_a_bank_away(host_client: FlaskClient) -> None:
    for path in ("1/export.xlsx", "1/export.json", "template.xlsx"):
        assert host_client.get(f"{PATH}/{path}").status_code == 403
