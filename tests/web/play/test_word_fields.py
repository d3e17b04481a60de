"""The fields for words, and the steps of a scale, on a phone."""

import pytest
from playwright.sync_api import expect

from tests.web.play.scenes import make_question, make_scene
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium


def test_words_are_sent_together_each_as_a_value(stand: Stand) -> None:
    stand.open(make_scene("open", question=make_question("cloud")))
    stand.visit()
    stand.page.get_by_label("Mot 1").fill(" céladon ")
    stand.page.get_by_label("Mot 3").fill("青瓷")
    stand.page.reload()
    expect(stand.page.get_by_label("Mot 2")).to_have_value("青瓷")
    stand.page.get_by_label("Mot 2").press("Enter")
    expect(stand.page.locator("form.settled .says")).to_have_text("Envoyée")
    stand.expect_sent("céladon\n青瓷")


def test_no_word_is_no_answer(stand: Stand) -> None:
    stand.open(make_scene("open", question=make_question("cloud")))
    stand.visit()
    stand.page.get_by_label("Mot 1").fill("   ")
    stand.page.get_by_label("Mot 1").press("Enter")
    expect(stand.page.locator("[data-says]")).not_to_be_empty()
    stand.expect_sent()


def test_one_touch_is_a_step(stand: Stand) -> None:
    stand.open(make_scene("open", question=make_question("scale")))
    stand.visit()
    stand.page.locator(".scale-steps .choice").nth(3).tap()
    expect(stand.page.locator("form.settled .says")).to_have_text("Envoyée")
    expect(stand.page.get_by_role("radio", name="5 – tout à fait")).to_be_disabled()
    stand.expect_sent("4")


def test_a_digit_is_a_step(stand: Stand) -> None:
    stand.open(make_scene("open", question=make_question("scale")))
    stand.visit("zh")
    stand.page.get_by_role("radio", name="1：一点也不").focus()
    stand.page.keyboard.press("5")
    stand.expect_sent("5")
