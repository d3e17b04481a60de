"""Colours: how well two of them are told apart, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.themes.rules import (
    CELADON,
    SHAPES_NEED,
    WORDS_NEED,
    Colours,
    Look,
    contrast,
    is_colour,
    luminance,
    mixed,
    properties,
    too_close,
)

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
# A float's last places are nobody's to see.
NEARLY = 1e-9


@given(COLOUR, COLOUR)
def test_contrast_is_the_same_both_ways_and_lies_between_1_and_21(one: str, other: str) -> None:
    ratio = contrast(one, other)
    assert ratio == contrast(other, one)
    assert 1 <= ratio <= 21 + NEARLY
    assert contrast(one, one) == 1


@given(COLOUR, COLOUR, COLOUR)
def test_whatever_is_taken_is_read_in_every_pair(panel: str, words: str, accent: str) -> None:
    colours = Colours(panel, words, accent)
    if any(too_close(colours)):
        return
    made = properties(colours)
    assert contrast(made["words"], made["panel"]) >= WORDS_NEED
    assert contrast(made["accent"], made["panel"]) >= SHAPES_NEED
    assert contrast(made["words"], made["ground"]) >= WORDS_NEED
    assert contrast(made["words-of-accent"], made["panel"]) >= WORDS_NEED
    assert contrast(made["on-accent"], made["accent"]) >= WORDS_NEED
    assert all(is_colour(value) for value in made.values())


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # The pairs that WebAIM's checker and WCAG's own examples are known by.
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_known_pairs_have_their_known_contrast(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio


def test_black_is_0_and_white_is_1() -> None:
    assert (luminance("#000000"), round(luminance("#ffffff"), 9)) == (0, 1)


def test_our_own_colours_are_read_and_are_nobodys_own() -> None:
    assert list(too_close(CELADON)) == []
    assert not Look().is_own
    assert Look(Colours("#000000", "#ffffff", "#ffffff")).is_own


def test_what_is_too_close_says_by_how_much() -> None:
    found = list(too_close(Colours("#ffffff", "#777777", "#dddddd")))
    said = [(one.part, one.ratio_below, one.needed) for one in found]
    assert said == [("words", 4.47, 4.5), ("accent", 1.35, 3.0)]


@pytest.mark.parametrize("text", ["", "#fff", "fbfaf5", "#FBFAF5", "#fbfaf5 ", "#ggffff", "red"])
def test_what_is_no_colour_is_none(text: str) -> None:
    assert not is_colour(text)
    assert list(too_close(Colours(text, text, text))) == []


def test_a_colour_is_laid_over_another_by_its_share() -> None:
    assert mixed("#000000", "#ffffff", 0.2) == "#333333"
    assert mixed("#102030", "#ffffff", 0) == "#102030"
