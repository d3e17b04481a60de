"""Every question of a file is seen as screens will show it, before any of it is in a bank."""

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.queries import find_bank
from quiz.bank.rules import picture_name
from quiz.extensions import db
from quiz.pictures.models import Picture
from tests.bank.formats.archives import make_zip
from tests.bank.formats.sheets import make_file, make_row
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT, make_kahoot
from tests.pictures.drawings import encoded, noise
from tests.web.admin.uploads import PATH, counts, exported, fields, go_on, upload

ASKED = {"Accept": "application/json"}
GOOD = ("Quel est le plus vieux ?", "le vase", "le bol", "", "", 20, 1)
TWINS = ("Lequel est bleu ?", "le vase", "le vase", "", "", 30, 1)
EMPTY = ("", "le vase", "le bol", "", "", 20, 1)
# Letters were lost: the file is looked at before it is taken.
RUINED = make_row(prompt_fr="Quelle fa?ade du ch?teau ?")
SHEET = [make_row(), make_row(prompt_fr="Où ?", prompt_zh="在哪里？")]


def asked(client: FlaskClient, page: str, row: int, **values: str) -> Any:
    """What a script is given of that row of the file that stands on the page."""
    sent = fields(page) | {"row": str(row)} | values
    return client.post(f"{PATH}/import/preview", data=sent, headers=ASKED, content_type=FORM)


FORM = "multipart/form-data"


def test_a_row_is_shown_with_its_neighbours(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, make_kahoot(GOOD, TWINS, EMPTY)).text
    told = asked(admin_client, seen, 10).json
    assert [told[name] for name in ("row", "before", "after", "seconds")] == [10, 9, 11, 30]
    assert sorted(told["scenes"]) == [
        f"{screen}-{phase}" for screen in ("both", "fr", "zh") for phase in ("open", "revealed")
    ]
    assert "Lequel est bleu" in told["scenes"]["fr-open"]
    assert ("Ligne 10" in told["about"], "pas encore écrit" in told["about"]) == (True, True)
    first, last = (asked(admin_client, seen, row).json for row in (9, 11))
    assert [(first["before"], first["after"]), (last["before"], last["after"])] == [
        (None, 10),
        (10, None),
    ]
    assert counts() == []


def test_what_stands_in_the_boxes_is_shown(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, make_kahoot(GOOD, TWINS, EMPTY)).text
    mends = {"cell-10-choice2_fr": "le bol bleu", "cell-11-prompt_fr": "Et celui-ci ?"}
    assert "le bol bleu" in asked(admin_client, seen, 10, **mends).json["scenes"]["fr-open"]
    assert "Et celui-ci" in asked(admin_client, seen, 11, **mends).json["scenes"]["fr-open"]
    assert counts() == []


def test_the_other_language_comes_from_its_file(admin_client: FlaskClient) -> None:
    turned = make_kahoot(
        ("哪些是青色的？", "花瓶", "碗", "杯", "盘", 30, "1,3"),
        ("哪一件最古老？", "花瓶", "碗", "杯", "", 20, "1"),
    )
    for other, pairs in ((CHINESE_KAHOOT, {}), (turned, {"pair-9": "10", "pair-10": "9"})):
        sent = {
            "name": "V&A",
            "file": (BytesIO(FRENCH_KAHOOT), "fr.xlsx"),
            "other": (BytesIO(other), "zh.xlsx"),
        }
        seen = admin_client.post(f"{PATH}/import", data=sent).text
        told = asked(admin_client, seen, 9, **pairs).json
        assert "哪一件最古老？" in told["scenes"]["zh-open"]
        assert "pas encore écrit" not in told["about"]


def test_without_a_script_the_page_carries_the_file_on(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, make_kahoot(GOOD, TWINS, EMPTY)).text
    sent = fields(seen) | {"row": "10", "cell-10-choice2_fr": "le bol", "skip": "9", "bank": ""}
    page = admin_client.post(f"{PATH}/import/preview", data=sent, content_type=FORM)
    assert (page.status_code, page.text.count("<iframe ")) == (200, 6)
    documents = [unescape(one) for one in re.findall(r'srcdoc="([^"]*)"', page.text)]
    assert sum("Lequel est bleu" in one for one in documents) == 4
    carried = fields(page.text)
    assert {name: carried.get(name) for name in sent if name not in ("row", "csrf_token")} == {
        name: value for name, value in sent.items() if name not in ("row", "csrf_token")
    }
    assert re.findall(r'name="row" value="(\d+)"', page.text) == ["9", "11"]
    assert "Content-Security-Policy" in page.headers


