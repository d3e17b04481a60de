"""How soon a phone asks for the pulse again: the page's script in the browser, and a rehearsal."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from quiz.cli.rehearsal.player import pause_ms
from quiz.events.pace import lead_ms
from quiz.web.assets import FOLDER, folder_hash
from tests.journeys.house import House

pytestmark = pytest.mark.chromium

SCRIPT = f"/static/{folder_hash(FOLDER)}/js/live/pulse.js"
OPENS, CLOSES = 100_000, 110_000
PAUSE = "async ([script, pulse]) => (await import(script)).pause(pulse)"


@pytest.fixture(scope="module")
def page(house: House, chromium: Browser) -> Iterator[Page]:
    """A page of the quiz, whose scripts may be asked."""
    page = chromium.new_page()
    page.goto(f"{house.base}/fr/")
    yield page
    page.close()


@pytest.mark.parametrize(
    ("now", "poll", "opens", "closes", "pause"),
    [
        # Nothing is on, or it is on but over by then, or not yet begun.
        (95_000, 10_000, None, None, 10_000),
        (101_000, 10_000, OPENS, CLOSES, 10_000),
        (89_000, 10_000, OPENS, CLOSES, 10_000),
        # It would ask while everybody answers.
        (90_000, 10_000, OPENS, CLOSES, 20_000),
        (99_999, 10_000, OPENS, CLOSES, 20_000),
        # A small crowd asks all the same; and so does who might still hear of an early close.
        (99_000, 5_000, OPENS, CLOSES, 5_000),
        (95_000, 10_000, OPENS, OPENS + 30_000, 10_000),
        (106_999, 10_000, OPENS, OPENS + 30_000, 10_000),
        (107_000, 10_000, OPENS, OPENS + 30_000, 20_000),
    ],
)
def test_a_large_crowd_that_answers_is_left_alone(
    page: Page, now: int, poll: int, opens: int | None, closes: int | None, pause: int
) -> None:
    pulse = {"now": now, "poll_ms": poll, "opens_at": opens, "closes_at": closes}
    assert (page.evaluate(PAUSE, [SCRIPT, pulse]), pause_ms(pulse)) == (pause, pause)


def test_the_lead_is_the_one_that_the_script_reckons_with(page: Page) -> None:
    poll = 10_000
    last = CLOSES - lead_ms(poll)
    asks = [
        page.evaluate(
            PAUSE,
            [
                SCRIPT,
                {"now": at - poll, "poll_ms": poll, "opens_at": 0, "closes_at": CLOSES},
            ],
        )
        for at in (last - 1, last)
    ]
    assert asks == [poll, 2 * poll]
