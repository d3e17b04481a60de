"""Kinds with choices: what stops them, how their answers are read, what they are worth."""

from fractions import Fraction
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds.base import Solution
from quiz.bank.kinds.choices import draw_ids
from quiz.bank.kinds.registry import KINDS, canonical, kind_of, problems
from quiz.errors import Invalid
from quiz.i18n.localized import Localized
from tests.bank.drafts import id_of, make_choices, make_content, make_draft

NUMBERS = (
    "“Right answer” names a choice that this question does not have. Write the number, the letter"
    " or the text of a choice, like 2 or B; of several, like 1|3."
)
MISSING = ("correct", "The right answer is missing.", True)


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("single", {"key": {}}, [MISSING]),
        ("single", {"key": {"right": [0]}}, [("correct", NUMBERS, False)]),
        ("single", {"key": {"right": [5]}}, [("correct", NUMBERS, False)]),
        (
            "single",
            {"key": {"right": [1, 2]}},
            [("correct", "Only one choice can be right in this question.", False)],
        ),
        (
            "single",
            {"key": {"right": [1], "tolerance": "5"}},
            [("tolerance", "Only a number has a tolerance: leave it empty.", False)],
        ),
        (
            "single",
            {"choices": make_choices(1), "key": {"right": [1]}},
            [
                ("choice2_fr", "This kind of question needs at least 2 choices.", True),
                ("choice2_zh", "This kind of question needs at least 2 choices.", True),
            ],
        ),
        (
            "single",
            {"choices": make_choices(7)},
            [("choice7", "This kind of question has at most 6 choices.", False)],
        ),
        (
            "single",
            {"choices": (Localized("vase", "花瓶"), Localized(), Localized("bol", ""))},
            [
                ("choice2_fr", "“Choice 2” is missing in French.", True),
                ("choice2_zh", "“Choice 2” is missing in Chinese.", True),
                ("choice3_zh", "“Choice 3” is missing in Chinese.", True),
            ],
        ),
        (
            "single",
            {"choices": (Localized("a" * 151, "花瓶"), Localized("bol", "花瓶"))},
            [
                ("choice1_fr", "“Choice 1” is too long: at most 150 characters.", False),
                ("choice2_zh", "Choices 1 and 2 are the same.", False),
            ],
        ),
        ("multiple", {"key": {}}, [MISSING]),
        (
            "multiple",
            {"key": {"right": [1, 2, 3, 4]}},
            [("correct", "At least one choice must be wrong in this question.", False)],
        ),
        (
            "true_false",
            {"choices": make_choices(3)},
            [("choice3", "This kind of question has at most 2 choices.", False)],
        ),
        (
            "order",
            {"choices": make_choices(2)},
            [
                ("choice3_fr", "This kind of question needs at least 3 choices.", True),
                ("choice3_zh", "This kind of question needs at least 3 choices.", True),
            ],
        ),
        (
            "order",
            {"key": {"right": [1]}},
            [
                (
                    "correct",
                    "The choices are written in the right order: leave this empty.",
                    False,
                )
            ],
        ),
        (
            "poll",
            {"key": {"right": [1]}},
            [("correct", "A poll has no right answer: leave this empty.", False)],
        ),
    ],
)
def test_problems(kind: str, values: dict[str, Any], expected: list[tuple[str, str, bool]]) -> None:
    found = problems(canonical(make_draft(kind, **values)))
    assert [(found.column, str(found.sentence), found.gap) for found in found] == expected


@pytest.mark.parametrize(
    ("correct", "tolerance", "key", "cells"),
    [
        ("2", "", {"right": [2]}, ("2", "")),
        (" 3 | 1|3 ", "", {"right": [1, 3]}, ("1|3", "")),
        ("２", "", {"right": [2]}, ("2", "")),
        ("b", "", {"right": [0]}, ("0", "")),
        ("9" * 5000, "", {"right": [0]}, ("0", "")),
        ("", " 5 ", {"tolerance": "5"}, ("", "5")),
        ("", "", {}, ("", "")),
    ],
)
def test_key_and_its_cells(
    correct: str, tolerance: str, key: dict[str, Any], cells: tuple[str, str]
) -> None:
    kind = KINDS["multiple"]
    assert kind.key(correct, tolerance) == key
    assert kind.cells(key) == cells


@pytest.mark.parametrize("kind", ["single", "true_false", "poll"])
def test_one_choice_is_read(kind: str) -> None:
    content = make_content(kind)
    own = id_of(content, 1)
    assert kind_of(content).parse(content, f" {own} ", "zh") == own
    for raw in (own.upper(), "1", f"{own},{own}", "le vase 1"):
        with pytest.raises(Invalid) as refused:
            kind_of(content).parse(content, raw, "fr")
        assert str(refused.value) == "The answer is not one of the choices of this question."


