"""What a spreadsheet would turn into something else stays a text, and reads back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.i18n.localized import LANGUAGES
from quiz.i18n.spreadsheets import guarded, is_failed, is_formula, stays_text, unguarded

letters = st.sampled_from("'’0123456789eE+-=./,:#!? 年月日@marsviTRUE\n\t\u202f１，＝＇²½①")
texts = st.text(alphabet=letters | st.characters(exclude_categories=["Cs"]), max_size=14)


@pytest.mark.parametrize(
    "text",
    [
        *("3 mars", "3 mars 2020", "mars 2020", "1er mai", "3-4", "3/4", "1-2-2020", "2020-12"),
        *("3月5日", "2020年3月", "12:30", "1e5", "1E+05", "007", "1 852", "50 %", "1,50", "1.50"),
        *("12345678901234567", "Vrai", "FAUX", "true", "３ mars", "１８５２"),
        *("=1+1", "+33 1", "-500", "@moi", "\t=1", " =1", "＝1", "#NOM?", "#REF!", "####"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_would_be_converted_is_guarded(text: str, language: str) -> None:
    assert guarded(text, language) == f"'{text}"
    assert unguarded(f"'{text}") == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "1852", "0", "vase", "3 vases", "V&A", "18世纪", "XVIIIe", "mars", "'quoted"),
        *("1925-1930", "272-1893", "E.12-1893", "l’été", "C2RMF65439", "第3题", "v3-1f0c2a9b"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_anything_else_is_left_as_it_is(text: str, language: str) -> None:
    assert guarded(text, language) == text == unguarded(text)


def test_a_decimal_is_a_number_in_its_own_language_only() -> None:
    assert [stays_text("3,5", language) for language in LANGUAGES] == [True, False]
    assert [stays_text("3.5", language) for language in LANGUAGES] == [False, True]


@given(texts, st.sampled_from(LANGUAGES))
def test_what_is_guarded_reads_back_the_same(text: str, language: str) -> None:
    cell = guarded(text, language)
    assert unguarded(cell) == text
    assert cell.startswith("'") or stays_text(cell, language)


@pytest.mark.parametrize(
    "text",
    ["#NOM?", "#REF!", "#VALEUR!", "#N/A", "#DIV/0!", "#NAME?", "#名称?", "Err:508", "########"],
)
def test_errors_of_spreadsheets_are_known(text: str) -> None:
    assert is_failed(text)


@pytest.mark.parametrize(
    "text", ["=SI(A1>2;1;0)", "=si(a1)", "=A1", "=$B$12+1", "=1+1", "=-SUM(A1)", "='Feuil 1'!A1"]
)
def test_formulas_are_known(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["= égal", "=|", "#1", "# titre", "N/A", "a=SI(1)", "=>"])
def test_texts_with_such_signs_are_none(text: str) -> None:
    assert (is_failed(text), is_formula(text)) == (False, False)
