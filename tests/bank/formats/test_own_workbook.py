"""Our sheet as a workbook: what is written reads back, lists and bounds stand in its cells."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from quiz.bank.formats.base import FileReading
from quiz.bank.formats.columns import COLUMNS, KNOWN
from quiz.bank.formats.names import column_of, head_word
from quiz.bank.formats.own_workbook import KnownDraft, read_own_workbook, write_bank, write_workbook
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.bank.formats.template import EXAMPLES, write_template
from quiz.bank.kinds.registry import KINDS, canonical, problems
from quiz.bank.queries import demo_file
from quiz.bank.rules import Draft
from quiz.i18n.localized import LANGUAGES, Localized
from tests.bank.drafts import KEYS, make_draft
from tests.bank.formats.sheets import drafts
from tests.bank.formats.workbooks import make_workbook


def refusal(data: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read_questions(data)
    return [str(error.sentence) for error in refused.value.errors]


@given(st.lists(drafts, max_size=4))
@settings(max_examples=40)
def test_what_is_written_reads_back(written: list[Draft]) -> None:
    expected = [canonical(draft) for draft in written]
    if any(not problem.gap for draft in expected for problem in problems(draft)):
        return
    if expected:
        assert list(read_questions(write_workbook(written)).drafts) == expected


@pytest.mark.parametrize(
    "text",
    ["=SUM(A1)", "'=1+1", "@chez", "3 mars", "1-2", "007", "_x0041_", "_x000D_", "#REF!", "-3,5"],
)
def test_a_text_stays_a_text(text: str) -> None:
    draft = make_draft(maker=Localized(text, text), prompt=Localized(f"{text} ?", "什么？"))
    assert read_questions(write_workbook([draft])).drafts == (canonical(draft),)
    sheet = load_workbook(BytesIO(write_workbook([draft]))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_a_bank_reads_back_with_its_identity(language: str) -> None:
    known = [KnownDraft(make_draft(kind), number, 3) for number, kind in enumerate(KEYS, 1)]
    reading = read_questions(write_bank(known, language))
    assert reading.format == "workbook"
    assert reading.drafts == tuple(canonical(each.draft) for each in known)
    assert [q.seen.id for q in reading.questions if q.seen] == [each.id for each in known]


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_are_words_that_are_known(language: str) -> None:
    words = [head_word(column, language) for column in KNOWN]
    assert [column_of(word) for word in words] == list(KNOWN)
    assert sum(word == column for word, column in zip(words, KNOWN, strict=True)) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_two_questions_that_may_be_launched(language: str) -> None:
    data = write_template(language)
    assert read_questions(data).drafts == tuple(map(canonical, EXAMPLES))
    assert [problem for draft in EXAMPLES for problem in problems(canonical(draft))] == []
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    lists = [check for check in sheet.data_validations.dataValidation if check.type == "list"]
    assert [len(check.formula1.strip('"').split(",")) for check in lists] == [len(KINDS)]
    assert all(len(check.formula1) < 256 for check in lists)
    bounds = {check.type for check in sheet.data_validations.dataValidation}
    assert bounds == {"list", "whole", "textLength"}


def test_a_sheet_further_back_is_found_and_its_errors_are_named() -> None:
    wrong = ["poll", "Lequel ?", *[""] * 33]
    sentences = refusal(make_workbook(COLUMNS, wrong))
    assert sentences[0] == "Row 2, column prompt_zh (Chinese): “Question” is missing in Chinese."


def test_the_demo_goes_through_a_workbook() -> None:
    written = read_questions(demo_file()).drafts
    assert read_questions(write_workbook(written)).drafts == written


def test_other_workbooks_are_refused_by_name() -> None:
    blooket = ("Question #", "Question Text", "Answer 1", "Correct Answer(s)")
    assert "Blooket" in refusal(make_workbook(("Blooket",), blooket, (1, "Lequel ?", "a", 1)))[0]
    results = ("Rank", "Player", "Total Score (points)")
    assert "results" in refusal(make_workbook(("Final",), results, (1, "Léa", 900)))[0]
    assert "prompt_fr" in refusal(make_workbook(("a", "b"), (1, 2)))[0]


@given(st.integers(0, 9_000), st.binary(max_size=40))
@settings(max_examples=60)
def test_no_bytes_crash_the_reader(length: int, rest: bytes) -> None:
    whole = write_template("fr")
    with suppress(FileRefused):
        data = whole[:length] + rest + whole[length + len(rest) :]
        assert isinstance(read_own_workbook(data), FileReading)
