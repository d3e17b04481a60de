"""What is wrong in a file is said in the reader's words, all of it at once."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.bank.kinds.registry import KINDS, kind_named
from tests.web.admin.uploads import counts, upload

HEAD = "kind,prompt_fr,prompt_zh,choice1_fr,choice1_zh,choice2_fr,choice2_zh,correct\n"
CHOICES = "Le bleu,青花,Le vert,青瓷"
EXCEL = "CSV UTF-8"
IN_EXCEL = {"fr": "Ouvrez l’original dans Excel", "zh": "在Excel中打开原文件"}


def errors_page(client: FlaskClient, rows: str, status: int = 422, language: str = "fr") -> str:
    """The page that says what is wrong; nothing was imported."""
    response: Any = upload(client, (HEAD + rows).encode(), language=language)
    assert (response.status_code, counts()) == (status, [])
    text: str = response.text
    return text


def sentences(page: str) -> list[str]:
    """What the page's tables say, a sentence for each place in the file."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2], re.DOTALL)
    return [cells[-1] for row in rows if (cells := re.findall(r"<td[^>]*>(.*?)</td>", row))]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (f"single,Quoi ?,什么？,{CHOICES},C", "le numéro, la lettre ou le texte"),
        ("true_false,Vrai ?,对吗？,,,,,peut-être", "vrai ou faux"),
        (f"Charade,Quoi ?,什么？,{CHOICES},1", "« Charade »"),
    ],
)
def test_an_error_says_what_would_be_right(admin_client: FlaskClient, row: str, named: str) -> None:
    assert named in errors_page(admin_client, row + "\n", 200).replace("\xa0", " ")


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_kinds_are_named_as_a_sheet_of_that_language_names_them(
    admin_client: FlaskClient, language: str
) -> None:
    page = errors_page(admin_client, f"Charade,Quoi ?,什么？,{CHOICES},1\n", 200, language)
    sentence = re.search(r"Charade.*?[:：]\s*(.*?)[.。]</li>", page)
    assert sentence is not None
    names = re.split(r", |、", sentence[1])
    kinds = [kind and kind.name for kind in map(kind_named, names)]
    assert (kinds, set(names) & set(KINDS)) == (list(KINDS), set())


def test_what_was_ruined_and_what_is_odd_is_said_beside_the_errors(
    admin_client: FlaskClient,
) -> None:
    rows = (
        f"single,Quelle fa?ade ?,????????,{CHOICES},1\n"
        f"single,Que veut dire 福 ?,什么意思？,{CHOICES},1\n"
        f"single,Lequel ?,哪一个？,{CHOICES},9\n"
    )
    page = errors_page(admin_client, rows)
    assert IN_EXCEL["fr"] in page
    assert [("perdu" in one, "福" in one) for one in sentences(page)] == [
        (True, False),
        (True, False),
        (False, False),
        (False, True),
    ]


def test_an_ambiguous_number_is_no_ruined_text(admin_client: FlaskClient) -> None:
    data = "kind;prompt_fr;prompt_zh;correct\nnumber;Combien ?;多少？;1,852\n"
    page = upload(admin_client, data.encode()).text
    assert "1,852 · 1852" in page
    assert IN_EXCEL["fr"] not in page
