"""Numbers must be in both languages, in figures or in words."""

import pytest

from quiz.bank.checks.figures import alone, figure_flaws
from quiz.bank.formats.bilingual import read
from quiz.bank.queries import demo_file
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft

ALIKE = (
    ("en 1852", "1852年"),
    ("en 1852", "１８５２年"),
    ("5 000 livres", "5,000英镑"),
    ("5\u202f000 livres", "5000英镑"),
    ("3,5 millions d’euros", "350万欧元"),
    ("166 000 visiteurs", "16.6万人"),
    ("1,5 m", "1.5米"),
    ("XVIIIe siècle", "18世纪"),
    ("au 18e siècle", "十八世纪"),
    ("les années 1850", "19世纪50年代"),
    ("le 26 août 2020 à 20 h", "2020年8月26日晚上8点"),
    ("Louis XIV", "路易14"),
    ("Louis XIV", "路易十四"),
    ("deux vases", "2件花瓶"),
    ("12 vases", "十二件花瓶"),
    ("2 pièces", "两件"),
    ("quatre-vingt-dix-sept", "97"),
    ("trois cents ans", "300年"),
    ("le 1er étage", "一楼"),
    ("la deuxième salle", "第2展厅"),
    ("vers 1350, puis 1425-1436", "约1350年，1425至1436年"),
    ("Xi’an et le Ximen", "西安和西门"),
    ("une question", "问题"),
)
UNLIKE = (
    ("en 1852", "1825年", [("fr", "1852"), ("zh", "1825")]),
    ("les 12 vases", "这些花瓶", [("fr", "12")]),
    ("les vases", "12件花瓶", [("zh", "12")]),
    ("XVIIIe siècle", "17世纪", [("zh", "17")]),
    ("XVIIIe siècle", "十七世纪", [("fr", "18")]),
    ("Napoléon III", "拿破仑4世", [("zh", "4")]),
    ("5 000 livres", "500英镑", [("fr", "5 000"), ("zh", "500")]),
    ("3 millions", "3万", [("fr", "3"), ("zh", "3")]),
)


@pytest.mark.parametrize(("french", "chinese"), ALIKE)
def test_the_same_number_written_otherwise_is_no_flaw(french: str, chinese: str) -> None:
    assert list(alone(Localized(french, chinese))) == []


@pytest.mark.parametrize(("french", "chinese", "found"), UNLIKE)
def test_a_number_of_one_language_is_named(
    french: str, chinese: str, found: list[tuple[str, str]]
) -> None:
    assert list(alone(Localized(french, chinese))) == found


def test_a_flaw_names_its_text_and_a_text_in_one_language_has_none() -> None:
    draft = make_draft(
        prompt=Localized("En 1852 ?", ""), explanation=Localized("En 1852.", "1853年。")
    )
    assert [(str(flaw.sentence), flaw.language) for flaw in figure_flaws(draft)] == [
        ("“Explanation” has 1852 in French alone.", "fr"),
        ("“Explanation” has 1853 in Chinese alone.", "zh"),
    ]


def test_a_bank_that_was_proofread_has_no_flaw() -> None:
    assert [flaw for draft in read(demo_file()) for flaw in figure_flaws(draft)] == []
