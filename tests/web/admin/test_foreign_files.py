"""Files of other programs go to a bank once somebody has seen what becomes of them."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.bank.queries import find_bank
from quiz.extensions import db
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT, make_kahoot
from tests.web.admin.uploads import PATH, counts, go_on, questions, upload

GOOD = ("Quel est le plus vieux ?", "le vase", "le bol", "", "", 20, 1)
EMPTY = ("", "<b>le vase</b>", "le bol", "", "", 20, 1)


def stored(name: str = "V&A") -> list[tuple[str, str]]:
    db.session.rollback()
    bank = find_bank(name)
    assert bank is not None
    return [(question.prompt.fr, question.prompt.zh) for question in questions(bank)]


def upload_pair(client: FlaskClient, one: bytes, other: bytes) -> Any:
    sent = {
        "name": "V&A",
        "file": (BytesIO(one), "fr.xlsx"),
        "other": (BytesIO(other), "zh.xlsx"),
    }
    return client.post(f"{PATH}/import", data=sent)


@pytest.mark.both_databases
def test_a_file_in_one_language_becomes_drafts(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, FRENCH_KAHOOT)
    assert (seen.status_code, counts(), "Kahoot" in seen.text) == (200, [], True)
    assert go_on(admin_client, seen.text).status_code == 303
    assert stored() == [("Quel est le plus vieux ?", ""), ("Lesquels sont verts ?", "")]


def test_two_files_make_one_bilingual_bank(admin_client: FlaskClient) -> None:
    response = upload_pair(admin_client, FRENCH_KAHOOT, CHINESE_KAHOOT)
    assert response.status_code == 303
    assert stored() == [
        ("Quel est le plus vieux ?", "哪一件最古老？"),
        ("Lesquels sont verts ?", "哪些是青色的？"),
    ]


def test_both_files_stay_with_the_page(admin_client: FlaskClient) -> None:
    other = make_kahoot(("哪一件最古老？", "花瓶", "碗", "杯", "", 20, 1))
    seen = upload_pair(admin_client, FRENCH_KAHOOT, other)
    assert (seen.status_code, counts()) == (200, [])
    assert go_on(admin_client, seen.text).status_code == 303
    assert stored()[0] == ("Quel est le plus vieux ?", "哪一件最古老？")


def test_two_files_in_one_language_are_refused(admin_client: FlaskClient) -> None:
    response = upload_pair(admin_client, FRENCH_KAHOOT, FRENCH_KAHOOT)
    assert (response.status_code, counts()) == (422, [])


def test_what_cannot_be_taken_is_named_and_the_rest_is_taken(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, make_kahoot(GOOD, EMPTY)).text
    assert "Questions laissées de côté" in seen
    assert go_on(admin_client, seen).status_code == 303
    assert stored() == [("Quel est le plus vieux ?", "")]


def test_the_language_may_be_said(admin_client: FlaskClient) -> None:
    sent = {
        "name": "V&A",
        "file": (BytesIO(make_kahoot(("1 + 1 ?", "2", "3", "", "", 20, 1))), "a.xlsx"),
        "language": "zh",
    }
    seen = admin_client.post(f"{PATH}/import", data=sent).text
    assert go_on(admin_client, seen).status_code == 303
    assert stored() == [("", "1 + 1 ?")]
