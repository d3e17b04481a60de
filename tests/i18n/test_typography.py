import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.i18n.typography import JOINER, NARROW, NO_BREAK, typeset, unbroken

ADDED = {" ", NARROW, NO_BREAK, JOINER, "'", "’"}


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("Qui ?", "Qui\u202f?"),
        ("Qui?", "Qui\u202f?"),
        ("Vraiment ?!", "Vraiment\u202f?!"),
        ("Oui ; non !", "Oui\u202f; non\u202f!"),
        ("Le titre : un vase", "Le titre\u00a0: un vase"),
        ("Le titre: un vase", "Le titre\u00a0: un vase"),
        ("« Le Penseur »", "«\u00a0Le Penseur\u00a0»"),
        ("«Le Penseur» ?", "«\u00a0Le Penseur\u00a0»\u202f?"),
        ("l'œuvre d'art", "l’œuvre d’art"),
        ("à 12:30", "à 12:30"),
        ("https://museum.example/?a=1", "https://museum.example/?a=1"),
        ("3 800 000 de vues", "3\u202f800\u202f000 de vues"),
        ("en 1852 300 objets", "en 1852 300 objets"),
        ("haut de 20 cm", "haut de 20\u00a0cm"),
        ("Song du Sud, 1127–1279", f"Song du Sud, 1127–{JOINER}1279"),
        ("", ""),
    ],
)
def test_french_is_spaced(plain: str, set_: str) -> None:
    assert typeset(plain, "fr") == set_


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("约翰·罗斯金是谁？", f"约翰{JOINER}·罗斯金是谁？"),
        ("龙——五爪", f"龙{JOINER}——五爪"),
        ("南宋，1127–1279年", f"南宋，1127–{JOINER}1279年"),
        ("这件青瓷，出自龙泉。", "这件青瓷，出自龙泉。"),
        ("", ""),
    ],
)
def test_chinese_signs_stay_off_line_starts(plain: str, set_: str) -> None:
    assert typeset(plain, "zh") == set_


@given(st.text(), st.sampled_from(["fr", "zh"]))
def test_setting_twice_is_setting_once(text: str, language: str) -> None:
    once = typeset(text, language)

    assert typeset(once, language) == once


@given(st.text(), st.sampled_from(["fr", "zh"]))
def test_only_spaces_joiners_and_apostrophes_change(text: str, language: str) -> None:
    set_ = typeset(text, language)

    assert [s for s in set_ if s not in ADDED] == [s for s in text if s not in ADDED]


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("Quel vase ?", "Quel vase\xa0?"),
        ("« Oui » : non ! 20 %", "«\xa0Oui\xa0»\xa0: non\xa0! 20\xa0%"),
        ("Quoi? Un : deux", "Quoi? Un\xa0: deux"),
        ("1 ?x", "1 ?x"),
    ],
)
def test_no_sign_stands_alone_on_a_line_of_a_stored_text(plain: str, kept: str) -> None:
    assert unbroken(plain) == kept


@given(st.text())
def test_of_a_stored_text_no_sign_is_added_or_lost(text: str) -> None:
    assert unbroken(text).replace("\xa0", " ") == text.replace("\xa0", " ")
