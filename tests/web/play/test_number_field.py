"""The field of a number: how it is read, what is asked back, which keyboard it has."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.play.scenes import make_question, make_scene
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium


def test_the_page_shows_how_it_reads_and_asks_which_one(stand: Stand) -> None:
    stand.answers = [(422, {"status": "ambiguous", "readings": ["1852", "1.852"]})]
    stand.open(make_scene("open", question=make_question("number")))
    stand.visit()
    field, reading = stand.page.locator("#value"), stand.page.locator("[data-reading]")
    field.fill("１ ８５２")
    expect(reading).to_have_text("Nous lisons 1852.")
    field.fill("1852")
    expect(reading).to_have_text("")
    field.fill("1,852")
    expect(reading).to_contain_text(re.compile("1852.+1,852"))
    stand.page.keyboard.press("Enter")
    buttons = stand.page.locator("[data-readings] button")
    expect(buttons).to_have_text(["1852", "1,852"])
    expect(reading).to_contain_text("Quel nombre")
    buttons.nth(1).tap()
    expect(stand.page.locator("form.settled")).to_be_visible()
    expect(field).to_have_value("1,852")
    stand.expect_sent("1,852", "1.852")


@pytest.mark.parametrize(("facts", "mode"), [({}, "decimal"), ({"negative": True}, "text")])
def test_a_minus_can_be_typed_where_the_author_says_so(
    stand: Stand, facts: dict[str, bool], mode: str
) -> None:
    stand.open(make_scene("open", question=make_question("number", facts=facts)))
    stand.visit()
    expect(stand.page.locator("#value")).to_have_attribute("inputmode", mode)
