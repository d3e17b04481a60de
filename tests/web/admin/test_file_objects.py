"""A bank's archive carries the objects that its questions cite, once each, and brings them back."""

import json
from dataclasses import replace
from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.citation import citation_of
from quiz.bank.edits import add_question
from quiz.bank.models import Bank, Question
from quiz.bank.rules import picture_name
from quiz.extensions import db
from quiz.objects.actions import delete_object
from quiz.objects.models import MuseumObject
from quiz.objects.queries import object_words
from quiz.pictures.actions import keep_picture
from quiz.pictures.models import Picture
from quiz.pictures.process import prepare_picture
from quiz.web.citing import citation_by
from tests.bank.drafts import make_draft
from tests.factories import make_bank, make_object
from tests.pictures.drawings import draw, encoded


def cited_bank(kept: MuseumObject) -> Bank:
    """A bank with two questions that cite the object, and one that does not."""
    bank = make_bank(name="Céladons")
    words = {name: getattr(citation_by(kept), name) for name in citation_by(kept).__slots__}
    for seconds in (40, 41):
        add_question(bank.id, replace(make_draft(seconds=seconds), **words), "test", kept.id)
    add_question(bank.id, make_draft(seconds=42), "test")
    db.session.commit()
    return bank


def objects_of(bank: str) -> list[int | None]:
    """Which object each question of the bank cites."""
    db.session.rollback()
    chosen = select(Question.object_id).join(Bank).where(Bank.name == bank)
    return list(db.session.scalars(chosen.order_by(Question.position)))


def bring(client: FlaskClient, data: bytes, bank: str) -> None:
    """Import the archive into that bank."""
    path, form = "/fr/admin/banks/import", {"name": bank}
    page = client.post(path, data=form | {"file": (BytesIO(data), "bank.json")})
    if page.status_code == 200:
        seen = page.text.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
        sent = form | {"file": (BytesIO(data), "bank.json"), "seen": seen}
        page = client.post(path, data=sent)
    assert page.status_code == 303


def test_an_archive_brings_its_objects_along(admin_client: FlaskClient) -> None:
    picture = keep_picture(prepare_picture(encoded(draw())), "coupe.jpg", 1, "test").key
    kept = make_object(picture=picture)
    bank, words = cited_bank(kept), object_words(kept)
    data = admin_client.get(f"/fr/admin/banks/{bank.id}/export.json").data
    archive = json.loads(data)
    (number,) = archive["objects"]
    assert [question.get("object") for question in archive["questions"]] == [number, number, None]
    assert picture_name(picture) in archive["pictures"]
    db.session.rollback()
    # Into another museum, where neither the object nor its picture is known.
    for question in db.session.scalars(select(Question)).all():
        db.session.delete(question)
    delete_object(kept.id, 1, "test")
    db.session.delete(db.session.get_one(Picture, picture))
    db.session.commit()
    bring(admin_client, data, "Ailleurs")
    again = db.session.scalars(select(MuseumObject)).one()
    # The picture was made anew, from what the archive has.
    assert replace(object_words(again), picture="") == replace(words, picture="")
    assert db.session.get(Picture, again.picture) is not None
    assert objects_of("Ailleurs") == [again.id, again.id, None]
    cited = db.session.scalars(select(Question).where(Question.object_id == again.id)).all()
    assert {citation_of(question) for question in cited} == {citation_by(again)}


def test_an_object_that_is_here_is_not_made_again(admin_client: FlaskClient) -> None:
    kept = make_object()
    bank = cited_bank(kept)
    data = admin_client.get(f"/fr/admin/banks/{bank.id}/export.json").data
    bring(admin_client, data, "Ailleurs")
    assert objects_of("Ailleurs") == [kept.id, kept.id, None]
    bring(admin_client, data, "Céladons")
    assert objects_of("Céladons") == [kept.id, kept.id, None]
    assert len(db.session.scalars(select(MuseumObject)).all()) == 1


def test_a_question_that_a_file_changes_is_released(admin_client: FlaskClient) -> None:
    kept = make_object()
    bank = cited_bank(kept)
    archive = json.loads(admin_client.get(f"/fr/admin/banks/{bank.id}/export.json").data)
    archive["questions"][0]["maker"] = {"fr": "Ding", "zh": "定窑"}
    archive["questions"][1]["seconds"] = 50
    bring(admin_client, json.dumps(archive).encode(), "Céladons")
    assert objects_of("Céladons") == [None, kept.id, None]


def test_a_sheet_that_comes_back_unchanged_keeps_the_objects(admin_client: FlaskClient) -> None:
    kept = make_object()
    bank = cited_bank(kept)
    sheet = admin_client.get(f"/fr/admin/banks/{bank.id}/export.csv").data
    head = sheet.decode("utf-8-sig").splitlines()[0]
    assert "material_zh" in head
    sheet = sheet.replace(b";41;", b";51;")
    path = "/fr/admin/banks/import"
    form = {"name": "Céladons", "file": (BytesIO(sheet), "bank.csv")}
    page = admin_client.post(path, data=form)
    seen = page.text.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]
    again = {"name": "Céladons", "file": (BytesIO(sheet), "bank.csv"), "seen": seen}
    assert admin_client.post(path, data=again).status_code == 303
    assert objects_of("Céladons") == [kept.id, kept.id, None]
