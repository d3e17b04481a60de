"""Wooclap's sheet: choices in columns without a head, types by their names."""

import pytest

from quiz.bank.formats.base import FileReading
from quiz.bank.formats.registry import read_questions
from tests.bank.formats.workbooks import make_workbook

HEAD = ("Type", "Title", "Correct", "Choice")


def read_wooclap(*rows: tuple[object, ...]) -> FileReading:
    reading = read_questions(make_workbook(HEAD, *rows))
    assert reading.format == "wooclap"
    return reading


def test_choices_go_on_where_there_is_no_head() -> None:
    row = ("MCQ", "Lequel est vide ?", "3", "List<Vase>", "le bol", "la coupe", "", "le plat")
    (draft,) = read_wooclap(row).drafts
    assert [choice.fr for choice in draft.choices] == [
        "List<Vase>",
        "le bol",
        "la coupe",
        "le plat",
    ]
    assert (draft.kind, draft.key, draft.seconds) == ("single", {"right": [3]}, 30)


@pytest.mark.parametrize(
    ("row", "kind", "key"),
    [
        (("MCQ", "Lesquels ?", "1,2", "a", "b", "c"), "multiple", {"right": [1, 2]}),
        (("MCQ", "Lequel ?", 2, "a", "b"), "single", {"right": [2]}),
        (("MCQ", "Lequel préférez-vous ?", "", "a", "b"), "poll", {}),
        (("Poll", "Lequel préférez-vous ?", "", "a", "b"), "poll", {}),
        (("Sorting", "Dans quel ordre ?", "", "a", "b", "c"), "order", {}),
        (("WordCloud", "Un mot ?"), "cloud", {}),
        (("Rating", "À quel point ?", "", "pas du tout", "tout à fait"), "scale", {}),
        (("GuessNumber", "Combien ?", "1852"), "number", {"value": "1852", "tolerance": "0"}),
        (
            ("OpenQuestion", "Qui ?", "", "Kengo Kuma", "Kuma"),
            "text",
            {"forms": ["Kengo Kuma", "Kuma"]},
        ),
    ],
)
def test_types_have_their_counterparts(
    row: tuple[object, ...], kind: str, key: dict[str, object]
) -> None:
    reading = read_wooclap(row)
    assert ([(draft.kind, draft.key) for draft in reading.drafts], reading.left_out) == (
        [(kind, key)],
        (),
    )


def test_other_types_are_named() -> None:
    good = ("MCQ", "Lequel ?", 2, "a", "b")
    reading = read_wooclap(("FindOnImage", "Où ?"), good, ("OpenQuestion", "Pourquoi ?"))
    assert [draft.prompt.fr for draft in reading.drafts] == ["Lequel ?"]
    assert [(left.row, left.text) for left in reading.left_out] == [
        (2, "Où ?"),
        (4, "Pourquoi ?"),
    ]
    assert "“FindOnImage”" in str(reading.left_out[0].errors[0].sentence)


def test_choices_may_be_numbered() -> None:
    head = ("Type", "Titre", "Correct", "Choix 1", "Choix 2")
    reading = read_questions(make_workbook(head, ("QCM", "Lequel ?", 2, "le vase", "le bol")))
    assert (reading.format, reading.drafts[0].key) == ("wooclap", {"right": [2]})
