"""A file is looked at before it spoils anything, and stays with its page meanwhile."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.bank.formats.bilingual import MOST_BYTES
from quiz.bank.queries import demo_file
from tests.web.admin.uploads import PATH, counts, fields, go_on, upload

RUINED = "kind,prompt_fr,prompt_zh,correct\nnumber,Quelle fa?ade ?,哪一面？,2\n".encode()


def test_ruined_text_is_shown_before_anything_is_written(admin_client: FlaskClient) -> None:
    response = upload(admin_client, RUINED)
    assert (response.status_code, counts()) == (200, [])
    assert "Quelle fa?ade" in response.text
    assert "CSV UTF-8" in response.text
    assert go_on(admin_client, response.text).status_code == 303
    assert counts() == [("V&A", 1)]


def test_another_language_keeps_the_file_and_writes_nothing(admin_client: FlaskClient) -> None:
    page = upload(admin_client, RUINED).text
    sent = fields(page) | {"look": "again"}
    kind = "multipart/form-data"
    chinese = admin_client.post("/zh/admin/banks/import", data=sent, content_type=kind)
    assert (chinese.status_code, "存疑之处" in chinese.text, counts()) == (200, True, [])
    assert go_on(admin_client, chinese.text).status_code == 303


def test_another_file_may_be_chosen_instead(admin_client: FlaskClient) -> None:
    page = upload(admin_client, RUINED).text
    sent = fields(page) | {"file": (BytesIO(demo_file()), "va.csv")}
    assert admin_client.post(f"{PATH}/import", data=sent).status_code == 303
    assert counts() == [("V&A", 30)]


def test_the_file_stays_where_the_name_is_refused(admin_client: FlaskClient) -> None:
    page = upload(admin_client, demo_file(), name="x" * 121).text
    assert counts() == []
    kept = fields(page)["kept"]
    done = admin_client.post(f"{PATH}/import", data={"name": "V&A", "kept": kept})
    assert (done.status_code, counts()) == (303, [("V&A", 30)])


@pytest.mark.parametrize("kept", ["", "é", "AAAA", "eJwDAAAAAAE="])
def test_what_is_no_kept_file_is_none(admin_client: FlaskClient, kept: str) -> None:
    response = admin_client.post(f"{PATH}/import", data={"name": "V&A", "kept": kept})
    assert (response.status_code, counts()) == (422, [])


def part(name: str, value: bytes, more: bytes = b"") -> bytes:
    head = b'--cut\r\nContent-Disposition: form-data; name="' + name.encode() + b'"' + more
    return head + b"\r\n\r\n" + value + b"\r\n"


def send(client: FlaskClient, *parts: bytes) -> Any:
    """The form as a browser sends it, in one piece."""
    sent = b"".join(parts) + b"--cut--\r\n"
    kind = "multipart/form-data; boundary=cut"
    return client.post(f"{PATH}/import", data=sent, content_type=kind)


def test_the_largest_file_is_kept_too(admin_client: FlaskClient) -> None:
    noise = "".join(chr(0x4E00 + (i * 7919) % 20_000) for i in range(1_150_000))
    lines = [noise[i : i + 1_000] for i in range(0, len(noise), 1_000)]
    rest = "".join(f"number,Combien ?,多少？,{n},{line}\n" for n, line in enumerate(lines, 1))
    data = ("kind,prompt_fr,prompt_zh,correct,notes\n" + rest).encode()
    data += b"number,Quelle fa?ade ?,??,2,x\n"
    assert MOST_BYTES * 0.9 < len(data) < MOST_BYTES
    name, file = part("name", b"V&A"), part("file", data, b'; filename="bank.csv"')
    page = fields(send(admin_client, name, file).text)
    kept, seen = part("kept", page["kept"].encode()), part("seen", page["seen"].encode())
    assert send(admin_client, name, kept, seen).status_code == 303
    assert counts() == [("V&A", 1_151)]


def test_columns_of_ones_own_are_said_after_the_import(admin_client: FlaskClient) -> None:
    sheet = "kind,prompt_fr,prompt_zh,correct,relu & vu\nnumber,Combien ?,多少？,3,Léa\n"
    response = upload(admin_client, sheet.encode())
    assert response.status_code == 303
    assert "relu &amp; vu" in admin_client.get(response.location).text


@pytest.mark.parametrize(
    ("row", "looked_at"),
    [
        ("number,An 500 av. J.-C. ?,公元前几年？,-500,", True),
        ("number,An 500 av. J.-C. ?,公元前几年？,-500,1", False),
        ("number,Quelle année ?,哪一年？,500,", False),
    ],
)
def test_a_number_that_phones_cannot_type_is_said_before_it_is_written(
    admin_client: FlaskClient, row: str, looked_at: bool
) -> None:
    head = "kind,prompt_fr,prompt_zh,correct,may_be_negative"
    page = upload(admin_client, f"{head}\n{row}\n".encode()).text
    assert ("Peut être négatif" in page) == looked_at
    assert counts() == ([] if looked_at else [("V&A", 1)])
