"""A glossary is read from sheets as museums keep them: any head, any encoding, bad rows named."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from quiz.bank.formats.refusal import FileRefused
from quiz.glossary.files import read_glossary
from quiz.glossary.rules import MOST_TERMS, Term

TERMS = (Term("céladon", "青瓷"), Term("émail cloisonné", "掐丝珐琅", "XVIe siècle"))


@pytest.mark.parametrize(
    ("heads", "order"),
    [
        ("fr,zh,note", (0, 1, 2)),
        ("术语,terme,备注", (1, 0, 2)),
        ("Terme,术语,Remarque", (0, 1, 2)),
        ("Terme en français,Terme en chinois,Notes", (0, 1, 2)),
        ("中文术语,法文术语,说明", (1, 0, 2)),
        ("terme,traduction,commentaire", (0, 1, 2)),
        ("术语,译文,備註", (1, 0, 2)),
        ("Français / 法文,Chinois / 中文,Note / 备注", (0, 1, 2)),
        ("N°,FR,ZH-CN,Note", (1, 2, 3)),
    ],
)
def test_columns_are_found_by_their_heads(heads: str, order: tuple[int, int, int]) -> None:
    lines = [heads]
    for term in TERMS:
        cells = [""] * len(heads.split(","))
        for place, text in zip(order, (term.fr, term.zh, term.note), strict=True):
            cells[place] = text
        lines.append(",".join(cells))
    assert read_glossary("\n".join(lines).encode()).terms == TERMS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator_is_read(encoding: str, separator: str) -> None:
    rows = [("fr", "zh", "note"), *((term.fr, term.zh, term.note) for term in TERMS)]
    text = "\r\n".join(separator.join(row) for row in rows)
    assert read_glossary(text.encode(encoding)).terms == TERMS


def test_a_workbook_is_read() -> None:
    book, data = Workbook(), BytesIO()
    for row in (("Glossaire du musée",), ("terme", "中文"), ("céladon", "青瓷")):
        book.active.append(row)
    book.save(data)
    assert read_glossary(data.getvalue()).terms == TERMS[:1]


def test_bad_rows_are_named_and_the_others_taken() -> None:
    file = read_glossary("fr,zh\ncéladon,青瓷\nvase,\n\n青瓷,céladon\n".encode())
    assert file.terms == TERMS[:1]
    assert [str(error.sentence) for error in file.errors] == [
        "Row 3: A term needs both languages.",
        "Row 5: The languages are the wrong way round.",
    ]


@pytest.mark.parametrize(
    "text", ["", "céladon,青瓷\n", "fr,note\ncéladon,x\n", "zh\n青瓷\n", "fr,fr\na,b\n"]
)
def test_a_file_without_both_columns_is_refused(text: str) -> None:
    with pytest.raises(FileRefused):
        read_glossary(text.encode())


def test_a_file_of_too_many_rows_is_refused() -> None:
    rows = "".join(f"mot {n},词{n}\n" for n in range(MOST_TERMS + 1))
    with pytest.raises(FileRefused):
        read_glossary(f"fr,zh\n{rows}".encode())
