"""Numbers as people write them: read, asked about where there are two, and never another one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.config import ROOT
from quiz.i18n.french_numerals import french_whole
from quiz.i18n.numerals import chinese_wholes
from quiz.i18n.readings import plain_decimal, readings

FIELD = ROOT.parent / "shared" / "data" / "field" / "typed-numbers.tsv"
ONE = {
    "fr": {
        "1852": "1852 1_852 1\u00a0852 1\u202f852 1'852 1’852 １８５２ ١٨٥٢ 1852. 1852_! 1852~ "
        "1852_€ €_1852 1852_ans en_1852 l’an_1852 mille_huit_cent_cinquante-deux "
        "dix-huit_cent_cinquante-deux 1852_apr._J.-C. 1852_ap._J.-C. 一千八百五十二",
        "1234.5": "1_234,5 1234,5 1.234,5 1,234.5 1234,50",
        "1852000": "1.852.000 1,852,000 1_852_000 1.852.000_€",
        "3.8": "3,8 3.8 3·8 3，8 3.80",
        "-500": "-500 −500 –500 －500 -_500 moins_500 moins_cinq_cents",
        "0.5": ",5 0,5 .5 ½",
        "3.5": "3½ 3,5 3,5_cm 3,50_€",
        "35": "35_cm 35cm 35_% 35_m² trente-cinq",
        "12": "douze une_douzaine",
        "300": "trois_cents",
        "36": "trois_douzaines 3_douzaines",
        "3000000": "3_millions trois_millions 3·10⁶ 3×10^6 3e6",
        "2000": "2_mille deux_mille 2k",
        "2000000": "2_millions_d’euros 2_000_000_de_personnes",
        "71": "soixante_et_onze septante_et_un",
        "97": "quatre-vingt-dix-sept nonante-sept",
        "100": "10^2 cent",
    },
    "zh": {
        "1852": "1852年 １，８５２ 1,852 公元1852年 一千八百五十二 一八五二 1852. 1852。 "
        "壹仟捌佰伍拾贰",
        "300": "三百 三百个 三百個 ３００件 ３００～",
        "18": "十八 一十八 18岁",
        "3.5": "3．5 3。5 3.5 3,5 三点五 三点伍",
        "30000": "3万 三万 ３萬 30,000",
        "35000": "3.5万 3万5千 3万5000",
        "2020": "二〇二〇 二零二零 两千零二十",
        "1.852": "1.852",
        "-3": "负三 -3",
        "300000000": "3亿 三亿",
        "18520": "1_8520",
    },
}
SEVERAL = {
    "fr": {
        "1,852": ["1852", "1.852"],
        "1.852": ["1852", "1.852"],
        "-1,852": ["-1852", "-1.852"],
        "12,345": ["12345", "12.345"],
        "10²": ["100", "10"],
        "2²": ["4", "2"],
        "500 av. J.-C.": ["-500", "500"],
        "500 B.C.": ["-500", "500"],
        "3 M": ["3000000", "3"],
    },
    "zh": {
        "1,8520": ["18520", "1.852"],
        "三百五": ["350", "305"],
        "三万五": ["35000", "30005"],
        "公元前500年": ["-500", "500"],
        "3千米": ["3000", "3"],
        "10²": ["100", "10"],
    },
}
NONE = (
    "NaN Infinity 0x10 12_34 18_52 --1 1..2 1,,5 1/2 ⅓ 1⅓ H₂O 5ème 12h30 300-400 XVIII "
    "deux_trois vingt_vingt 五六 三四百 几百 300_chats abc ² ~ 5_mars_1852 1_234,567,8 1-852"
)
# More, less or about so much is no number, in figures or in words.
ABOUT = (
    "environ_N env._N vers_N ~N ≈N c._N ca._N circa_N à_peu_près_N plus_de_N moins_de_N près_de_N "
    "presque_N au_moins_N au_plus_N jusqu’à_N N_environ N_et_plus N_et_quelques N_ou_plus >N <N N+ "
    "约N 約N 近N 将近N 超过N 超過N 不到N 大约N 大概N 至少N N多 N余 N餘 N来 N來 N左右 N上下 "
    "N几 N幾 N以上 N多个 N余件 N来年 N不到"
)
GUESSES = (
    "une_centaine une_dizaine_d’objets 2_milliers trois_centaines 十几 三百几十 三万多 3万多 上百"
)


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        (language, typed.replace("_", " "), value)
        for language, values in ONE.items()
        for value, several in values.items()
        for typed in several.split(" ")
    ],
)
def test_a_number_is_read(language: str, typed: str, value: str) -> None:
    assert readings(typed, language) == (value,)


@pytest.mark.parametrize(
    ("language", "typed", "values"),
    [
        (language, typed, values)
        for language, all_ in SEVERAL.items()
        for typed, values in all_.items()
    ],
)
def test_what_could_be_two_is_asked_about(language: str, typed: str, values: list[str]) -> None:
    assert list(readings(typed, language)) == values


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("typed", ["", " ", "9" * 81 + ",", *NONE.split(), *GUESSES.split()])
def test_what_fits_no_rule_is_no_number(language: str, typed: str) -> None:
    assert readings(typed.replace("_", " "), language) == ()


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("number", ["300", "1 852", "3,5", "trois cents", "三百", "3万"])
@pytest.mark.parametrize("about", ABOUT.split())
def test_about_so_much_is_no_number(about: str, number: str, language: str) -> None:
    assert readings(about.replace("_", " ").replace("N", number), language) == ()


@given(st.text(max_size=30), st.sampled_from(["fr", "zh"]))
def test_every_reading_is_a_plain_decimal(text: str, language: str) -> None:
    for reading in readings(text, language):
        assert plain_decimal(Decimal(reading)) == reading


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["fr", "zh"]))
def test_what_is_written_plainly_is_among_the_readings(number: Decimal, language: str) -> None:
    plain = plain_decimal(number)
    written = plain.replace(".", ",") if language == "fr" else plain
    assert plain in readings(written, language)


@given(st.integers(0, 10**9))
def test_chinese_numerals_read_back(number: int) -> None:
    assert number in chinese_wholes(chinese(number))


def chinese(number: int) -> str:
    """The number as it is written in full."""
    if number == 0:
        return "零"
    text, rest = "", number
    for worth, sign in ((10**8, "亿"), (10**4, "万")):
        high, rest = divmod(rest, worth)
        text += f"{below_myriad(high)}{sign}" if high else ""
    return text + below_myriad(rest)


def below_myriad(number: int) -> str:
    units = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
    digits = [(number // worth % 10, sign) for worth, sign in units]
    return "".join("一二三四五六七八九"[digit - 1] + sign for digit, sign in digits if digit)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("zero", 0),
        ("vingt et un", 21),
        ("quatre-vingts", 80),
        ("quatre-vingt-onze", 91),
        ("huitante-deux", 82),
        ("cent un", 101),
        ("mille", 1_000),
        ("deux cent mille trois cent quarante-cinq", 200_345),
        ("deux milliards", 2_000_000_000),
        ("cent cent", None),
        ("mille mille", None),
        ("trente douze", None),
        ("", None),
    ],
)
def test_french_words(words: str, number: int | None) -> None:
    assert french_whole(words) == number


@pytest.mark.skipif(not FIELD.exists(), reason="The field's own numbers are not here.")
def test_the_fields_numbers() -> None:
    for line in FIELD.read_text("utf-8").splitlines()[1:]:
        language, typed, wanted = line.split("\t")
        found = readings(typed, language)
        if wanted == "asked again":
            assert len(found) > 1, line
        else:
            assert found == (wanted.split(" or ")[0],), line
