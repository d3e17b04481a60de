"""What a phone shows of a number while it is typed is what the server will read."""

import random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from quiz.i18n.readings import readings
from quiz.web.assets import FOLDER

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
}
SIGNS = "0123456789" * 3 + "00.,, '。·-−十百千万亿一二三五〇两²³年 cm€%mgans"
DRAWS = 20_000


@pytest.fixture
def page(chromium: Browser) -> Page:
    page = chromium.new_page()
    source = (FOLDER / "js" / "play" / "readings.js").read_text("utf-8")
    page.add_script_tag(content=f"{source}\nwindow.readings = readings;", type="module")
    page.wait_for_function("() => Boolean(window.readings)")
    return page


def shown(page: Page, texts: list[tuple[str, str]]) -> list[Any]:
    pairs = [list(pair) for pair in texts]
    found: list[Any] = page.evaluate("pairs => pairs.map(([t, l]) => readings(t, l))", pairs)
    return found


def test_the_reading_is_the_servers(page: Page) -> None:
    assert shown(page, list(SHOWN)) == list(SHOWN.values())
    assert [list(readings(*pair)) for pair in SHOWN] == list(SHOWN.values())


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
