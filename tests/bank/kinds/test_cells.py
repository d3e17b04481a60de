"""The two cells are read as people and spreadsheets write them, or left to be refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds.cells import number_readings, right_choices
from quiz.bank.kinds.registry import KINDS, kind_named
from quiz.i18n.localized import Localized

COLOURS = tuple(
    Localized(fr, zh)
    for fr, zh in [("Rouge", "红色"), ("Vert pâle", "淡绿"), ("Bleu, blanc", "青花"), ("Or", "金")]
)
TRUTHS = (Localized("Vrai", "对"), Localized("Faux", "错"))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("1 852", "1852"),
        ("1\u00a0852", "1852"),
        ("1\u202f852", "1852"),
        ("3\u202f800\u202f000,5", "3800000.5"),
        ("1’852", "1852"),
        ("−500", "-500"),
        ("- 500", "-500"),
        ("１，８５２", "1852"),
        ("２０", "20"),
        ("1.852,5", "1852.5"),
        ("1,852.5", "1852.5"),
        ("1,000,000", "1000000"),
        ("0,125", "0.125"),
        ("3,80E+06", "3800000"),
        ("1.5e-3", "0.0015"),
        ("30.0", "30.0"),
        ("1852 ans", "1852"),
        ("五百", "500"),
        ("3 cm", "3"),
    ],
)
@pytest.mark.parametrize("point", [",", "."])
def test_a_number_is_read_in_any_spreadsheet(cell: str, number: str, point: str) -> None:
    assert number_readings(cell, point) == (number,)


@pytest.mark.parametrize(
    "cell", ["", "abc", "1 85", "12,34,56", "1.2.3", "1|2", "trois ou quatre", "x" * 500]
)
def test_anything_else_is_no_number(cell: str) -> None:
    assert number_readings(cell, ",") == ()


def test_one_comma_before_three_digits_is_read_by_the_sheet_and_doubted() -> None:
    assert number_readings("1,852", ",") == ("1.852", "1852")
    assert number_readings("1,8520", ",") == ("1.852",)
    assert number_readings("1,852", ".") == ("1852", "1.852")
    kind = KINDS["number"]
    cells = kind.read_cells("1,852", "", (), ",")
    assert [(doubt.column, doubt.is_grave) for doubt in cells.doubts] == [("correct", True)]
    assert "1852" in str(cells.doubts[0].sentence)
    shortened = kind.read_cells("3,80E+06", "20", (), ",")
    assert [(doubt.column, doubt.is_grave) for doubt in shortened.doubts] == [("correct", False)]
    assert kind.read_cells("1852", "0,5", (), ",").doubts == ()
    assert [doubt.is_grave for doubt in kind.read_cells("10²", "", (), ",").doubts] == [True]
    assert [doubt.is_grave for doubt in kind.read_cells("五百", "", (), ",").doubts] == [False]
    assert kind.read_cells("1852", "± 20", (), ",").tolerance == "20"


def test_a_raised_figure_is_no_figure() -> None:
    assert KINDS["number"].key("10²", "") == {"value": "10²", "tolerance": "0"}


@given(st.decimals(-999_999, 999_999, places=4, allow_nan=False), st.sampled_from([",", "."]))
def test_a_number_is_read_back_as_it_was_written(number: object, point: str) -> None:
    kind = KINDS["number"]
    key = kind.key(f"{number:f}", "0.125")
    correct, tolerance = kind.sheet_cells(key, point)
    read = kind.read_cells(correct, tolerance, (), point)
    assert (kind.key(read.correct, read.tolerance), read.doubts) == (key, ())


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("2", "2"),
        ("2.0", "2"),
        ("2,0", "2"),
        ("B", "2"),
        ("b.", "2"),
        ("Ｂ", "2"),
        ("②", "2"),
        ("choix 2", "2"),
        ("Réponse n° 2", "2"),
        ("选项B", "2"),
        ("第2项", "2"),
        ("1,3", "1|3"),
        ("1|3", "1|3"),
        ("3 ; 1", "1|3"),
        ("1、3", "1|3"),
        ("1/3", "1|3"),
        ("1 et 3", "1|3"),
        ("1和3", "1|3"),
        ("A C", "1|3"),
        ("ACD", "1|3|4"),
        ("[1,3]", "1|3"),
        ("①③", "1|3"),
        ("一、三", "1|3"),
        ("丙", "3"),
        ("vert pale", "2"),
        ("红色", "1"),
        ("Bleu, blanc", "3"),
        ("Rouge; Or", "1|4"),
        ("", ""),
    ],
)
def test_choices_are_named_by_number_letter_or_text(cell: str, numbers: str) -> None:
    assert right_choices(cell, COLOURS) == numbers


@pytest.mark.parametrize("cell", ["01-mars", "Noir", "0", "1,5e3", "?"])
def test_what_names_no_choice_is_left_to_be_refused(cell: str) -> None:
    assert right_choices(cell, COLOURS) == cell


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        (("VRAI", "vrai", "TRUE", "对", "正确", "是", "√", "V", "1", "A", "oui"), "1"),
        (("FAUX", "faux", "FALSE", "错", "错误", "否", "×", "F", "2", "B", "non"), "2"),
    ],
)
def test_truth_values_name_the_choice_that_says_so(cells: tuple[str, ...], number: str) -> None:
    assert {right_choices(cell, TRUTHS) for cell in cells} == {number}
    other = {"1": "2", "2": "1"}[number]
    assert right_choices(cells[0], TRUTHS[::-1]) == other


def test_a_number_that_is_also_another_choices_text_is_doubted() -> None:
    choices = (Localized("2", "2"), Localized("3", "3"))
    cells = KINDS["single"].read_cells("2", "", choices, ".")
    assert (cells.correct, [doubt.is_grave for doubt in cells.doubts]) == ("2", [False])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("single", "single"),
        ("Choix unique", "single"),
        ("单选题", "single"),
        ("QCM", "multiple"),
        ("Choix unique (une réponse)", "single"),
        ("多选题", "multiple"),
        ("VRAI/FAUX", "true_false"),
        ("判断题", "true_false"),
        ("Classement", "order"),
        ("排序题", "order"),
        ("Nombre", "number"),
        ("填空题", "text"),
        ("Sondage", "poll"),
        ("投票", "poll"),
    ],
)
def test_kinds_are_called_in_either_language(name: str, kind: str) -> None:
    assert kind_named(name) is KINDS[kind]


def test_no_two_kinds_are_called_alike() -> None:
    names = [name.casefold() for kind in KINDS.values() for name in (kind.name, *kind.names)]
    assert len(names) == len(set(names))
    assert kind_named("essay") is None
