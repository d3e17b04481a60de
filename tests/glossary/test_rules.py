"""Terms are found in texts as people write them, the longest first, and none where none stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import Invalid
from quiz.glossary.rules import (
    FoundTerm,
    Lexicon,
    Term,
    fold_term,
    lexicon_of,
    occurrences,
    term_parts,
    terms_in,
    tidy_term,
)
from quiz.i18n.localized import LANGUAGES, Localized

CELADON = Term("céladon", "青瓷")
GLAZE = Term("céladon", "青釉")
ENAMEL = Term("émail cloisonné", "掐丝珐琅")
PLAIN = Term("émail", "珐琅")
VASE = Term("vase meiping", "梅瓶")
words = st.text(alphabet="abcéœ 青瓷珐琅琺，’-s", max_size=30)


def make_lexicon(*terms: Term) -> Lexicon:
    return lexicon_of((term, fold_term(term)) for term in terms)


LEXICON = make_lexicon(CELADON, ENAMEL, PLAIN, VASE)


def found(text: str, language: str, lexicon: Lexicon = LEXICON) -> list[str]:
    return [text[one.start : one.end] for one in occurrences(text, language, lexicon)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Un CELADON vert", ["CELADON"]),
        ("Des céladons, l’émail", ["céladons", "émail"]),
        ("Les émaux cloisonnés", []),
        ("Des émails cloisonnés", ["émails cloisonnés"]),
        ("L'émail  cloisonné.", ["émail  cloisonné"]),
        ("ce\u0301ladon", ["ce\u0301ladon"]),
        ("céladonite, vase", []),
        ("Vase Meiping-céladon", ["Vase Meiping", "céladon"]),
    ],
)
def test_french_is_found_word_by_word(text: str, terms: list[str]) -> None:
    assert found(text, "fr") == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("龙泉青瓷瓶", ["青瓷"]),
        ("掐絲琺瑯", ["掐絲琺瑯"]),
        ("珐琅与青 瓷", ["珐琅", "青 瓷"]),
        ("青，瓷", []),
        ("", []),
    ],
)
def test_chinese_is_found_sign_by_sign(text: str, terms: list[str]) -> None:
    assert found(text, "zh") == terms


def test_the_parts_of_a_text_are_all_of_it() -> None:
    parts = term_parts("Un céladon, émail.", "fr", LEXICON)
    assert [(part.text, part.terms) for part in parts] == [
        ("Un ", ()),
        ("céladon", (CELADON,)),
        (", ", ()),
        ("émail", (PLAIN,)),
        (".", ()),
    ]


@given(words, st.sampled_from(LANGUAGES))
def test_no_sign_of_a_text_is_lost(text: str, language: str) -> None:
    assert "".join(part.text for part in term_parts(text, language, LEXICON)) == text


@given(words, st.sampled_from(LANGUAGES))
def test_what_is_found_is_a_term(text: str, language: str) -> None:
    for one in occurrences(text, language, LEXICON):
        part = text[one.start : one.end]
        assert all(
            getattr(fold_term(Term(part, part)), language) == getattr(fold_term(term), language)
            for term in one.terms
        )


def test_a_translation_without_its_term_is_named() -> None:
    text = Localized("Un céladon, un vase meiping", "一件青瓷")
    assert terms_in(text, LEXICON) == (FoundTerm(CELADON), FoundTerm(VASE, "zh"))
    assert terms_in(Localized("Un vase", "梅瓶"), LEXICON) == (FoundTerm(VASE, "fr"),)
    assert terms_in(Localized("Un vase", "梅瓶"), LEXICON, "fr") == ()
    assert terms_in(Localized("Un céladon", ""), LEXICON) == (FoundTerm(CELADON),)


def test_another_translation_of_a_term_will_do() -> None:
    lexicon = make_lexicon(CELADON, GLAZE)
    either = (FoundTerm(CELADON), FoundTerm(GLAZE))
    assert terms_in(Localized("Un céladon", "青釉瓶"), lexicon, "fr") == either
    assert [one.absent for one in terms_in(Localized("Un céladon", "瓶"), lexicon)] == ["zh", "zh"]


def test_a_term_is_tidied() -> None:
    assert tidy_term("  émail \n cloisonné", " 掐丝珐琅 ", "") == ENAMEL


@pytest.mark.parametrize(
    ("fr", "zh", "note"),
    [
        ("", "青瓷", ""),
        ("céladon", " ", ""),
        ("a" * 121, "青瓷", ""),
        ("céladon", "青" * 121, ""),
        ("céladon", "青瓷", "x" * 501),
        ("céladon", "青\x00瓷", ""),
        ("?!", "青瓷", ""),
        ("青瓷", "céladon", ""),
    ],
)
def test_what_is_no_term_is_refused(fr: str, zh: str, note: str) -> None:
    with pytest.raises(Invalid):
        tidy_term(fr, zh, note)
