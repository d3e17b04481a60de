"""Points are bounded, fall with time, and cost no language and no network anything."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scoring import rules

shares = st.fractions(min_value=0, max_value=1, max_denominator=10**6)
weights = st.integers(min_value=0, max_value=10)
presets = st.sampled_from(sorted(rules.PRESETS))
instants = st.integers(min_value=-5_000, max_value=10_000_000)
plateaus = st.integers(min_value=0, max_value=120_000)
lengths = st.integers(min_value=0, max_value=3_000)
spreads = st.integers(min_value=300, max_value=3_000)


@pytest.mark.parametrize(
    ("preset", "w"),
    [("accuracy", Fraction(0)), ("balanced", Fraction(1, 5)), ("fast", Fraction(1, 2))],
)
def test_presets(preset: str, w: Fraction) -> None:
    assert rules.speed_weight(preset) == w


@pytest.mark.parametrize(
    ("fr", "zh", "picture", "plateau_ms", "seconds"),
    [
        (0, 0, False, 2_000, 7),
        (180, 30, False, 12_000, 17),
        (90, 60, False, 12_000, 17),
        (90, 60, True, 14_000, 19),
        (1, 0, False, 2_056, 8),
        (100, 0, False, 7_556, 13),
        (0, 61, False, 12_167, 18),
    ],
)
def test_plateau_is_the_longer_reading_time(
    fr: int, zh: int, picture: bool, plateau_ms: int, seconds: int
) -> None:
    assert rules.reading_plateau_ms({"fr": fr, "zh": zh}, 300, picture) == plateau_ms
    assert rules.minimum_seconds(plateau_ms) == seconds


@pytest.mark.parametrize(
    ("credit", "weight", "preset", "elapsed_ms", "expected"),
    [
        (1, 1, "balanced", 0, 1000),
        (1, 1, "balanced", 10_000, 1000),
        (1, 1, "balanced", 20_000, 900),
        (1, 1, "balanced", 30_000, 800),
        (1, 1, "balanced", 45_000, 800),
        (1, 1, "balanced", 10_500, 1000),
        (1, 1, "balanced", 10_501, 990),
        (1, 1, "fast", 30_000, 500),
        (1, 1, "accuracy", 30_000, 1000),
        (1, 2, "balanced", 20_000, 1800),
        (1, 2, "balanced", 20_499, 1800),
        (1, 2, "balanced", 20_501, 1780),
        (Fraction(1, 3), 1, "balanced", 0, 330),
        (Fraction(1, 2), 1, "balanced", 20_000, 450),
        (Fraction(1, 200), 1, "accuracy", 0, 10),
        (0, 1, "balanced", 0, 0),
        (None, 1, "balanced", 0, 0),
        (1, 0, "balanced", 0, 0),
    ],
)
def test_points_by_hand(
    credit: Fraction | None, weight: int, preset: str, elapsed_ms: int, expected: int
) -> None:
    w = rules.speed_weight(preset)
    assert rules.points(credit, weight, w, elapsed_ms, 10_000, 30) == expected


@pytest.mark.parametrize(
    ("elapsed_ms", "plateau_ms", "expected"), [(4_000, 9_999, 1000), (10_001, 10_000, 500)]
)
def test_speed_melts_within_a_millisecond_if_there_is_no_more(
    elapsed_ms: int, plateau_ms: int, expected: int
) -> None:
    points = rules.points(Fraction(1), 1, Fraction(1, 2), elapsed_ms, plateau_ms, 10)
    assert (points, type(points)) == (expected, int)


def test_a_plateau_has_no_picture_unless_there_is_one() -> None:
    assert rules.reading_plateau_ms({"fr": 0, "zh": 0}, 300) == 2_000


@given(shares, weights, presets, instants, plateaus, st.integers(min_value=0, max_value=600))
def test_points_are_bounded_and_whole_percents(
    credit: Fraction, weight: int, preset: str, elapsed_ms: int, plateau_ms: int, seconds: int
) -> None:
    w = rules.speed_weight(preset)
    points = rules.points(credit, weight, w, elapsed_ms, plateau_ms, seconds)
    full = 1000 * weight
    assert full * credit * (1 - w) - 5 * weight <= points <= full * credit + 5 * weight
    assert 0 <= points <= full
    assert points % max(10 * weight, 1) == 0


@given(shares, weights, presets, instants, instants, plateaus)
def test_points_never_grow_with_time(
    credit: Fraction, weight: int, preset: str, one: int, other: int, plateau_ms: int
) -> None:
    w, seconds = rules.speed_weight(preset), rules.minimum_seconds(plateau_ms)
    early, late = sorted((one, other))
    assert rules.points(credit, weight, w, early, plateau_ms, seconds) >= rules.points(
        credit, weight, w, late, plateau_ms, seconds
    )


@given(shares, weights, presets, plateaus, st.data())
def test_everybody_has_the_same_below_the_plateau(
    credit: Fraction, weight: int, preset: str, plateau_ms: int, data: st.DataObject
) -> None:
    w, seconds = rules.speed_weight(preset), rules.minimum_seconds(plateau_ms)
    elapsed_ms = data.draw(st.integers(min_value=0, max_value=plateau_ms))
    assert rules.points(credit, weight, w, elapsed_ms, plateau_ms, seconds) == rules.points(
        credit, weight, w, 0, plateau_ms, seconds
    )


@given(lengths, lengths, spreads, st.booleans())
def test_plateau_covers_reading_in_both_languages(
    fr: int, zh: int, spread_ms: int, picture: bool
) -> None:
    plateau_ms = rules.reading_plateau_ms({"fr": fr, "zh": zh}, spread_ms, picture)
    room = plateau_ms - 1700 - spread_ms - (2000 if picture else 0)
    assert room >= Fraction(1000 * fr, 18)
    assert room >= Fraction(1000 * zh, 6)
    assert room < max(Fraction(1000 * fr, 18), Fraction(1000 * zh, 6)) + 1


@given(plateaus)
def test_minimum_seconds_leave_five_after_the_plateau(plateau_ms: int) -> None:
    seconds = rules.minimum_seconds(plateau_ms)
    assert 1000 * seconds >= plateau_ms + 5000 > 1000 * (seconds - 1)
