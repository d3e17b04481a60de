"""What a phone shows of a number while it is typed is what the server will read."""

import random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from quiz.i18n.readings import readings
from tests.scripts import page_with_script

pytestmark = pytest.mark.chromium

SHOWN = {
    ("1852", "fr"): ["1852"],
    ("1 852", "fr"): ["1852"],
    ("1,852", "fr"): ["1852", "1.852"],
    ("1,852", "zh"): ["1852"],
    ("3,8", "fr"): ["3.8"],
    ("3。5", "zh"): ["3.5"],
    ("１，８５２", "zh"): ["1852"],
    ("−500", "fr"): ["-500"],
    ("10²", "fr"): ["100", "10"],
    ("三百", "zh"): ["300"],
    ("三百五", "zh"): ["350", "305"],
    ("3万", "zh"): ["30000"],
    ("1852年", "zh"): ["1852"],
    ("35 cm", "fr"): ["35"],
    ("dix-huit", "fr"): ["18"],
    ("Zéro", "fr"): ["0"],
    ("quatre-vingts", "fr"): ["80"],
    ("mille huit cent cinquante-deux", "fr"): ["1852"],
    ("Dix-huit cent cinquante ans", "zh"): ["1850"],
    ("moins cinq cents", "fr"): ["-500"],
    ("3 millions", "fr"): ["3000000"],
    ("2,5 milliards", "fr"): ["2500000000"],
    ("1,852 mille", "fr"): ["1852000", "1852"],
    ("deux millions trois", "fr"): ["2000003"],
    ("壹仟捌佰伍拾贰", "zh"): ["1852"],
    ("负三", "zh"): ["-3"],
    ("三点五", "zh"): ["3.5"],
    ("廿五", "zh"): ["25"],
    ("3.5万", "zh"): ["35000"],
    ("3萬5千", "zh"): ["35000"],
}
# More, less or about so much: no page shows a number for it.
GUESSES = (
    "三百多",
    "3万多",
    "约300",
    "300左右",
    "environ 300",
    "~300",
    "plus de cent",
    "une centaine",
)
SIGNS = [
    *"0123456789" * 3,
    *"00.,, '。·-−十百千万亿一二三五〇两壹贰廿点负²³年米克个 cm€%mgans~",
    *(" mille millions", "milliard ", " cent ", "vingt", "-un", "dix-", "sept", " et ", "quatre-"),
    *("soixante-", "trois ", "zéro", "moins ", "douze", "environ ", "多", "约"),
]
DRAWS = 20_000


@pytest.fixture
def page(chromium: Browser) -> Page:
    return page_with_script(chromium, "play/readings")


def shown(page: Page, texts: list[tuple[str, str]]) -> list[Any]:
    pairs = [list(pair) for pair in texts]
    found: list[Any] = page.evaluate("pairs => pairs.map(([t, l]) => readings(t, l))", pairs)
    return found


def test_the_reading_is_the_servers(page: Page) -> None:
    assert shown(page, list(SHOWN)) == list(SHOWN.values())
    assert [list(readings(*pair)) for pair in SHOWN] == list(SHOWN.values())
    guesses = [(text, language) for text in GUESSES for language in ("fr", "zh")]
    assert shown(page, guesses) == [None] * len(guesses)


def test_nothing_is_shown_that_the_server_reads_otherwise(page: Page) -> None:
    rng = random.Random(12)
    texts = [
        ("".join(rng.choices(SIGNS, k=rng.randint(1, 9))), rng.choice(("fr", "zh")))
        for _ in range(DRAWS)
    ]
    told = shown(page, texts)
    differing = [
        (text, found, readings(*text))
        for text, found in zip(texts, told, strict=True)
        if found is not None and found != list(readings(*text))
    ]
    assert differing[:20] == []
    assert sum(found is not None for found in told) > DRAWS / 20