@pytest.mark.parametrize(("kind", "right", "wrong"), [("single", 2, 1), ("true_false", 1, 2)])
def test_one_choice_is_right_or_wrong(kind: str, right: int, wrong: int) -> None:
    content = make_content(kind)
    assert kind_of(content).credit(content, id_of(content, right)) == 1
    assert kind_of(content).credit(content, id_of(content, wrong)) == 0
    assert kind_of(content).solution(content) == Solution(right=(id_of(content, right),))


def test_poll_is_never_scored() -> None:
    content = make_content("poll")
    assert content["key"] == {}
    assert kind_of(content).credit(content, id_of(content, 1)) is None
    assert kind_of(content).solution(content) == Solution()


def test_multiple_is_read_as_a_set() -> None:
    content = make_content("multiple")
    one, three = id_of(content, 1), id_of(content, 3)
    value = ",".join(sorted((one, three)))
    for raw in (f"{one},{three}", f"{three}, {one}", f"{three},{one},{three}"):
        assert kind_of(content).parse(content, raw, "fr") == value
    for raw in (f"{one},", f"{one};{three}", f"{one},zzzzzz"):
        with pytest.raises(Invalid):
            kind_of(content).parse(content, raw, "fr")


@pytest.mark.parametrize(
    ("right", "chosen", "credit"),
    [
        ([1, 3], [1, 3], Fraction(1)),
        ([1, 3], [1], Fraction(1, 2)),
        ([1, 3], [1, 2], Fraction(0)),
        ([1, 3], [1, 2, 3], Fraction(1, 2)),
        ([1, 3], [1, 2, 3, 4], Fraction(0)),
        ([1, 3], [2, 4], Fraction(0)),
        ([1, 2, 3], [1, 2], Fraction(2, 3)),
        ([1, 2, 3], [1, 2, 4], Fraction(0)),
        ([4], [4, 1], Fraction(2, 3)),
    ],
)
def test_multiple_credit(right: list[int], chosen: list[int], credit: Fraction) -> None:
    content = make_content("multiple", key={"right": right})
    value = ",".join(sorted(id_of(content, number) for number in chosen))
    assert kind_of(content).credit(content, value) == credit
    ids = tuple(sorted(id_of(content, number) for number in right))
    assert kind_of(content).solution(content) == Solution(right=ids)


def test_order_is_read_as_a_sequence() -> None:
    content = make_content("order")
    ids = [id_of(content, number) for number in (4, 1, 3, 2)]
    assert kind_of(content).parse(content, " , ".join(ids), "fr") == ",".join(ids)
    for raw in (",".join(ids[:3]), ",".join([*ids, ids[0]]), ",".join([*ids[:3], ids[0]])):
        with pytest.raises(Invalid) as refused:
            kind_of(content).parse(content, raw, "fr")
        sentence = "The answer must put every choice of this question in its place."
        assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("order", "credit"),
    [
        ((1, 2, 3, 4), Fraction(1)),
        ((2, 1, 3, 4), Fraction(2, 3)),
        ((2, 1, 4, 3), Fraction(1, 3)),
        ((4, 1, 2, 3), Fraction(0)),
        ((4, 3, 2, 1), Fraction(0)),
    ],
)
def test_order_credit(order: tuple[int, ...], credit: Fraction) -> None:
    content = make_content("order")
    value = ",".join(id_of(content, number) for number in order)
    assert kind_of(content).credit(content, value) == credit
    right = tuple(id_of(content, number) for number in (1, 2, 3, 4))
    assert kind_of(content).solution(content) == Solution(order=right)


def test_order_by_chance_gains_little() -> None:
    content = make_content("order")
    ids = [choice["id"] for choice in content["choices"]]
    credits_ = [kind_of(content).credit(content, ",".join(p)) or 0 for p in permutations(ids)]
    assert credits_.count(1) == 1
    assert sum(credits_) / len(credits_) < Fraction(1, 4)


@given(st.integers(min_value=0, max_value=6), st.integers())
def test_ids_are_a_function_of_the_seed(count: int, seed: int) -> None:
    assert draw_ids(count, Random(seed)) == draw_ids(count, Random(seed))
    assert draw_ids(6, Random(seed)) != draw_ids(6, Random(seed + 1))


def test_who_knows_half_of_an_order_mistakes_neighbours() -> None:
    content = make_content("order")
    kind, right = kind_of(content), list(content["key"]["order"])
    recalled = {kind.recall(content, 0.5, "fr", Random(seed)) for seed in range(200)}
    firsts = {right.index(value.split(",")[0]) for value in recalled}
    lasts = {right.index(value.split(",")[-1]) for value in recalled}
    assert len(recalled) == 8
    assert (firsts, lasts) == ({0, 1}, {0, 1, 2, 3})
    assert kind.recall(content, 0.0, "fr", Random(1)) == ",".join([*right[1:], right[0]])
