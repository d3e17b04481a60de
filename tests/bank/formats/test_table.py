"""However a spreadsheet saved its file, the same rows are read."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.table import Table, read_table, write_table

ROWS = [["kind", "prompt_fr", "prompt_zh"], ["poll", "Préféré ?\nOui; non, peut-être", "“最”喜欢"]]
cells = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)


def saved(delimiter: str, end: str = "\r\n") -> str:
    return end.join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)


def told(text: str) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read_table(text)
    return [str(error.sentence) for error in refused.value.errors]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_separator_and_line_end_is_read(delimiter: str, end: str) -> None:
    table = read_table(saved(delimiter, end))
    assert (table.rows, table.separator) == (ROWS, delimiter)


@pytest.mark.parametrize(
    "line", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;;", "sep=;\r", " sep=;", "sep="]
)
def test_a_line_that_names_the_separator_is_no_row(line: str) -> None:
    table = read_table(f"{line}\n{saved(';')}")
    assert (table.rows, table.separator, table.head.place) == (ROWS, ";", 0)


def test_a_tab_may_be_spelled_out() -> None:
    assert read_table("sep=\\t\n" + saved("\t")).rows == ROWS


def test_titles_and_blank_rows_may_stand_above_the_head() -> None:
    title = "Banque du musée, relue le 3 mars;;\r\n;;\r\n"
    table = read_table(title + saved(";"))
    assert (table.separator, table.head.place) == (";", 2)
    assert table.head.columns == ("kind", "prompt_fr", "prompt_zh")


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    table = [["kind", "prompt_fr", "prompt_zh"], *rows]
    assert read_table(write_table(table)).rows == table


@pytest.mark.parametrize("row", ['poll,"open', 'poll,"a"b', f'poll,"{"a" * 140_000}"'])
def test_broken_quotation_marks_are_named(row: str) -> None:
    sentence = "Row 2: The quotation marks or the length of a cell are wrong in this row."
    assert told(f"kind,prompt\n{row}\n") == [sentence]


def test_nothing_is_no_row() -> None:
    assert read_table("").rows == []


@given(st.text(alphabet=st.sampled_from('ksep=;,\t|"\r\n \x00é题'), max_size=60))
def test_no_text_crashes_it(text: str) -> None:
    with suppress(FileRefused):
        assert isinstance(read_table(text), Table)
