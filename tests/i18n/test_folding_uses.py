"""What each use of folding leaves alone, as a table; and the laws that hold for all of them."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.config import ROOT
from quiz.i18n.folding import (
    Typed,
    code_in,
    fold,
    fold_code,
    fold_email,
    fold_name,
    fold_search,
    spellings,
)
from quiz.i18n.signs import APOSTROPHES, DASHES, DOTS

FIELD = ROOT.parent / "shared" / "data" / "field"
TERMS = Path(__file__).with_name("museum_terms.txt").read_text("utf-8").splitlines()

# What is typed; what an answer, a search, a nickname and a code make of it.
USES = [
    ("L’Atelier", "atelier", "latelier", "latelier", "l'atelier"),
    ("La Tour 😄", "tour", "latour😄", "latour😄", "latour"),
    ("XVIIIe siècle", "18世纪", "xviiiesiecle", "xviiiesiecle", "xviiiesiècle"),
    ("《乾清宮》", "乾清宫", "乾清宫", "乾清宫", "乾清宮"),
    ("ｖａ－２０２０。", "va2020", "va2020", "va2020", "va-2020"),
    ("⻓⼋", "长八", "长八", "长八", "长八"),
    ("5 €", "5€", "5€", "5€", "5"),
]

SAME_ANSWERS = [
    (
        "达·芬奇",
        "达芬奇～ 达芬奇~ 达芬奇！ 达芬奇。 达芬奇… 达芬奇😄 👉达芬奇👈🏽 達芬奇 达．芬奇 达·芬奇·",
    ),
    ("Léonard", "leonard LÉONARD. léonard! léonard… Ｌéonard 👍léonard Le\u0301onard"),
    ("bronze", "du_bronze de_la_bronze des_bronze un_bronze une_bronze the_bronze au_bronze"),
    ("or", "l’or l'or l_or d’or d'or d_or de_l’or L’_OR"),
    ("L’Hermitage", "l_hermitage Hermitage lhermitage L´Hermitage L`Hermitage LʼHermitage"),
    ("Musée d’Orsay", "musee_dorsay musée_d_orsay MUSÉE_D＇ORSAY le_musée_d’Orsay"),
    (
        "XVIIIe siècle",
        (
            "XVIIIe 18e XVIIIème XVIIIᵉ ⅩⅤⅢᵉ dix-huitième_siècle Dix_huitième_siècle 18ème_siècle "
            "18世纪 十八世纪 十八世紀 第18世纪 一八世纪 le_XVIIIe_siècle au_18e_siècle "
            "18th_century eighteenth_century XVIII_siècle XVIIIe_s. 18_世_纪 ⼗⼋世纪"
        ),
    ),
    ("Ve siècle av. J.-C.", "公元前5世纪 前五世纪 5e_siècle_avant_notre_ère 西元前五世紀"),
    ("vingt et unième siècle", "XXIe 21世纪 二十一世纪 廿一世纪 21st_century"),
    ("什么", "甚麼 什麼 甚么"),
    ("乾燥", "干燥 乾燥"),
]


@pytest.mark.parametrize(("typed", "answer", "search", "name", "code"), USES)
def test_each_use_leaves_something_alone(
    typed: str, answer: str, search: str, name: str, code: str
) -> None:
    folded = (fold(typed), fold_search(typed), fold_name(typed), fold_code(typed))
    assert folded == (answer, search, name, code)


@pytest.mark.parametrize(
    ("form", "typed"),
    [(form, text.replace("_", " ")) for form, several in SAME_ANSWERS for text in several.split()],
)
def test_an_answer_is_right_however_it_is_typed(form: str, typed: str) -> None:
    assert spellings(form) & spellings(typed)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("Van Gogh", "van goch"),
        ("XVIIIe siècle", "XVIIe siècle"),
        ("XVIIIe siècle", "18"),
        ("Ve siècle av. J.-C.", "Ve siècle"),
        ("ours", "lours"),
        ("乾隆", "康熙"),
        ("C++", "C"),
        ("♠", "♥"),
    ],
)
def test_another_answer_stays_another(form: str, typed: str) -> None:
    assert not spellings(form) & spellings(typed)


@pytest.mark.parametrize("term", TERMS)
def test_museums_terms_are_one_in_either_script(term: str) -> None:
    simplified, traditional = term.split()
    assert fold(traditional) == fold(simplified)
    assert fold_search(traditional) == fold_search(simplified)


def test_there_are_terms_enough() -> None:
    assert len({term.split()[0] for term in TERMS}) >= 200


def test_one_character_of_a_name_finds_it() -> None:
    assert fold_search("乾") in fold_search("乾隆皇帝")
    assert fold_search("宫") in fold_search("乾清宮")


@pytest.mark.parametrize("sign", [*APOSTROPHES, *DOTS, *DASHES])
def test_a_sign_between_the_parts_of_a_name_is_none(sign: str) -> None:
    assert fold(f"Jean{sign}Paul") == "jeanpaul"
    assert fold_name(f"Jean{sign}Paul") == "jeanpaul"


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u3164", "\u2800"])
def test_what_nobody_sees_is_nothing(sign: str) -> None:
    typed = f"va{sign}2020{sign}"
    assert fold(typed) == fold_search(typed) == fold_name(typed) == "va2020"
    assert fold_code(typed) == code_in(typed).code == fold_email(typed) == "va2020"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("VA2020", Typed("va2020")),
        ("ｖａ２０２０", Typed("va2020")),
        (" va 2020 ", Typed("va2020")),
        ("va2020。", Typed("va2020")),
        ("va2020．", Typed("va2020")),
        ("«va2020»", Typed("va2020")),
        ("nuit–2026", Typed("nuit-2026")),
        ("nuit\u2011bleue", Typed("nuit-bleue")),
        ("/e/va2020/", Typed("va2020")),
        ("/e/va2020。", Typed("va2020")),
        ("/e/va2020%E3%80%82", Typed("va2020")),
        ("/e/VA2020?from=groupmessage&isappinstalled=0", Typed("va2020")),
        ("https://quiz.musee.fr/e/va2020", Typed("va2020")),
        ("https://quiz.musee.fr/fr/e/va2020/kuaishou?from=x#y", Typed("va2020", "kuaishou")),
        ("quiz.musee.fr/zh/e/va2020/YouTube/join", Typed("va2020", "youtube")),
        ("【夜场直播】https://quiz.musee.fr/e/va2020 点击参加", Typed("va2020")),
        ("https：／／quiz.musee.fr／e／va2020／", Typed("va2020")),
        ("va2021/youtube", Typed("va2021", "youtube")),
        ("VA2021 / YouTube/", Typed("va2021", "youtube")),
        ("/va2021／youtube。", Typed("va2021", "youtube")),
        ("va2021\\youtube", Typed("va2021", "youtube")),
        ("va2021/youtube?from=x#y", Typed("va2021", "youtube")),
        ("va2021?from=x", Typed("va2021")),
        ("va2021/", Typed("va2021")),
        ("fr/va2021/youtube", Typed("va2021", "youtube")),
        ("quiz.musee.fr/va2021", Typed("va2021")),
        ("https://127.0.0.1:8000/va2021/youtube", Typed("va2021", "youtube")),
    ],
)
def test_a_code_is_found_in_what_was_typed_or_pasted(typed: str, found: Typed) -> None:
    assert code_in(typed) == found


def test_what_is_too_long_for_a_code_is_not_looked_at() -> None:
    endless = f"a{'!' * 100_000}a"
    assert fold_code(endless) == endless
    assert code_in(endless).code == "a"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Zoé@Musée.FR ", "zoé@musée.fr"),
        ("Zoe\u0301@musee.fr", "zoé@musee.fr"),
        ("ｚｏｅ＠ｍｕｓｅｅ．ｆｒ", "zoe@musee.fr"),
        ("zoe@musee。fr", "zoe@musee.fr"),
        ("zoe@musee.fr\u200b", "zoe@musee.fr"),
        ("d’arc@musee.fr", "d’arc@musee.fr"),
        ("STRASSE@x.de", "strasse@x.de"),
    ],
)
def test_an_address_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert fold_email(typed) == kept


@given(st.text(max_size=40))
@example("x·viii e siecle")
@example("1 十八世纪")
@example("ᄀ ᅡ")
@example("\u0345")
@example("premier 5 siecle 5 siecle")
@example("la la mer")
def test_folding_twice_is_folding_once(text: str) -> None:
    for use in (fold, fold_search, fold_name, fold_code, fold_email):
        assert use(use(text)) == use(text), use


@given(st.text(alphabet="xvie1835. 'l-siècle世纪十八第前公元avjcLe", max_size=24))
def test_folding_a_century_twice_is_folding_it_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_composed_and_taken_apart_are_one(text: str) -> None:
    for use in (fold, fold_search, fold_name, fold_email):
        composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
        assert use(composed) == use(apart), use


def field_rows(name: str) -> list[list[str]]:
    """The rows of one of the field's tables, without its head."""
    return [line.split("\t") for line in (FIELD / name).read_text("utf-8").splitlines()[1:]]


@pytest.mark.skipif(not FIELD.exists(), reason="The field's own answers and codes are not here.")
def test_the_fields_answers_and_codes() -> None:
    for form, typed, wanted in field_rows("typed-answers.tsv"):
        assert bool(spellings(form) & spellings(typed)) is (wanted == "right"), typed
    for typed, code in field_rows("codes-and-addresses.tsv"):
        assert code_in(typed).code == code
