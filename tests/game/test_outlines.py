"""A name is looked at closely unless no reading of it can hold a listed word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.reserved import _is_whole, _names, _own
from quiz.game.words.lists import shipped
from quiz.game.words.outlines import may_hold, outline, outlines_of
from quiz.game.words.rules import _find, _shapes, _shipped
from tests.game.own_names import ASIAN, CODES, GUIMET, MUSEUMS

OWN_NAMES = [*MUSEUMS, GUIMET + ASIAN]
LISTED = outlines_of(listed.text for listed in shipped())
WORD = st.sampled_from([listed.text for listed in shipped()])
SIGN = st.sampled_from("abeilostzé019 .-·@$|+!小明傻逼а①３ƨ")
PART = st.sampled_from(
    sorted(
        {word for names in MUSEUMS for name in names for word in (name, *name.split())}
        | {*CODES, "team", "équipe du ", "团队", "的", "&", "Jean", "维多利亚", "MNAAG", "lam"}
    )
)
DISGUISED = st.lists(st.one_of(WORD, st.text(SIGN, max_size=4)), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("C0nnn4rd", "conard"),
        ("P.U.T.E", "pute"),
        ("Lili 17", "it"),
        ("мerde", "merde"),
        ("傻 逼", "傻逼"),
        ("...", ""),
    ],
)
def test_an_outline_is_the_coarsest_reading(text: str, read: str) -> None:
    assert outline(text) == read


def test_a_sign_may_be_a_letter_or_none() -> None:
    assert may_hold("C$O$N", outlines_of(["con"])) is True
    assert may_hold("Coin", outlines_of(["con"])) is False
    assert may_hold("Coin", outlines_of([])) is False


@given(st.one_of(DISGUISED.map("".join), DISGUISED.map(" ".join), st.text(max_size=20)))
def test_no_word_is_found_in_a_name_that_cannot_hold_one(name: str) -> None:
    if any(True for words in _shapes(name) for _ in _find(_shipped(), words)):
        assert may_hold(name, LISTED) is True


@given(
    st.lists(st.one_of(PART, PART.map(str.upper), st.text(SIGN, max_size=3)), max_size=4),
    st.sampled_from(["", " ", "-"]),
    st.sampled_from(OWN_NAMES),
)
def test_no_own_name_is_found_in_a_name_that_cannot_hold_one(
    parts: list[str], between: str, names: tuple[str, ...]
) -> None:
    name, own = between.join(parts), _own(names, CODES)
    if _is_whole(name, names) or _names(own, name):
        assert may_hold(name, own.outlines) is True
