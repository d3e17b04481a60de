"""Workbooks as other programs save them, made by ourselves."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

KAHOOT_HEAD = (
    "",
    "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def make_workbook(*rows: Sequence[Any], title: str = "Sheet1") -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def make_kahoot(*rows: Sequence[Any]) -> bytes:
    """Kahoot's template: words above the head, and numbers beside rows that are still empty."""
    above = [(), ("", "Quiz template"), ("", "Add questions, at least two answers"), (), (), (), ()]
    numbered = [(number, *row) for number, row in enumerate(rows, 1)]
    empty = [(number,) for number in range(len(rows) + 1, 101)]
    return make_workbook(*above, KAHOOT_HEAD, *numbered, *empty)


FRENCH_KAHOOT = make_kahoot(
    ("Quel est le plus vieux ?", "le vase", "le bol", "la coupe", "", 20.0, 1.0),
    ("Lesquels sont verts ?", "le vase", "le bol", "la coupe", "l’assiette", 30, "1,3"),
)
CHINESE_KAHOOT = make_kahoot(
    ("哪一件最古老？", "花瓶", "碗", "杯", "", 20, "1"),
    ("哪些是青色的？", "花瓶", "碗", "杯", "盘", 30, "1,3"),
)
