"""A translation that is missing in part, or that was never made, is found by its letters."""

import pytest

from quiz.bank.checks.lengths import length_flaws
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft

FRENCH = "Le vase fut offert au musée par la veuve du collectionneur, qui l’avait acquis à Pékin."
CHINESE = "这件花瓶由收藏家的遗孀赠予博物馆，收藏家当年在北京购得此瓶。"


@pytest.mark.parametrize(
    ("french", "chinese", "languages"),
    [
        (FRENCH, CHINESE, []),
        (FRENCH, "这件花瓶。", ["zh"]),
        ("Un vase.", CHINESE, ["fr"]),
        (FRENCH, FRENCH, ["zh"]),
        (CHINESE, CHINESE, ["fr"]),
        ("Venise", "玛丽·安托瓦内特", []),
        ("À des tapisseries", "挂毯", []),
        ("Le V&A East Storehouse", "V&A东馆库房（East Storehouse）", []),
        ("Victoria Museum", "Victoria Museum", []),
        ("福", "福", []),
        ("", CHINESE, []),
    ],
)
def test_texts_of_unlike_lengths_are_named(french: str, chinese: str, languages: list[str]) -> None:
    found = length_flaws(make_draft(explanation=Localized(french, chinese)))
    assert [flaw.language for flaw in found] == languages
