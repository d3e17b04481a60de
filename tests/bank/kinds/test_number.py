"""Numbers are read in the digits of their page, and credited by their distance."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds.base import Solution
from quiz.bank.kinds.number import read_number
from quiz.bank.kinds.registry import KINDS, canonical, cautions, kind_of, problems
from quiz.errors import Ambiguous, Invalid
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_content, make_draft

PLAIN = "“Right answer” must be a plain number, like 1852 or −3.5."
CONTENT = make_content("number")
EMPTY = "This kind of question has no choices: leave this empty."
TOLERANCE = "“Tolerance” must be a plain number, zero or above, like 20."


@pytest.mark.parametrize(
    ("raw", "language", "value"),
    [
        ("1852", "fr", "1852"),
        ("1852", "zh", "1852"),
        ("1,234", "zh", "1234"),
        ("1 234", "fr", "1234"),
        ("1\u00a0234", "fr", "1234"),
        ("1\u202f234\u202f567,5", "fr", "1234567.5"),
        ("1\u202f234", "zh", "1234"),
        ("1 234", "zh", "1234"),
        ("1,234,567.5", "zh", "1234567.5"),
        ("１８５２", "zh", "1852"),
        ("１，２３４．５", "zh", "1234.5"),
        ("-3,5", "fr", "-3.5"),
        ("−3.5", "zh", "-3.5"),
        ("－７", "zh", "-7"),
        ("+20", "fr", "20"),
        ("3.5", "fr", "3.5"),
        ("3.1416", "fr", "3.1416"),
        ("007", "fr", "7"),
        ("-0", "fr", "0"),
        ("1,50", "fr", "1.5"),
        ("100", "zh", "100"),
        ("999999999999999", "fr", "999999999999999"),
        ("0,000001", "fr", "0.000001"),
    ],
)
def test_numbers_are_read_in_their_language(raw: str, language: str, value: str) -> None:
    content = make_content("number")
    assert kind_of(content).parse(content, f" {raw} ", language) == value


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("raw", ["NaN", "-inf", "12 34", "--1", "1..2", "0x10", "1_000", "1\n2"])
def test_what_is_no_number_is_refused(raw: str, language: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_number(raw, language)
    assert not isinstance(refused.value, Ambiguous)
    example = {"fr": "1\u202f234,5", "zh": "1,234.5"}[language]
    assert str(refused.value) == f"Write a number in digits, like {example}."


@pytest.mark.parametrize(
    ("raw", "readings"), [("1,234", ("1234", "1.234")), ("10²", ("100", "10"))]
)
@pytest.mark.parametrize("key", [{"value": "1234"}, {"value": "1.234"}, {"value": "100"}])
def test_what_could_be_two_numbers_is_asked_whatever_the_key(
    raw: str, readings: tuple[str, ...], key: dict[str, str]
) -> None:
    content = make_content("number", key=key | {"tolerance": "0"})
    with pytest.raises(Ambiguous) as asked:
        kind_of(content).parse(content, raw, "fr")
    assert asked.value.readings == readings
    for reading in readings:
        assert kind_of(content).parse_plain(content, reading) == reading


@pytest.mark.parametrize("raw", ["1,5", "1 234", "三百", "", "1" * 16])
def test_a_plain_number_is_plain(raw: str) -> None:
    content = make_content("number")
    with pytest.raises(Invalid):
        kind_of(content).parse_plain(content, raw)


@pytest.mark.parametrize("raw", ["1" * 16, "0,0000001", "1" + " 000" * 5, "9" * 300])
def test_endless_numbers_are_refused(raw: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_number(raw, "fr")
    assert str(refused.value) == "This number has too many digits."


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4), st.sampled_from(["fr", "zh"]))
def test_numbers_as_babel_writes_them_are_read_back(number: Any, language: str) -> None:
    written = format_decimal(number, format="#,##0.0000", locale=language)
    value = read_number(written, language)
    assert Fraction(value) == Fraction(number)
    assert kind_of(CONTENT).parse_plain(CONTENT, value) == value


@pytest.mark.parametrize(
    ("value", "tolerance", "answer", "credit"),
    [
        ("1852", "20", "1852", Fraction(1)),
        ("1852", "20", "1857", Fraction(3, 4)),
        ("1852", "20", "1847", Fraction(3, 4)),
        ("1852", "20", "1872", Fraction(0)),
        ("1852", "20", "1900", Fraction(0)),
        ("1852", "0", "1852", Fraction(1)),
        ("1852", "0", "1853", Fraction(0)),
        ("3.5", "0.5", "3.6", Fraction(4, 5)),
        ("-3", "6", "3", Fraction(0)),
        ("0", "3", "-1", Fraction(2, 3)),
    ],
)
def test_credit_falls_to_zero_at_the_tolerance(
    value: str, tolerance: str, answer: str, credit: Fraction
) -> None:
    content = make_content("number", key={"value": value, "tolerance": tolerance})
    assert kind_of(content).credit(content, answer) == credit
    assert kind_of(content).solution(content) == Solution(value=value, tolerance=tolerance)


def test_credit_of_the_longest_numbers_stays_a_short_fraction() -> None:
    longest = "999999999999999.999999"
    key = {"value": "0.000001", "tolerance": longest}
    content = make_content("number", key=key)
    credit = kind_of(content).credit(content, "-123456789012345.678901")
    assert len(str(credit)) <= 64


@pytest.mark.parametrize(
    ("correct", "tolerance", "key"),
    [
        ("1852", "20", {"value": "1852", "tolerance": "20"}),
        (" 1852.50 ", "", {"value": "1852.5", "tolerance": "0"}),
        ("+１２", "0.0", {"value": "12", "tolerance": "0"}),
        ("1e3", "-5", {"value": "1e3", "tolerance": "-5"}),
        ("", "5", {"value": "", "tolerance": "5"}),
        ("", "", {}),
    ],
)
def test_key_is_tidied(correct: str, tolerance: str, key: dict[str, str]) -> None:
    kind = KINDS["number"]
    assert kind.key(correct, tolerance) == key
    assert kind.key(*kind.cells(key)) == key


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"key": {}}, [("correct", "The right answer is missing.", True)]),
        (
            {"key": {"value": "", "tolerance": "5"}},
            [("correct", "The right answer is missing.", True)],
        ),
        ({"key": {"value": "1,5", "tolerance": "1"}}, [("correct", PLAIN, False)]),
        ({"key": {"value": "NaN", "tolerance": "1"}}, [("correct", PLAIN, False)]),
        ({"key": {"value": "1", "tolerance": "-1"}}, [("tolerance", TOLERANCE, False)]),
        ({"key": {"value": "1", "tolerance": "x"}}, [("tolerance", TOLERANCE, False)]),
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
    found = problems(canonical(make_draft("number", **values)))
    assert [(one.column, str(one.sentence), one.gap) for one in found] == expected


def test_who_knows_half_is_near_and_seldom_exact() -> None:
    content = make_content("number")
    said = [
        int(
            kind_of(content).parse(
                content, kind_of(content).recall(content, 0.5, "fr", Random(seed)), "fr"
            )
        )
        for seed in range(200)
    ]
    assert 1832 <= min(said) < 1852 < max(said) <= 1872
    assert 30 < said.count(1852) < 80


def test_whether_a_number_may_be_negative_is_public_and_no_more() -> None:
    for value in ("5", "-5"):
        key = {"value": value, "tolerance": "0"}
        plain, marked = (
            make_content("number", key=key, may_be_negative=negative) for negative in (False, True)
        )
        assert kind_of(plain).public(plain).keys() == {"kind", "prompt", "choices"}
        assert kind_of(marked).public(marked)["negative"] is True


def test_a_number_below_zero_needs_a_minus_on_phones() -> None:
    key = {"value": "-500", "tolerance": "50"}
    drafts = (make_draft("number", key=key, may_be_negative=negative) for negative in (False, True))
    assert [[one.column for one in cautions(draft)] for draft in drafts] == [["correct"], []]
