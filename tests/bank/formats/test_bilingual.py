"""Our CSV gives back what it was made of; a wrong file names everything wrong, and where."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.bilingual import COLUMNS, read, write
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.kinds.registry import canonical, problems
from quiz.bank.queries import demo_file
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized
from tests.bank.drafts import KEYS, make_draft
from tests.bank.formats.sheets import drafts, make_file, make_row


def told(data: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read(data)
    return [str(error.sentence) for error in refused.value.errors]


def test_demo_is_the_museums_evening() -> None:
    data = demo_file()
    questions = read(data)
    assert len(questions) == 30
    played = {"single", "multiple", "true_false", "order", "number", "text", "poll"}
    assert {draft.kind for draft in questions} == played
    assert questions[1] == Draft(
        kind="number",
        prompt=Localized(
            "En quelle année le musée devenu le V&A a-t-il été fondé ?",
            "后来成为V&A的这座博物馆创立于哪一年？",
        ),
        key={"value": "1852", "tolerance": "20"},
        seconds=30,
        weight=1,
        explanation=questions[1].explanation,
        source_url="https://www.vam.ac.uk/articles/100-facts-about-the-va",
        tags=("histoire",),
    )
    assert questions[10].key == {"right": [1, 3, 5]}
    assert len(questions[10].choices) == 5
    assert questions[23].key == {"forms": ["Kengo Kuma", "Kuma Kengo", "Kuma", "隈研吾"]}
    assert write(questions) == data


@given(st.lists(drafts, max_size=4))
def test_export_imports_back_and_exports_the_same_bytes(written: list[Draft]) -> None:
    fit = [draft for draft in map(canonical, written) if not problems(draft)]
    data = write(fit)
    assert fit == [canonical(draft) for draft in written]
    assert list(read(data)) == fit
    assert write(read(data)) == data


def test_a_text_that_looks_like_a_formula_is_data_behind_an_apostrophe() -> None:
    formula = '=HYPERLINK("https://x.example";"+1")'
    row = make_row(prompt_fr=f"'{formula}", prompt_zh="@SUM(1)", maker="-2+3", tags="=1|+1")
    data = make_file(row)
    (draft,) = read(data)
    assert draft.prompt == Localized(formula, "@SUM(1)")
    assert draft.maker == Localized("-2+3", "-2+3")
    assert write([draft]) == data


def test_columns_may_stand_in_any_order_between_blank_rows() -> None:
    data = make_file(make_row(), columns=COLUMNS[::-1])
    blank = b"," * (len(COLUMNS) - 1)
    header, row, _ = data.split(b"\r\n")
    spaced = b"\r\n".join([header.upper() + b",,", blank, b"", row + b", ,", blank, b""])
    assert read(spaced) == read(make_file(make_row()))


def test_a_file_without_questions_is_an_empty_bank() -> None:
    assert read(make_file()) == ()
    assert read(write([])) == ()


def test_every_error_is_named_with_its_row_column_and_language() -> None:
    data = make_file(
        make_row(prompt_zh=""),
        make_row(),
        make_row(kind="essay", seconds="soon", weight="1.5"),
        make_row(kind="single", correct="le plat"),
        make_row(kind="number", correct="beaucoup", choice1_zh="", choice2_fr="", choice2_zh=""),
        make_row(kind="order", choice2_fr="le vase", image_alt_fr="Un vase"),
        make_row(choice3_zh="杯", explanation_fr="Parce que."),
    )
    kinds = ", ".join(KEYS)
    numbers = (
        "“Right answer” names a choice that this question does not have. Write the number, the"
        " letter or the text of a choice, like 2 or B; of several, like 1|3."
    )
    empty = "This kind of question has no choices: leave this empty."
    picture = "Description of the picture"
    assert told(data) == [
        "Row 2, column prompt_zh (Chinese): “Question” is missing in Chinese.",
        f"Row 4, column kind: “essay” is no kind of question. Write one of: {kinds}.",
        "Row 4, column seconds: “Seconds” must be a whole number from 1 to 3600.",
        "Row 4, column weight: “Weight” must be a whole number from 0 to 10.",
        f"Row 5, column correct: {numbers}",
        f"Row 6, column choice1_fr (French): {empty}",
        "Row 6, column correct: “Right answer” must be a plain number, like 1852 or −3.5.",
        f"Row 7, column image_alt_zh (Chinese): “{picture}” is missing in Chinese.",
        "Row 7, column choice3_fr (French): This kind of question needs at least 3 choices.",
        "Row 7, column choice3_zh (Chinese): This kind of question needs at least 3 choices.",
        "Row 7, column choice2_fr (French): Choices 1 and 2 are the same.",
        "Row 8, column explanation_zh (Chinese): “Explanation” is missing in Chinese.",
        "Row 8, column choice3_fr (French): “Choice 3” is missing in French.",
    ]


def test_the_refusal_counts_its_errors() -> None:
    for rows, sentence in (
        ([make_row(seconds="x")], "The file has 1 error; nothing was imported."),
        ([make_row(seconds="x")] * 2, "The file has 2 errors; nothing was imported."),
    ):
        with pytest.raises(FileRefused) as refused:
            read(make_file(*rows))
        assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["The file is empty."]),
        (b"\r\n\r\n", ["The file is empty."]),
        (
            make_file(columns=COLUMNS[:2] + COLUMNS[3:]),
            [
                (
                    "Row 1, column prompt_zh (Chinese): This column is missing; needed are kind,"
                    " prompt_fr and prompt_zh, or Type, Question and 题目."
                )
            ],
        ),
        (
            make_file(columns=(*COLUMNS, "kind", "Question (FR)")),
            [
                "Row 1, column kind: This column is there twice.",
                "Row 1, column prompt_fr (French): This column is there twice.",
            ],
        ),
        (
            make_file() + b"," * 33 + b"tard\r\n",
            [
                (
                    "Row 2: This row has 34 cells, and the head 33. Give each column a head, and"
                    " look for a separator inside a text."
                )
            ],
        ),
        (
            make_file(*[make_row()] * 5001),
            ["The file has more than 5000 questions."],
        ),
    ],
)
def test_wrong_shapes_are_named(data: bytes, expected: list[str]) -> None:
    assert told(data) == expected


@pytest.mark.parametrize(
    ("cells", "part", "value"),
    [
        ({"seconds": " ３０ "}, "seconds", 30),
        ({"weight": "010"}, "weight", 10),
        ({"kind": " poll "}, "kind", "poll"),
        ({"image": " vase.jpg "}, "image", "vase.jpg"),
        ({"tags": "a | b|a"}, "tags", ("a", "b")),
        ({"prompt_fr": "Un\r\ndeux"}, "prompt", Localized("Un\ndeux", "哪一个？")),
        (
            {"choice3_fr": "le plat", "choice3_zh": "盘"},
            "choices",
            (Localized("le vase", "花瓶"), Localized("le bol", "碗"), Localized("le plat", "盘")),
        ),
    ],
)
def test_cells_are_tidied(cells: dict[str, str], part: str, value: Any) -> None:
    (draft,) = read(make_file(make_row(**cells)))
    assert getattr(draft, part) == value
    assert read(write([draft])) == (draft,)


@pytest.mark.parametrize("cell", ["peinture, Chine", "peinture / Chine", "绘画，中国"])
def test_tags_between_which_only_a_comma_stands_are_asked_about(cell: str) -> None:
    sentence = f"Is “{cell}” one tag or several? Write | between several, or | after one."
    assert told(make_file(make_row(tags=cell))) == [f"Row 2, column tags: {sentence}"]


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("peinture;Chine", ("peinture", "Chine")),
        ("绘画、中国", ("绘画", "中国")),
        ("a, b|", ("a, b",)),
        ("1,5", ("1,5",)),
    ],
)
def test_tags_are_split_at_what_separates(cell: str, tags: tuple[str, ...]) -> None:
    (draft,) = read(make_file(make_row(tags=cell)))
    assert draft.tags == tags
    assert read(write([draft])) == (draft,)


def test_whether_a_number_may_be_negative_has_a_column_where_one_does() -> None:
    plain = make_draft("number")
    marked = replace(plain, prompt=Localized("En quelle année ?", "哪一年？"), may_be_negative=True)
    assert read(write([plain, marked])) == (plain, marked)
    assert b"may_be_negative" not in write([plain])
    row = make_row(may_be_negative="1")
    assert read(make_file(row, columns=(*COLUMNS, "may_be_negative")))[0].may_be_negative is False


def test_of_many_errors_the_first_fifty_are_named() -> None:
    data = make_file(*({"kind": "poll"} for _ in range(40)))
    with pytest.raises(FileRefused) as refused:
        read(data)
    assert (len(refused.value.errors), refused.value.rest) == (50, 40 * 4 - 50)
    assert str(refused.value) == "The file has 160 errors; nothing was imported."


def test_a_header_of_endless_columns_is_one_error() -> None:
    data = ",".join(f"x{number}" for number in range(100_000)).encode()
    assert told(data) == ["Row 1: The file has more than 500 columns."]
