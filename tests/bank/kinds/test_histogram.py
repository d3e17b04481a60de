"""Bars of numbers: where they stand, what lies in the band, what came nearest."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds.histogram import HEIGHT, MOST_BARS, WIDTH, Histogram, Near, axis_of, histogram
from quiz.bank.kinds.registry import kind_of
from tests.bank.drafts import make_content

numbers = st.decimals(min_value=-(10**15), max_value=10**15, places=6)
spreads = st.dictionaries(numbers.map(str), st.integers(1, 5_000), min_size=1, max_size=40)


def drawn(spread: dict[str, int], key: str = "1852", tolerance: str = "20") -> Histogram:
    return histogram(spread, sum(spread.values()), Decimal(key), Decimal(tolerance))


def test_years_stand_in_bars_of_a_round_width() -> None:
    made = drawn({"1852": 6, "1851": 2, "1848": 3, "1860": 1, "1900": 1})
    assert [(bar.low, bar.high, bar.percent) for bar in made.bars if bar.height] == [
        ("1845", "1850", 23),
        ("1850", "1855", 62),
        ("1860", "1865", 8),
        ("1900", "1905", 8),
    ]
    assert (made.low, made.high) == ("1830", "1905")
    assert (made.band_low, made.band_high, made.inside) == ("1832", "1872", 92)
    assert made.nearest == (Near("1852", 6), Near("1851", 2), Near("1848", 3))
    assert (made.key_x, made.band_x, made.band_width) == (82.1, 7.5, 149.3)
    assert max(bar.height for bar in made.bars) == HEIGHT


def test_strange_answers_do_not_flatten_the_others() -> None:
    spread = {str(year): 50 for year in range(1840, 1866)} | {"999999999999999": 3, "-5": 1}
    made = drawn(spread)
    assert (made.low, made.high) == ("1830", "1875")
    assert sum(bar.percent for bar in made.bars) == pytest.approx(100, abs=5)


@pytest.mark.parametrize(
    ("spread", "key", "tolerance", "low", "high"),
    [
        ({"7": 3}, "7", "0", "7", "8"),
        ({"0.25": 1, "0.5": 1}, "0.3", "0", "0.24", "0.52"),
        ({"3.5": 2}, "3.5", "0", "3", "4"),
        ({"-20": 1, "-10": 2}, "-15", "5", "-20", "-9"),
        ({"5": 1}, "1000", "0", "0", "1100"),
    ],
)
def test_the_axis_holds_the_answers_and_the_key(
    spread: dict[str, int], key: str, tolerance: str, low: str, high: str
) -> None:
    made = drawn(spread, key, tolerance)
    assert (made.low, made.high) == (low, high)


def test_at_the_tolerance_nothing_is_earned_and_without_one_the_key_alone() -> None:
    assert drawn({"1832": 1, "1833": 1}).inside == 50
    assert drawn({"1852": 1, "1853": 1}, tolerance="0").inside == 50


@given(spreads, numbers, st.decimals(min_value=0, max_value=10**9, places=3))
def test_every_bar_is_in_the_picture(
    spread: dict[str, int], key: Decimal, tolerance: Decimal
) -> None:
    made = histogram(spread, sum(spread.values()), key, tolerance)
    assert 1 <= len(made.bars) <= MOST_BARS
    assert all(0 <= bar.x <= WIDTH - bar.width and bar.y >= 0 for bar in made.bars)
    assert all(abs(bar.y + bar.height - HEIGHT) < 0.2 for bar in made.bars)
    assert 0 <= made.band_x <= made.band_x + made.band_width <= WIDTH + 0.1
    assert 0 <= made.key_x <= WIDTH
    ranked = sorted((Decimal(value), count) for value, count in spread.items())
    assert axis_of(ranked, (key - tolerance, key + tolerance)).high >= key + tolerance


def test_a_number_shows_it_once_somebody_has_answered() -> None:
    content = make_content("number")
    assert kind_of(content).crowd(content, {}, 0) == {}
    crowd = kind_of(content).crowd(content, {"1852": 1}, 1)
    assert crowd == {"histogram": drawn({"1852": 1})}
