"""The porcelain bowl: three strokes, each once and at its instant, where the form asks for them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from quiz.events.outputs import SCREEN_KIND
from tests.strokes import Stroke, heard, listen
from tests.web.play.scenes import make_question, make_scene, make_solution
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium

SECONDS = 7
OPEN = make_scene("open", question=make_question("single"))
REVEALED = make_scene("revealed", question=make_question("single", solution=make_solution()))
# How far a stroke may be from its instant, and a reveal from its scene, in ms.
NEAR, SOON = 100, 1_500


@pytest.fixture
def stand(app: Flask, chromium: Browser) -> Iterator[Stand]:
    """An overlay that is heard."""
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    listen(page)
    stand = Stand(app, page)
    stand.output = replace(stand.output, sound=True)
    yield stand
    page.close()


def visit(stand: Stand) -> None:
    """Open the page; a touch lets it be heard, as a studio's software does from the beginning."""
    stand.visit_overlay()
    expect(stand.page.locator(".scene")).to_be_attached()
    stand.page.mouse.click(5, 5)


def strokes_after(page: Page, ms: float) -> list[Stroke]:
    """What was heard once that time has passed."""
    page.wait_for_timeout(ms)
    return heard(page)


def test_it_is_struck_at_five_seconds_at_the_close_and_at_the_reveal(stand: Stand) -> None:
    visit(stand)
    stand.open(OPEN, seconds=SECONDS)
    closes = stand.pulse["closes_at"]
    stand.page.wait_for_timeout(1_000 * SECONDS + 500)
    opens = {name: stand.pulse[name] for name in ("opens_at", "closes_at")}
    stand.pulse |= {"phase": "closed"}
    stand.page.wait_for_timeout(1_000)
    reveals = stand.now()
    stand.show("revealed", REVEALED, round=3, **opens)
    soft, full, clear = strokes_after(stand.page, SOON)
    assert abs(soft.at - closes + 5_000) < NEAR
    assert abs(full.at - closes) < NEAR
    assert 0 < clear.at - reveals < SOON
    # Each is another sound, none as long as a word.
    assert soft.level < clear.level < full.level
    assert max(soft.bright, full.bright) < clear.bright
    assert max(stroke.lasts for stroke in (soft, full, clear)) < 0.4
    # A reveal that was mended is another scene, and no other stroke.
    stand.show("revealed", REVEALED, round=3, **opens)
    assert len(strokes_after(stand.page, SOON)) == 3


def test_nothing_is_heard_where_nobody_asked_for_it(stand: Stand) -> None:
    stand.output = replace(stand.output, sound=False)
    visit(stand)
    stand.open(OPEN, seconds=6)
    stand.page.wait_for_timeout(6_500)
    stand.show("revealed", REVEALED, round=3, opens_at=stand.pulse["opens_at"])
    assert strokes_after(stand.page, SOON) == []


def test_who_comes_in_the_middle_hears_nothing_of_what_was(stand: Stand) -> None:
    stand.open(OPEN, seconds=3)
    visit(stand)
    (full,) = strokes_after(stand.page, 3_500)
    assert abs(full.at - stand.pulse["closes_at"]) < NEAR
    stand.show("revealed", REVEALED, round=3, opens_at=stand.pulse["opens_at"])
    stand.page.reload()
    visit(stand)
    assert strokes_after(stand.page, SOON) == []


def test_a_void_question_ends_in_silence(stand: Stand) -> None:
    visit(stand)
    stand.open(OPEN, seconds=20)
    stand.page.wait_for_timeout(1_000)
    stand.pulse |= {"closes_at": stand.now() + 500, "version": stand.pulse["version"] + 1}
    stand.page.wait_for_timeout(1_500)
    stand.show("void", make_scene("void"), round=3)
    assert strokes_after(stand.page, SOON) == []


def test_a_rooms_screen_that_is_not_heard_says_so_until_somebody_presses(stand: Stand) -> None:
    stand.output = replace(stand.output, kind=SCREEN_KIND)
    stand.open(OPEN, seconds=6)
    stand.visit_overlay()
    # Nothing is asked of the page until five seconds are over: a browser takes that for a touch.
    stand.page.wait_for_timeout(2_000)
    button = stand.page.get_by_role("button", name="Activer le son打开声音")
    expect(button).to_be_visible()
    stand.page.screenshot(path="artifacts/room-silent.png")
    button.click()
    expect(button).to_be_hidden()
    # What was not heard at its instant is not heard later; what comes is.
    (full,) = strokes_after(stand.page, 4_500)
    assert abs(full.at - stand.pulse["closes_at"]) < NEAR
