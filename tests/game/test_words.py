"""Words that a nickname may not hold are found however they are disguised; real names pass."""

from pathlib import Path

import pytest

from quiz.config import ROOT
from quiz.errors import Invalid
from quiz.game.nicknames import check_nickname
from quiz.game.reserved import is_reserved
from quiz.game.words.lists import Match, Purpose, shipped
from quiz.game.words.rules import find_word, has_spelled_number, speaks_for_museum
from tests.game.own_names import CODES, MUSEUMS

NAMES = Path(__file__).with_name("names")
FIELD = ROOT.parent / "shared" / "data" / "field" / "nicknames.tsv"

FOUND = {
    Purpose.INSULT: (
        "Connard",
        "c0nnard",
        "puta1n",
        "$alope",
        "3nculé",
        "pu7e",
        "P.U.T.E",
        "p u te",
        "conn a r d",
        "C O N N A R D",
        "C_O_N_N_A_R_D",
        "F.D.P",
        "Connnnnard",
        "GrosConnard",
        "connard75",
        "put3",
        "merd3 alors",
        "ＣＯＮＮＡＲＤ",
        "ⓟⓤⓣⓔ",
        "𝓹𝓾𝓽𝓮",
        "мerde",
        "Ta gueule !",
        "n1que ta mère",
        "sale nègre",
        "Bitch",
        "F U C K",
        "nmsl",
        "N.M.S.L",
        "CNMLGB",
        "cnm小明",
        "shabi",
        "艹你",
        "傻 逼",
        "傻*逼",
        "傻b小明",
        "真SB",
        "你媽的",
    ),
    Purpose.CONTACT: (
        "加微信abc123",
        "加 微 信",
        "加V abc123",
        "微信abc123",
        "VX: abc_123",
        "wx abc1234",
        "qq 1234567",
        "QQ1234567",
        "QQ群12",
        "Insta lea75",
        "ajoute-moi",
    ),
}
FREE = (
    *(
        "王·小明",
        "1️⃣号选手",
        "玛丽・居里",
        "P.D. James",
        "J.R.R.T. Tolkien",
        "👨‍👩‍👧‍👦",
        "👩🏽‍🎨 Manon",
    ),
    *("Dominique", "Véronique", "Connor", "Constance", "Salopette bleue", "Salopek", "Fukuoka"),
    *("Député réputé", "Computer", "Putois", "Bitche", "Instantané", "Lydia 1234", "Conan 2"),
    *("体操你好", "小鸡巴士", "加微笑", "QQ糖", "生日你好", "去你妈妈家", "上官方晴", "尼玛次仁"),
    *("Vase 791", "Zoé 5410", "Marie 3140", "Paul 7 8 9", "Léa 69", "Bol 1052"),
    *("支那么多", "微信控", "走进群山", "AC Milan", "K2", "R2D2", "Trop fort 2012"),
)
FRENCH = [
    name.strip()
    for line in (NAMES / "fr.txt").read_text("utf-8").splitlines()[1:]
    for name in line.split(",")
    if name.strip()
]
SIMPLIFIED, GIVEN, TRADITIONAL, GIVEN_TRADITIONAL = (
    block.split()
    for block in (NAMES / "zh.txt").read_text("utf-8").partition("\n")[2].split("\n\n")
)


@pytest.mark.parametrize(
    ("name", "purpose"), [(name, purpose) for purpose, names in FOUND.items() for name in names]
)
def test_a_disguised_word_is_found(name: str, purpose: Purpose) -> None:
    assert find_word(name) is purpose
    with pytest.raises(Invalid):
        check_nickname(name)


@pytest.mark.parametrize("name", FREE)
def test_an_ordinary_name_is_free(name: str) -> None:
    assert find_word(name) is None
    assert not speaks_for_museum(name)


@pytest.mark.parametrize("name", FREE[:7])
def test_what_is_normal_is_taken(name: str) -> None:
    assert check_nickname(name).name == name


def refused(names: list[str]) -> list[str]:
    """Those of the names that nobody could take."""
    found = []
    for name in names:
        try:
            check_nickname(name)
        except Invalid:
            found.append(name)
        else:
            if any(is_reserved(name, names, CODES) for names in ((), *MUSEUMS)):
                found.append(name)
    return found


def test_two_thousand_french_names_pass() -> None:
    assert len(set(FRENCH)) >= 2_000
    assert refused(FRENCH) == []
    assert refused([name.upper() for name in FRENCH]) == []


def test_two_thousand_chinese_names_pass() -> None:
    names = [
        surname + given[place % len(given)]
        for surnames, given in ((SIMPLIFIED, GIVEN), (TRADITIONAL, GIVEN_TRADITIONAL))
        for number, surname in enumerate(surnames)
        for place in range(number * 7, number * 7 + 7)
    ]
    assert len(set(names)) >= 2_000
    assert refused(names) == []


def test_every_word_is_found_and_says_what_it_is_for() -> None:
    for listed in shipped():
        assert listed.meaning, listed
        assert listed.source, listed
        shown = f"{listed.text} abc123" if listed.match is Match.HANDLE else listed.text
        if listed.purpose is Purpose.MUSEUM:
            assert speaks_for_museum(shown), listed
        else:
            assert find_word(shown) is listed.purpose, listed
        assert [find_word(text) for text in listed.ordinary if find_word(text)] == [], listed


@pytest.mark.parametrize(
    ("own", "name", "is_taken"),
    [
        ("Rivale", "R I V A L E", False),
        ("Rivale", "riv a l e", False),
        ("Rivale", "Riv A Léa", True),
        ("Gros nul", "GROSNUL", False),
        ("Chouette", "La chouette", False),
        ("Chouette", "Ch0uette", False),
        ("Chouette", "C.H.O.U.E.T.T.E", False),
        ("Chouette", "Chouetterie", True),
        ("gros nul", "Gros  NUL !", False),
        ("gros nul", "Gros bol nul", True),
        ("青蛙", "小青蛙王子", False),
        ("青蛙", "青瓷", True),
    ],
)
def test_a_museum_has_words_of_its_own(own: str, name: str, is_taken: bool) -> None:
    assert find_word(name, (own,)) is (None if is_taken else Purpose.OWN)


@pytest.mark.parametrize(
    ("name", "is_number"),
    [("一三八零零一三八", True), ("1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣", True), ("1️⃣号选手", False), ("三千二百", False)],
)
def test_a_number_is_a_number_however_it_is_drawn(name: str, is_number: bool) -> None:
    assert has_spelled_number(name) is is_number


@pytest.mark.skipif(not FIELD.exists(), reason="The field's own nicknames are not here.")
def test_the_fields_nicknames() -> None:
    for line in FIELD.read_text("utf-8").splitlines()[1:]:
        name, wanted = line.split("\t")
        is_refused = bool(refused([name]))
        if wanted in ("accepted", "refused"):
            assert is_refused is (wanted == "refused"), line
