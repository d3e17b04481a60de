"""Sheets are read as people and spreadsheets write them, and what is written opens there."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.base import FileReading, Seen
from quiz.bank.formats.bilingual import COLUMNS, read, read_sheet, write_sheet
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.kinds.registry import canonical
from quiz.bank.rules import Draft, fingerprint
from quiz.config import ROOT
from quiz.i18n.localized import LANGUAGES, Localized
from tests.bank.formats.sheets import drafts, make_file, make_row

# What people sent, where it is at hand; it stands for kinds of reports.
FIELD = ROOT.parent / "shared" / "data" / "field"


def told(data: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read(data)
    return [str(error.sentence) for error in refused.value.errors]


@given(st.lists(drafts, max_size=3), st.sampled_from(LANGUAGES))
def test_what_a_spreadsheet_opens_reads_back_the_same(written: list[Draft], language: str) -> None:
    fit = [canonical(draft) for draft in written]
    data = write_sheet([(number, 3, draft) for number, draft in enumerate(fit, 1)], language)
    reading = read_sheet(data)
    assert list(reading.drafts) == fit
    seen = [question.seen for question in reading.questions]
    assert seen == [Seen(number, 3, fingerprint(draft)[:8]) for number, draft in enumerate(fit, 1)]


@given(st.text(alphabet=st.sampled_from('kindpromt_frzhsé题型,;\t|"\n\r=?123 '), max_size=200))
def test_no_text_crashes_it(text: str) -> None:
    with suppress(FileRefused):
        assert isinstance(read_sheet(("kind,prompt_fr,prompt_zh\n" + text).encode()), FileReading)


def test_cells_that_are_missing_at_the_end_are_empty() -> None:
    header, row, _ = make_file(make_row()).split(b"\r\n")
    short = row.rstrip(b",").removesuffix(b",20,0")
    (draft,) = read(header + b"\r\n" + short + b"\r\n")
    assert (draft.seconds, draft.weight, draft.tags) == (30, 1, ())
    assert draft.choices == (Localized("le vase", "花瓶"), Localized("le bol", "碗"))


def test_a_sheet_of_ones_own_needs_three_columns() -> None:
    sheet = (
        "Banque du musée;;;;;\n"
        "N°;Type de question;Question;题目;Réponse attendue;relu par\n"
        "序号;题型;法文题目;中文题目;正确答案;\n"
        "1;Nombre;Combien de vases ?;有多少件花瓶？;1 852;Léa\n"
        "2;填空题;Qui ?;谁？;隈研吾|Kuma;\n"
        ";;;;;\n"
        "total : 2;;;;;\n"
    )
    reading = read_sheet(sheet.encode("utf-8-sig"))
    assert [(q.row, q.draft.kind, q.draft.key) for q in reading.questions] == [
        (4, "number", {"value": "1852", "tolerance": "0"}),
        (5, "text", {"forms": ["隈研吾", "Kuma"]}),
    ]
    assert (reading.ignored, reading.doubts) == (("N°", "relu par"), ())


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("#NOM?", "“#NOM?” is an error of the spreadsheet"),
        ("#REF!", "“#REF!” is an error of the spreadsheet"),
        ("#######", "“#######” is an error of the spreadsheet"),
        ('=SI(A2>3;"oui";"non")', '“=SI(A2>3;"oui";"non")” is a formula'),
        ("=A2", "“=A2” is a formula"),
    ],
)
@pytest.mark.parametrize("column", ["prompt_fr", "choice1_zh", "correct", "tags", "seconds"])
def test_what_a_spreadsheet_left_is_refused_by_name(cell: str, words: str, column: str) -> None:
    (sentence,) = told(make_file(make_row(**{column: cell})))
    assert sentence.startswith(f"Row 2, column {column}")
    assert words in sentence


def test_invisible_characters_are_removed_and_counted() -> None:
    row = make_row(
        prompt_fr="\u200bLequel\u00ad ?\ufeff", prompt_zh="哪一个\u2060？", maker="Sè\u200bvres"
    )
    reading = read_sheet(make_file(row))
    assert (reading.drafts[0].prompt, reading.drafts[0].maker.zh, reading.cleaned) == (
        Localized("Lequel ?", "哪一个？"),
        "Sèvres",
        3,
    )


def test_true_and_false_need_not_be_written() -> None:
    row = dict.fromkeys(COLUMNS, "") | {"prompt_fr": "C’est vrai ?", "prompt_zh": "对吗？"}
    (draft,) = read(make_file(row | {"kind": "Vrai ou faux", "correct": "FAUX"}))
    assert (draft.choices, draft.key) == (
        (Localized("Vrai", "对"), Localized("Faux", "错")),
        {"right": [2]},
    )


def test_a_column_that_is_almost_ours_is_asked_about() -> None:
    columns = [name for name in COLUMNS if name != "explanation_zh"]
    row = make_row(explanation_fr="", explanaton_zh="")
    reading = read_sheet(make_file(row, columns=(*columns, "explanaton_zh")))
    (doubt,) = reading.doubts
    assert "explanation_zh" in str(doubt.place.sentence)


@pytest.mark.skipif(not FIELD.is_dir(), reason="the field's files are not here")
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("excel-rows-without-last-cells.csv", 32),
        ("numbers-as-french-excel-writes-them.csv", 8),
        ("excel-sep-line.csv", 1),
        ("longest-question.csv", 1),
    ],
)
def test_what_people_send_is_taken(name: str, count: int) -> None:
    reading = read_sheet((FIELD / name).read_bytes())
    assert len(reading.questions) == count
    assert not any(doubt.is_grave for doubt in reading.doubts)


@pytest.mark.skipif(not FIELD.is_dir(), reason="the field's files are not here")
def test_letters_that_were_lost_are_noticed() -> None:
    data = (FIELD / "excel-chinese-gbk-french-lost.csv").read_bytes()
    assert {doubt.is_grave for doubt in read_sheet(data).doubts} == {True}
