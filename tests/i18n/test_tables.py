"""Scripts, look-alikes and simplified characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.nicknames import key_of
from quiz.i18n.folding import fold
from quiz.i18n.tables import script_of, simplified, skeleton


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("a", "Latin"),
        ("é", "Latin"),
        ("я", "Cyrillic"),
        ("Α", "Greek"),
        ("青", "Han"),
        ("さ", "Hiragana"),
        ("민", "Hangul"),
        ("1", "Common"),
        ("\u0301", "Inherited"),
        ("\U000e0fff", "Unknown"),
        ("\U0010ffff", "Unknown"),
    ],
)
def test_a_character_has_a_script(character: str, script: str) -> None:
    assert script_of(character) == script


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("琺瑯彩", "珐琅彩"),
        ("掐絲琺瑯", "掐丝珐琅"),
        ("畫琺瑯", "画珐琅"),
        ("龍泉窰", "龙泉窑"),
        ("盌", "碗"),
        ("香鑪", "香炉"),
        ("青花瓷", "青花瓷"),
        ("著名", "著名"),
    ],
)
def test_traditional_characters_and_variants_become_simplified(
    traditional: str, plain: str
) -> None:
    assert simplified(traditional) == plain


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x2FFFF), max_size=20))
def test_simplified_text_stays_as_it_is(text: str) -> None:
    assert simplified(simplified(text)) == simplified(text)


@given(st.characters())
def test_every_character_has_a_script_and_a_skeleton(character: str) -> None:
    assert script_of(character)
    assert skeleton(character)


def test_traditional_and_simplified_answers_are_one() -> None:
    assert fold("乾清宮") == fold("乾清宫") == "乾清宫"
    assert fold("《畫琺瑯》") == fold("画珐琅")


@pytest.mark.parametrize("name", ["аԁміп", "ADMIN", "ɑdmin", "𝐚𝐝𝐦𝐢𝐧"])
def test_a_name_of_look_alikes_is_the_same_name(name: str) -> None:
    assert key_of(name) == key_of("admin")


@pytest.mark.parametrize("name", ["青瓷小鹤", "संगीता", "김민수", "さくら"])
def test_a_name_of_another_alphabet_keeps_its_letters(name: str) -> None:
    assert not key_of(name).isascii()
