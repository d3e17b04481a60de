"""Pictures that come inside a file are kept, once each, and shown by the questions."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select

from quiz.bank.formats.json_archive import write_archive
from quiz.bank.formats.json_drafts import json_of_draft
from quiz.bank.formats.own_workbook import KnownDraft
from quiz.bank.formats.past_versions import PastVersion
from quiz.bank.formats.registry import read_questions
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import find_bank
from quiz.bank.rules import picture_key, picture_name
from quiz.cli.bank import import_command
from quiz.extensions import db
from quiz.pictures.models import Picture
from quiz.web.file_pictures import PREPARED, PreparedFiles
from tests.bank.drafts import make_draft
from tests.bank.formats.archives import make_zip
from tests.bank.formats.sheets import make_file, make_row
from tests.pictures.drawings import encoded, noise
from tests.web.admin.uploads import PATH, counts, go_on, upload

SPANS = "{{mlang fr}}{}{{mlang}}{{mlang zh}}{}{{mlang}}"


def asked(text: str, data: bytes) -> str:
    """A bilingual question with a picture, in Moodle's XML."""
    picture = '<img src="@@PLUGINFILE@@/vase.png" alt="' + SPANS.format("un vase", "花瓶") + '">'
    words = SPANS.format(f"<p>{text}</p>{picture}", f"<p>{text} 哪？</p>{picture}")
    file = f'<file name="vase.png" encoding="base64">{b64encode(data).decode()}</file>'
    return (
        f'<question type="truefalse"><questiontext format="html"><text><![CDATA[{words}]]></text>'
        f'{file}</questiontext><answer fraction="100"><text>true</text></answer></question>'
    )


def quiz_file(*datas: bytes) -> bytes:
    parts = (asked(f"Question {number} ?", data) for number, data in enumerate(datas, 1))
    return f"<quiz>{''.join(parts)}</quiz>".encode()


@pytest.fixture
def drawing() -> bytes:
    return encoded(noise(60, 40), "PNG")


def bring(client: FlaskClient, data: bytes, name: str = "V&A") -> Any:
    """Send a file, and go on from the page that shows it, if there is one."""
    seen = upload(client, data, name)
    return seen if seen.status_code == 303 else go_on(client, seen.text)


def images() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Question.image).order_by(Question.position)))


def test_a_picture_is_kept_once(admin_client: FlaskClient, drawing: bytes) -> None:
    response = bring(admin_client, quiz_file(drawing, drawing))
    assert (response.status_code, counts()) == (303, [("V&A", 2)])
    picture = db.session.scalars(select(Picture)).one()
    assert (picture.name, images()) == ("vase.png", [picture_name(picture.key)] * 2)
    again = bring(admin_client, quiz_file(drawing, drawing))
    assert (again.status_code, counts()) == (303, [("V&A", 2)])


def test_what_is_no_picture_is_said_and_the_question_is_taken(admin_client: FlaskClient) -> None:
    response = bring(admin_client, quiz_file(b"nothing"))
    assert (response.status_code, images()) == (303, ["vase.png"])
    assert db.session.scalar(select(func.count()).select_from(Picture)) == 0
    page = admin_client.get(response.location).text
    assert "n’est pas une image" in page


def test_an_archive_brings_its_pictures_to_another_machine(
    admin_client: FlaskClient, drawing: bytes
) -> None:
    bring(admin_client, quiz_file(drawing))
    db.session.rollback()
    bank = find_bank("V&A")
    assert bank is not None
    archive = admin_client.get(f"{PATH}/{bank.id}/export.json").data
    # In the same bank nothing changes; elsewhere the picture is made anew.
    assert bring(admin_client, archive).status_code == 303
    assert counts() == [("V&A", 1)]
    for picture in db.session.scalars(select(Picture)):
        db.session.delete(picture)
    db.session.commit()
    assert bring(admin_client, archive, "Ailleurs").status_code == 303
    key = db.session.scalars(select(Picture.key)).one()
    assert images()[-1] == picture_name(key)


def test_an_archive_brings_the_pictures_of_earlier_versions(
    admin_client: FlaskClient, drawing: bytes
) -> None:
    past = picture_name("0" * 32)
    said = json_of_draft(make_draft(image=past)), json_of_draft(make_draft("picture"))
    said[1]["key"] = {"right": [1], "pictures": [past, "vase.png"]}
    history = tuple(PastVersion(n, 1, "", "", content) for n, content in enumerate(said, 1))
    draft = make_draft(object_picture=past)
    archive = write_archive("", [KnownDraft(draft, 1, 3, history)], {past: drawing})
    assert bring(admin_client, archive).status_code == 303
    name = picture_name(db.session.scalars(select(Picture.key)).one())
    found = db.session.scalars(select(QuestionVersion).order_by(QuestionVersion.number)).all()
    assert [version.content["image"] for version in found] == [name, "", ""]
    assert [version.content["object_picture"] for version in found] == ["", "", name]
    assert found[1].content["key"] == {"right": [1], "pictures": [name, "vase.png"]}
    assert images() == [""]


