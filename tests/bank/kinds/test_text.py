"""A typed answer is right in either language, however it is spelled."""

from typing import Any

import pytest

from quiz.bank.kinds.base import Solution
from quiz.bank.kinds.registry import KINDS, canonical, cautions, kind_of, problems
from quiz.errors import Invalid
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_content, make_draft

EMPTY = "This kind of question has no choices: leave this empty."
UNCLEAR = (
    "Is “Pei, 贝聿铭” one answer or several? Write several on a line each, or with | between them;"
    " after one alone write |."
)
FORM = "Each accepted form must have a letter or a digit, and at most 60 characters."


@pytest.mark.parametrize(
    ("answer", "credit"),
    [
        ("Kengo Kuma", 1),
        ("kengo-kuma", 1),
        ("隈研吾", 1),
        ("《隈研吾》", 1),
        ("Kuma", 0),
        ("？？", 0),
        ("…", 0),
    ],
)
@pytest.mark.parametrize("language", ["fr", "zh"])
def test_answers_match_a_form_of_either_language(answer: str, credit: int, language: str) -> None:
    content = make_content("text")
    value = kind_of(content).parse(content, answer, language)
    assert value == answer
    assert kind_of(content).credit(content, value) == credit
    assert kind_of(content).solution(content) == Solution(forms=("Kengo Kuma", "隈研吾"))


def test_traditional_characters_match_simplified_ones() -> None:
    content = make_content("text", key={"forms": ["维多利亚与艾尔伯特博物馆"]})
    assert kind_of(content).credit(content, "維多利亞與艾爾伯特博物館") == 1


@pytest.mark.parametrize(
    "answer", ["L’Hermitage 😄", "l hermitage～", "hermitage!", "lhermitage", "L´HERMITAGE"]
)
def test_an_article_a_mark_or_a_picture_makes_no_answer_wrong(answer: str) -> None:
    content = make_content("text", key={"forms": ["L’Hermitage"]})
    assert kind_of(content).credit(content, answer) == 1


def test_at_most_sixty_characters_are_read() -> None:
    content = make_content("text")
    assert kind_of(content).parse(content, f" {'青' * 60} ", "zh") == "青" * 60
    with pytest.raises(Invalid) as refused:
        kind_of(content).parse(content, "a" * 61, "fr")
    assert str(refused.value) == "Write at most 60 characters."


@pytest.mark.parametrize(
    ("correct", "tolerance", "key"),
    [
        ("Kengo Kuma | 隈研吾||Kengo Kuma", "", {"forms": ["Kengo Kuma", "隈研吾"]}),
        ("Kuma", " 2 ", {"forms": ["Kuma"], "tolerance": "2"}),
        ("Pei；贝聿铭", "", {"forms": ["Pei", "贝聿铭"]}),
        ("贝聿铭、Pei", "", {"forms": ["贝聿铭", "Pei"]}),
        ("AC/DC|", "", {"forms": ["AC/DC"]}),
        ("Pei / 贝聿铭", "", {"forms": ["Pei / 贝聿铭"], "unclear": True}),
        (" | ", "", {}),
    ],
)
def test_key_and_its_cells(correct: str, tolerance: str, key: dict[str, Any]) -> None:
    kind = KINDS["text"]
    assert kind.key(correct, tolerance) == key
    assert kind.key(*kind.cells(key)) == key


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"key": {}}, [("correct", "The right answer is missing.", True)]),
        ({"key": {"forms": ["Kuma", "?!"]}}, [("correct", FORM, False)]),
        ({"key": {"forms": ["a" * 61]}}, [("correct", FORM, False)]),
        (
            {"key": {"forms": ["Ku\x07ma"]}},
            [("correct", "“Right answer” contains a character that cannot be shown.", False)],
        ),
        (
            {"key": {"forms": [f"{n:0>60}" for n in range(40)]}},
            [("correct", "“Right answer” is too long: at most 2000 characters.", False)],
        ),
        (
            {"key": {"forms": ["Pei, 贝聿铭"], "unclear": True}},
            [("correct", UNCLEAR, False)],
        ),
        ({"key": {"forms": ["Pei, 贝聿铭"]}}, []),
        (
            {"key": {"forms": ["Kuma"], "tolerance": "1"}},
            [("tolerance", "Only a number has a tolerance: leave it empty.", False)],
        ),
        (
            {"choices": (Localized("vase", "花瓶"), Localized("bol", ""))},
            [
                ("choice1_fr", EMPTY, False),
                ("choice1_zh", EMPTY, False),
                ("choice2_fr", EMPTY, False),
            ],
        ),
    ],
)
def test_problems(values: dict[str, Any], expected: list[tuple[str, str, bool]]) -> None:
    found = problems(canonical(make_draft("text", **values)))
    assert [(one.column, str(one.sentence), one.gap) for one in found] == expected


def test_a_form_with_a_separator_in_it_is_flagged() -> None:
    draft = canonical(make_draft("text", key={"forms": ["AC/DC", "Kuma", "甲、乙"]}))
    assert problems(draft) == ()
    assert [str(one.sentence) for one in cautions(draft)] == [
        f"“{form}” is one accepted answer. If it is several, write them on a line each."
        for form in ("AC/DC", "甲、乙")
    ]