def test_the_page_has_a_button_for_each_question(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, make_kahoot(GOOD, TWINS, EMPTY)).text
    assert re.findall(r'name="row" value="(\d+)"', seen) == ["9", "10", "11"]
    shown, _, kept = seen.partition('<template id="screens"')
    assert (shown.count("<iframe "), kept.count("<iframe ")) == (0, 6)


def test_pictures_of_the_file_are_shown(admin_client: FlaskClient) -> None:
    alt = {"image_alt_fr": "un vase", "image_alt_zh": "花瓶"}
    own, wrong = make_row(image="vase.png", **alt), make_row(image="faux.png", **alt)
    strip = make_row(kind="picture", correct="2", tolerance="a.png|b.png")
    drawings = {name: encoded(noise(60 + n, 50), "PNG") for n, name in enumerate(("a", "b", "c"))}
    data = make_zip(
        {
            "banque.csv": make_file(own, strip, wrong, RUINED),
            "vase.png": drawings["c"],
            "a.png": drawings["a"],
            "b.png": drawings["b"],
            "faux.png": b"rien",
        }
    )
    seen = upload(admin_client, data).text
    told = asked(admin_client, seen, 2).json
    key = db.session.scalars(select(Picture.key)).one()
    assert f"/admin/pictures/{key}/phone.jpg" in told["scenes"]["fr-open"]
    assert "/admin/pictures/strips/" in asked(admin_client, seen, 3).json["scenes"]["zh-open"]
    assert "n’est pas une image" in asked(admin_client, seen, 4).json["about"]
    assert counts() == []


def test_what_an_edited_export_changes_is_shown_as_it_will_be(admin_client: FlaskClient) -> None:
    upload(admin_client, make_file(*SHEET))
    bank = find_bank("V&A")
    assert bank is not None
    edited = exported(admin_client, bank).replace("Où ?".encode(), "Où donc ?".encode())
    seen = upload(admin_client, edited).text
    (row,) = re.findall(r'name="row" value="(\d+)"', seen)
    told = asked(admin_client, seen, int(row)).json
    assert (told["before"], told["after"]) == (None, None)
    assert "Où donc" in told["scenes"]["fr-open"]
    assert "在哪里？" in told["scenes"]["zh-revealed"]


def test_any_file_can_be_looked_at_first(admin_client: FlaskClient) -> None:
    sent = {"name": "V&A", "file": (BytesIO(make_file(*SHEET)), "bank.csv"), "look": "first"}
    seen = admin_client.post(f"{PATH}/import", data=sent).text
    assert (re.findall(r'name="row" value="(\d+)"', seen), counts()) == (["2", "3"], [])
    assert "在哪里？" in asked(admin_client, seen, 3).json["scenes"]["zh-open"]
    assert (go_on(admin_client, seen, skip="2").status_code, counts()) == (303, [("V&A", 1)])


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"row": "99"}, 404),
        ({"row": "x"}, 404),
        ({"row": ""}, 404),
        ({"kept": "x"}, 422),
        ({"kept": ""}, 422),
        ({"name": ""}, 422),
    ],
)
def test_what_makes_no_sense_is_refused(
    admin_client: FlaskClient, values: dict[str, str], status: int
) -> None:
    seen = upload(admin_client, make_kahoot(GOOD, TWINS)).text
    sent = fields(seen) | {"row": "9"} | values
    response = admin_client.post(f"{PATH}/import/preview", data=sent, content_type=FORM)
    assert (response.status_code, counts()) == (status, [])


def test_an_old_picture_stays_what_it_is(admin_client: FlaskClient) -> None:
    row = make_row(image="vase.png", image_alt_fr="un vase", image_alt_zh="花瓶")
    data = make_zip(
        {"banque.csv": make_file(row, RUINED), "vase.png": encoded(noise(60, 50), "PNG")}
    )
    seen = upload(admin_client, data).text
    scenes = [asked(admin_client, seen, 2).json["scenes"] for _ in range(2)]
    assert scenes[0] == scenes[1]
    assert picture_name(db.session.scalars(select(Picture.key)).one()).removesuffix(".jpg") in str(
        scenes
    )
