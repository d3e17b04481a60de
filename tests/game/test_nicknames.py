"""Nicknames: what may be shown, what counts as the same, what is suggested."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from quiz.errors import Invalid
from quiz.game.nicknames import SUGGESTED, Nickname, candidates, check_nickname, key_of, suggest

WELCOME = [
    "Céladon serein",
    "青瓷小鹤",
    "小明abc",
    "Zoé",
    "O’Brien-Lévy",
    "Đặng Thị Ánh",
    "संगीता",
    "สมหญิง",
    "김민수",
    "さくら",
    "Аня",
    "Αθηνά",
    "👩‍🎨 Manon",
    "❤️",
    "🩷 Lila",
    "Xx_小龙_xX",
    "Concorde",
    "Salopette bleue",
    "Constance",
    "体操你好",
    "小鸡巴士",
    "Louis XIV",
    "R2D2",
    "Les Bâtisseurs",
]

REFUSED = {
    "": "at least one letter",
    "   ": "at least one letter",
    "\u3164": "cannot be shown",
    "\u2800": "invisible",
    "a\u2800b": "invisible",
    "a\u200bb": "cannot be shown",
    "Zoe\u200d": "cannot be shown",
    "a\u200dد": "cannot be shown",
    "\u202eeoZ": "cannot be shown",
    "soft\u00adhyphen": "cannot be shown",
    "\ue000": "cannot be shown",
    "line\nbreak": "cannot be shown",
    "\ud800": "cannot be shown",
    "Z\u0337\u0321\u0349\u0335oe": "accents",
    "Z\u0337o\u0321e\u0349w\u0335": "accents",
    "Zoя": "alphabets",
    "Рaris": "alphabets",
    "Αline": "alphabets",
    "x" * 21: "too long",
    "青瓷青瓷青瓷青瓷青瓷青": "too long",
    "👩‍🎨" * 11: "too long",
    "123": "digits",
    "+-*/": "digits",
    "...": "digits",
    "06 12 34 56 78": "telephone",
    "wx13812345678": "telephone",
    "０６１２３４５６７８": "telephone",
    "www.museum": "address",
    "celadon.com": "address",
    "点我。cn": "address",
    "zoe@musee.fr": "address",
    "https://a": "address",
    "Connard": "hurt",
    "grosse PUTE": "hurt",
    "sale nègre": "hurt",
    "傻逼": "hurt",
    "傻 逼": "hurt",
    "你媽的": "hurt",
    "王 八 蛋": "hurt",
}


@pytest.mark.parametrize("text", WELCOME)
def test_an_ordinary_name_is_welcome_as_it_is(text: str) -> None:
    assert check_nickname(text).name == text


@pytest.mark.parametrize(("text", "reason"), REFUSED.items())
def test_what_cannot_be_shown_is_refused_in_words(text: str, reason: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_nickname(text)
    assert reason in str(refusal.value)


def test_spaces_and_full_width_letters_are_tidied() -> None:
    assert check_nickname("  Ｚｏé\u00a0\u3000 B ").name == "Zoé B"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Céladon", "celadon"),
        ("Zoé B.", "zoe b"),
        ("龍", "龙"),
        ("Iris", "lris"),
        ("Coco", "Сосо"),
        ("Bol", "B0l"),
        ("Œuvre", "oeuvre"),
        ("❤️", "❤"),
    ],
)
def test_names_that_look_alike_are_the_same(one: str, other: str) -> None:
    assert check_nickname(one).key == check_nickname(other).key


@pytest.mark.parametrize(
    ("one", "other"), [("La Perle", "Perle"), ("Bol 2", "Bol 3"), ("🩷", "💙"), ("青鸟", "青鹭")]
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert check_nickname(one).key != check_nickname(other).key


def test_a_taken_name_gets_a_number_then_four_digits(rng: random.Random) -> None:
    shown = [name for name, _ in candidates(check_nickname("Zoé"), rng)]
    assert shown[:8] == [f"Zoé {number}" for number in range(2, 10)]
    assert len(shown) == 16
    assert all(len(name) == len("Zoé 1234") for name in shown[8:])


def test_a_wide_name_gives_way_to_its_number(rng: random.Random) -> None:
    family = "👨‍👩‍👧" * 10
    assert candidates(Nickname(family, "x"), rng)[0][0] == "👨‍👩‍👧" * 9 + " 2"
    wide = candidates(check_nickname("青瓷青瓷青瓷青瓷青瓷"), rng)
    assert wide[0][0] == "青瓷青瓷青瓷青瓷青 2"


@given(st.text(max_size=30), st.integers())
def test_every_candidate_of_every_name_is_within_the_limits(text: str, seed: int) -> None:
    try:
        nickname = check_nickname(text)
    except Invalid:
        return
    for shown, key in candidates(nickname, random.Random(seed)):
        assert 1 <= wcswidth(shown) <= 20
        assert len(shown) <= 80
        assert len(key) <= 120
        assert key


@given(st.text(max_size=30))
def test_a_tidied_name_is_tidy(text: str) -> None:
    try:
        nickname = check_nickname(text)
    except Invalid:
        return
    assert check_nickname(nickname.name) == nickname


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_every_suggestion_may_be_taken_with_its_number(language: str, rng: random.Random) -> None:
    names = {
        first + words.between + second
        for words in SUGGESTED[language]
        for first in words.first.split()
        for second in words.second.split()
    }
    assert len(names) == 24 * 24
    for name in names:
        assert check_nickname(name) == Nickname(name, key_of(name))
        assert all(
            shown.startswith(f"{name} ") for shown, _ in candidates(check_nickname(name), rng)
        )
    assert suggest(language, rng) in names


@pytest.mark.parametrize("sign", ["\ufdfa", "é", "😀", "\u0301", " ", "a"])
def test_a_long_name_is_refused_before_any_work(sign: str) -> None:
    """A name whose letters cannot be looked at is refused by its length alone."""

    class Unread(str):
        __slots__ = ()

        def isascii(self) -> bool:
            raise AssertionError("Its letters were looked at.")

    with pytest.raises(Invalid) as refused:
        check_nickname(Unread(sign * 110_000))
    assert "too long" in str(refused.value)


def test_a_sign_that_becomes_eighteen_is_refused_before_the_profile() -> None:
    with pytest.raises(Invalid) as refused:
        check_nickname("\ufdfa" * 100)
    assert "too long" in str(refused.value)
