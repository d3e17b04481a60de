"""Texts that are matched on a phone: by touch, by keys, as a screen reader says them."""

import pytest
from playwright.sync_api import expect

from tests.web.play.scenes import FACTS, SOLVED, make_choices, make_question, make_scene
from tests.web.play.scenes import make_solution as solved
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium

LEFTS = [choice.text.fr for choice in make_choices(3)]
QUESTION = make_question(
    "match", choices=make_choices(3), facts={"others": FACTS["match"]["others"][:3]}
)


@pytest.fixture
def phone(stand: Stand) -> Stand:
    """A phone on which three texts are to be matched."""
    stand.open(make_scene("open", question=QUESTION))
    stand.visit()
    expect(stand.page.locator(".match-item")).to_have_count(6)
    return stand


def test_three_touches_match_three_texts(phone: Stand) -> None:
    left, right = phone.page.locator(".match-left"), phone.page.locator(".match-right")
    expect(left.nth(0)).to_have_attribute("aria-pressed", "true")
    for place in (2, 0, 1):
        right.nth(place).tap()
    assert [item.inner_text() for item in phone.page.locator(".match-mark").all()] == [*"312BCA"]
    phone.page.locator("form.answer .actions .button").tap()
    expect(phone.page.locator("form.settled .says")).to_have_text("Envoyée")
    phone.expect_sent("r2x9k2,r0x9k2,r1x9k2")


def test_a_pair_is_changed_and_taken_apart(phone: Stand) -> None:
    left, right = phone.page.locator(".match-left"), phone.page.locator(".match-right")
    right.nth(1).tap()
    left.nth(2).tap()
    right.nth(1).tap()
    assert [item.inner_text() for item in phone.page.locator(".match-mark").all()] == [
        *("", "", "2"),
        *("", "C", ""),
    ]
    left.nth(2).tap()
    left.nth(2).tap()
    expect(phone.page.locator(".paired")).to_have_count(0)
    phone.page.locator("form.answer .actions .button").tap()
    expect(phone.page.locator("[data-says]")).not_to_be_empty()
    phone.expect_sent()


def test_keys_match_and_readers_hear_it(phone: Stand) -> None:
    page = phone.page
    item = page.get_by_role("button", name=f"{LEFTS[0]} : rien pour l’instant")
    expect(item).to_be_visible()
    item.focus()
    page.keyboard.press("3")
    expect(page.get_by_role("button", name=f"{LEFTS[0]} : n° 2")).to_be_visible()
    expect(page.locator("#status")).to_have_text(f"{LEFTS[0]} : n° 2")
    expect(page.locator(".match-right").nth(2)).to_be_focused()
    page.keyboard.press("c")
    page.keyboard.press("1")
    page.reload()
    expect(page.locator(".paired")).to_have_count(4)
    page.locator("form.answer .actions .button").press("Enter")
    phone.expect_sent("r2x9k2,,r0x9k2")


def test_the_reveal_says_which_pairs_were_found(stand: Stand) -> None:
    assert stand.me is not None
    pairs = SOLVED["match"]["pairs"][:3]
    others = FACTS["match"]["others"][:4]
    question = make_question(
        "match",
        choices=make_choices(3, share=50),
        facts={"others": others},
        solution=solved(facts={"pairs": pairs}),
    )
    result = {"credit": 1 / 3, "points": 300}
    stand.me |= {"round": 3, "answer": "r0x9k2,r3x9k2,r1x9k2", "result": result}
    stand.show("revealed", make_scene("revealed", question=question), round=3)
    stand.visit()
    marks = stand.page.locator('[data-mine="pair"]')
    expect(marks).to_have_text(
        ["✓ Votre réponse", "✗ Votre réponse : n° 3", "✗ Votre réponse : n° 1"]
    )


def test_several_texts_may_have_the_same(stand: Stand) -> None:
    question = make_question(
        "match", choices=make_choices(3), facts=QUESTION.facts | {"shared": True}
    )
    stand.open(make_scene("open", question=question))
    stand.visit()
    for place in (2, 0, 2):
        stand.page.locator(".match-right").nth(place).tap()
    marks = [item.inner_text() for item in stand.page.locator(".match-mark").all()]
    assert marks == [*("3", "1", "3"), *("B", "", "AC")]
    stand.page.locator("form.answer .actions .button").tap()
    stand.expect_sent("r2x9k2,r0x9k2,r2x9k2")
