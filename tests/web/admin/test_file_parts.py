"""A bank's file that came in parts ahead of its form, so that the page could say how far it is."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from quiz.extensions import db
from quiz.pictures.models import PicturePart
from quiz.pictures.rules import PART_BYTES
from tests.bank.drafts import many_questions
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT
from tests.clients import sign_in
from tests.factories import make_staff
from tests.web.admin.uploads import PATH, counts, go_on

UPLOAD = "0123456789abcdef" * 2
OTHER = UPLOAD[::-1]
LOST = "Le fichier n’est pas arrivé en entier"


def send(client: FlaskClient, data: bytes, upload: str = UPLOAD, **values: str) -> Any:
    """A file in parts, and the reply to the last one."""
    parts = [data[begin : begin + PART_BYTES] for begin in range(0, len(data), PART_BYTES)]
    for number, part in enumerate(parts):
        place = {"upload": upload, "number": str(number), "count": str(len(parts))} | values
        sent = place | {"part": (BytesIO(part), "bank.csv")}
        reply = client.post(f"{PATH}/import/parts", data=sent)
    return reply


def take(client: FlaskClient, **values: str) -> Any:
    sent = {"name": "V&A"} | values
    return client.post(f"{PATH}/import", data=sent, content_type="multipart/form-data")


def parts_left() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(PicturePart)) or 0


@pytest.mark.both_databases
def test_a_file_that_came_in_parts_is_imported_by_its_name(admin_client: FlaskClient) -> None:
    data = many_questions(3_000)
    assert PART_BYTES < len(data) < 2 * PART_BYTES
    reply = send(admin_client, data)
    assert (reply.status_code, reply.json, parts_left()) == (202, {"received": 2}, 2)
    done = take(admin_client, sent=f"{UPLOAD}-2")
    assert (done.status_code, counts(), parts_left()) == (303, [("V&A", 3_000)], 0)


def test_two_files_come_in_parts(admin_client: FlaskClient) -> None:
    send(admin_client, FRENCH_KAHOOT)
    send(admin_client, CHINESE_KAHOOT, OTHER)
    seen = take(admin_client, sent=f"{UPLOAD}-1", sent_other=f"{OTHER}-1")
    assert ("哪一件最古老？" in seen.text, counts()) == (True, [])
    assert (go_on(admin_client, seen.text).status_code, counts()) == (303, [("V&A", 2)])


@pytest.mark.parametrize("name", [f"{UPLOAD}-2", f"{OTHER}-1", UPLOAD, "x", f"{UPLOAD}-0"])
@pytest.mark.parametrize("field", ["sent", "sent_other"])
def test_what_did_not_come_whole_is_chosen_again(
    admin_client: FlaskClient, field: str, name: str
) -> None:
    send(admin_client, FRENCH_KAHOOT)
    refused = take(admin_client, **{field: name})
    assert (refused.status_code, LOST in refused.text, counts()) == (422, True, [])


def test_another_persons_file_is_nobodys(app: Flask, admin_client: FlaskClient) -> None:
    send(admin_client, FRENCH_KAHOOT)
    other = sign_in(app.test_client(), make_staff("admin"))
    assert take(other, sent=f"{UPLOAD}-1").status_code == 422
    assert take(admin_client, sent=f"{UPLOAD}-1").status_code == 200


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"count": "11"}, "3600"),
        ({"number": "1"}, "incompréhensible"),
        ({"upload": "x"}, "incompréhensible"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused(
    admin_client: FlaskClient, values: dict[str, str], sentence: str
) -> None:
    reply = send(admin_client, b"kind", **{"upload": UPLOAD} | values)
    assert (reply.status_code, parts_left()) == (422, 0)
    assert sentence in reply.text
