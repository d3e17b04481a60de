"""A sheet of ours with wrong rows is looked at: what can be mended is, the rest is imported."""

import html
import re
import zipfile
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.models import Bank
from quiz.extensions import db
from tests.pictures.drawings import draw, encoded
from tests.web.admin.uploads import counts, go_on, questions, upload

# One that is right; a key, seconds, a text that are none; a gap; a kind that is none.
SHEET = """Type,Question,题目,Choix 1,选项1,Choix 2,选项2,Bonne réponse,Durée
single,Le bol ?,哪只碗？,le bleu,青花,le vert,青瓷,2,20
single,Le vase ?,哪只瓶？,le bleu,青花,le vert,青瓷,7,20
number,En quelle année ?,哪一年？,,,,,1852,longtemps
single,#REF!,哪只盘？,le bleu,青花,le vert,青瓷,1,20
single,La coupe ?,,le bleu,青花,le vert,青瓷,1,20
charade,Mon premier ?,第一个字？,a,甲,b,乙,1,20
"""
HEAD = SHEET.partition("\n")[0]


def lights(page: str) -> list[str]:
    return re.findall(r'<span class="badge light (\w+)">', page)


def kept(bank: Bank) -> list[tuple[str, str, dict[str, object], int]]:
    return [(q.prompt.fr, q.prompt.zh, q.key, q.seconds) for q in questions(bank)]


def the_bank() -> Bank:
    bank = db.session.scalar(select(Bank))
    assert bank is not None
    return bank


def test_every_row_has_its_light_and_boxes_for_what_is_wrong(admin_client: FlaskClient) -> None:
    response = upload(admin_client, SHEET.encode())
    assert (response.status_code, counts()) == (200, [])
    assert lights(response.text) == ["green", "amber", "red", "red", "amber", "red"]
    boxes = re.findall(r'name="cell-(\d+)-(\w+)"', response.text)
    assert ("3", "correct") in boxes
    assert ("5", "prompt_fr") in boxes
    assert ("6", "prompt_zh") in boxes


def boxes(page: str) -> dict[str, str]:
    """Every box of the page with what stands in it, as a browser sends them all."""
    found = re.findall(r'<textarea[^>]* name="(cell-[^"]+)"[^>]*>([^<]*)</textarea>', page)
    return {name: html.unescape(text) for name, text in found}


def test_a_box_has_what_stands_in_the_sheet_and_nothing_that_is_no_text(
    admin_client: FlaskClient,
) -> None:
    seen = boxes(upload(admin_client, SHEET.encode()).text)
    written = [seen[f"cell-{cell}"] for cell in ("3-correct", "4-seconds", "5-prompt_fr")]
    assert written == ["7", "longtemps", ""]


def test_what_is_mended_is_imported_with_the_rest(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, SHEET.encode()).text
    mends = {"cell-3-correct": "1", "cell-4-seconds": "25", "cell-5-prompt_fr": "L’assiette ?"}
    assert go_on(admin_client, seen, **boxes(seen) | mends).status_code == 303
    assert kept(the_bank()) == [
        ("Le bol ?", "哪只碗？", {"right": [2]}, 20),
        ("Le vase ?", "哪只瓶？", {"right": [1]}, 20),
        ("En quelle année ?", "哪一年？", {"value": "1852", "tolerance": "0"}, 25),
        ("L’assiette ?", "哪只盘？", {"right": [1]}, 20),
        ("La coupe ?", "", {"right": [1]}, 20),
    ]


def test_what_is_left_out_stays_out_until_it_is_mended(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, SHEET.encode()).text
    assert go_on(admin_client, seen, **boxes(seen)).status_code == 303
    assert [prompt for prompt, *_ in kept(the_bank())] == ["Le bol ?", "Le vase ?", "La coupe ?"]


def test_pictures_beside_a_sheet_with_a_wrong_row_stay_with_it(admin_client: FlaskClient) -> None:
    data = BytesIO()
    sheet = f"{HEAD},Image,Description de l’image,图片说明\n"
    sheet += "single,Le bol ?,哪只碗？,le bleu,青花,le vert,青瓷,7,20,bol.jpg,Un bol,一只碗\n"
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("questions.csv", sheet)
        archive.writestr("bol.jpg", encoded(draw()))
    seen = upload(admin_client, data.getvalue())
    assert (seen.status_code, lights(seen.text)) == (200, ["amber"])
    assert go_on(admin_client, seen.text, **{"cell-2-correct": "2"}).status_code == 303
    (question,) = questions(the_bank())
    assert (question.key, question.has_picture) == ({"right": [2]}, True)


@pytest.mark.parametrize(
    "sheet",
    [
        "id,version," + HEAD + "\n9,1,single,Le bol ?,哪只碗？,le bleu,青花,le vert,青瓷,7,20\n",
        HEAD + "\nsingle,Quelle fa?ade ?,????????,le bleu,青花,le vert,青瓷,9,20\n",
        "Type,Question\nsingle,Le bol ?\n",
    ],
)
def test_what_cannot_be_mended_row_by_row_is_refused_whole(
    admin_client: FlaskClient, sheet: str
) -> None:
    response = upload(admin_client, sheet.encode())
    assert (response.status_code, counts()) == (422, [])
