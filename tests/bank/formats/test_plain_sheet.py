"""Sheets that anybody may have, in one language: kinds and right answers are found in the cells."""

import csv
from io import StringIO
from typing import Any

import pytest

from quiz.bank.formats.base import FileReading
from quiz.bank.formats.plain_sheet import is_plain_sheet
from quiz.bank.formats.registry import read_questions
from quiz.bank.imports import pair_reading
from quiz.i18n.localized import Localized
from tests.bank.formats.workbooks import make_workbook

ENGLISH = ("Question", "Option 1", "Option 2", "Option 3", "Correct Answer", "Explanation")
FRENCH = ("Question", "Réponse 1", "Réponse 2", "Réponse 3", "Bonne réponse", "Explication")
CHINESE = ("题目", "选项1", "选项2", "选项3", "答案", "解析")
ROW = ("Lequel est vert ?", "le vase", "le bol", "la coupe", "le bol", "Il est en céladon.")


def make_sheet(*rows: tuple[str, ...]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def read_plain(*rows: tuple[str, ...]) -> FileReading:
    reading = read_questions(make_sheet(*rows))
    assert reading.format == "plain_sheet"
    return reading


@pytest.mark.parametrize("head", [ENGLISH, FRENCH])
def test_an_answer_may_be_given_as_its_text(head: tuple[str, ...]) -> None:
    reading = read_plain(head, ROW)
    (draft,) = reading.drafts
    assert (reading.language, draft.kind, draft.key) == ("fr", "single", {"right": [2]})
    assert draft.explanation == Localized("Il est en céladon.")


def test_a_chinese_sheet_is_in_chinese() -> None:
    reading = read_plain(CHINESE, ("哪一件是青色的？", "花瓶", "碗", "杯", "B", ""))
    assert (reading.language, reading.drafts[0].prompt.zh) == ("zh", "哪一件是青色的？")
    assert reading.drafts[0].key == {"right": [2]}


@pytest.mark.parametrize(
    ("cells", "kind", "key"),
    [
        (("Lesquels ?", "a", "b", "c", "1;3", ""), "multiple", {"right": [1, 3]}),
        (("Rond ?", "", "", "", "faux", ""), "true_false", {"right": [2]}),
        (("Combien ?", "", "", "", "1852", ""), "number", {"value": "1852", "tolerance": "0"}),
        (("Qui ?", "", "", "", "Kuma", ""), "text", {"forms": ["Kuma"]}),
        (("Lequel ?", "a", "b", "", "", ""), "single", {}),
    ],
)
def test_the_cells_say_which_kind_it_is(
    cells: tuple[str, ...], kind: str, key: dict[str, Any]
) -> None:
    (draft,) = read_plain(FRENCH, cells).drafts
    assert (draft.kind, draft.key) == (kind, key)


def test_a_kind_may_be_named() -> None:
    head = ("Type", "Question", "Réponse 1", "Réponse 2")
    assert read_plain(head, ("sondage", "Lequel ?", "a", "b")).drafts[0].kind == "poll"


def test_a_workbook_and_a_pair_are_read_too() -> None:
    french = make_workbook(FRENCH, ROW)
    chinese = make_sheet(CHINESE, ("哪一件是青色的？", "花瓶", "碗", "杯", "碗", ""))
    (draft,) = pair_reading(french, chinese).drafts
    assert (draft.prompt, draft.key) == (
        Localized("Lequel est vert ?", "哪一件是青色的？"),
        {"right": [2]},
    )


def test_a_sheet_in_both_languages_is_ours() -> None:
    head = ("kind", "Question (fr)", "Question (zh)", "Réponse 1 (fr)", "Réponse 2 (fr)")
    assert not is_plain_sheet(make_sheet(head))