def test_choices_that_are_pictures_have_theirs_kept(admin_client: FlaskClient) -> None:
    one, other = (encoded(noise(side, 50), "PNG") for side in (60, 50))
    answers = "".join(
        f'<answer fraction="{weight}" format="html"><text>&lt;img src="@@PLUGINFILE@@/{name}"&gt;'
        f'</text><file name="{name}" encoding="base64">{b64encode(data).decode()}</file></answer>'
        for weight, name, data in (
            (100, "a.png", one),
            (0, "b.png", other),
        )
    )
    asked = "<questiontext><text>Lequel ?</text></questiontext><single>1</single>"
    data = f"<quiz><question type='multichoice'>{asked}{answers}</question></quiz>".encode()
    assert bring(admin_client, data).status_code == 303
    db.session.rollback()
    question = db.session.scalars(select(Question)).one()
    keys = set(db.session.scalars(select(Picture.key)))
    assert {picture_key(name) for name in question.key["pictures"]} == keys
    archive = admin_client.get(f"{PATH}/{question.bank_id}/export.json").data
    (read,) = read_questions(archive).questions
    assert [picture.choice for picture in read.pictures] == [1, 2]


def test_the_command_line_keeps_them_too(
    runner: FlaskCliRunner, tmp_path: Path, drawing: bytes
) -> None:
    file = tmp_path / "quiz.xml"
    file.write_bytes(quiz_file(drawing))
    assert runner.invoke(import_command, [str(file)]).exit_code == 0
    assert images() == [picture_name(db.session.scalars(select(Picture.key)).one())]


def test_a_sheet_in_a_zip_brings_and_takes_its_pictures(
    admin_client: FlaskClient, drawing: bytes
) -> None:
    row = make_row(image="photos/Vase.PNG", image_alt_fr="un vase", image_alt_zh="花瓶")
    data = make_zip(
        {
            "musée/banque.csv": make_file(row),
            "musée/photos/vase.png": drawing,
            "__MACOSX/._banque.csv": b"x",
        }
    )
    assert read_questions(data).format == "sheet_archive"
    assert bring(admin_client, data).status_code == 303
    name = picture_name(db.session.scalars(select(Picture.key)).one())
    assert images() == [name]
    bank = find_bank("V&A")
    assert bank is not None
    taken = admin_client.get(f"{PATH}/{bank.id}/export.zip").data
    (question,) = read_questions(taken).questions
    assert [picture.name for picture in question.pictures] == [name]
    assert bring(admin_client, taken).status_code == 303
    assert (counts(), images()) == ([("V&A", 1)], [name])


def test_a_zip_of_two_sheets_is_an_archive_that_is_not_read(admin_client: FlaskClient) -> None:
    data = make_zip({"a.csv": make_file(make_row()), "b.csv": make_file(make_row())})
    assert upload(admin_client, data).status_code == 422


def test_a_zip_brings_the_pictures_of_kinds_that_need_one(admin_client: FlaskClient) -> None:
    names = ("a.png", "b.png")
    pictures = {name: encoded(noise(60 + place, 50), "PNG") for place, name in enumerate(names)}
    detail = make_row(
        kind="hotspot",
        image="A.png",
        image_alt_fr="un vase",
        image_alt_zh="花瓶",
        correct="1",
        tolerance="0,0,100,100|500,500,100,100",
    )
    choice = make_row(kind="picture", correct="2", tolerance="x/a.png| b.png")
    data = make_zip({"banque.csv": make_file(detail, choice), **pictures})
    assert bring(admin_client, data).status_code == 303
    keys = {picture.name: picture.key for picture in db.session.scalars(select(Picture))}
    assert images() == [picture_name(keys["a.png"]), ""]
    chosen = db.session.scalars(select(Question).where(Question.kind == "picture")).one()
    assert chosen.key["pictures"] == [picture_name(keys[name]) for name in names]


def test_a_file_in_a_zip_that_is_no_picture_keeps_its_own_name(admin_client: FlaskClient) -> None:
    row = make_row(image="vase.png", image_alt_fr="un vase", image_alt_zh="花瓶")
    response = bring(admin_client, make_zip({"a.csv": make_file(row), "vase.png": b"nothing"}))
    assert (response.status_code, images()) == (303, ["vase.png"])


def test_what_a_file_became_is_remembered_for_a_while() -> None:
    files = PreparedFiles(most=2)
    for data in (b"a", b"b", b"c"):
        files.remember(data, data.decode() * 32)
    files.remember(b"c", "c" * 32)
    assert [files.find(data) for data in (b"a", b"b", b"c", b"d")] == [
        None,
        "b" * 32,
        "c" * 32,
        None,
    ]


def test_a_picture_that_is_gone_is_made_again(admin_client: FlaskClient, drawing: bytes) -> None:
    bring(admin_client, quiz_file(drawing))
    db.session.rollback()
    first = db.session.scalars(select(Picture)).one()
    key = first.key
    assert PREPARED.find(drawing) == key
    db.session.delete(first)
    db.session.commit()
    assert bring(admin_client, quiz_file(drawing), "Ailleurs").status_code == 303
    assert db.session.scalars(select(Picture.key)).one() == key
