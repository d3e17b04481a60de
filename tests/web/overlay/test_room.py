"""The room's screen: nothing leaves it, a question is large, ten names, a podium."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, ViewportSize, expect

from quiz.events.outputs import LANDSCAPE, ROOM_MARGIN, SCREEN_KIND, OutputFacts, SafeArea
from quiz.leaderboard.rules import Line
from quiz.live.scene import SceneView
from tests.web.overlay.test_areas import look, quiet_scene
from tests.web.overlay.test_fits import scene
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium

SAFE = SafeArea(ROOM_MARGIN, ROOM_MARGIN, ROOM_MARGIN, ROOM_MARGIN)
OUTPUT = OutputFacts(2, SCREEN_KIND, "secret", "Auditorium", None, LANDSCAPE, SAFE, False)
HALL: ViewportSize = {"width": 1920, "height": 1080}
OLD_PROJECTOR: ViewportSize = {"width": 1024, "height": 768}
LOOKS = 10
# The prompt's type in px of a picture 1920 wide, in each language that is shown.
PROMPT = """() => Array.from(document.querySelectorAll(".prompt > span"))
  .filter((one) => one.offsetWidth)
  .map((one) => parseFloat(getComputedStyle(one).fontSize) * 1920 / innerWidth)"""
TEN = tuple(Line(n, 13_000 - n, 1, f"Théodore-Emmanuel de la Porcelaine {n}") for n in range(1, 11))


@pytest.fixture
def make_stand(app: Flask, chromium: Browser, request: pytest.FixtureRequest) -> Any:
    """A stand whose page is the room's screen."""

    def make(size: ViewportSize) -> Stand:
        page = chromium.new_page(viewport=size, reduced_motion="reduce")
        request.addfinalizer(page.close)
        stand = Stand(app, page)
        stand.output = OUTPUT
        page.clock.install()
        return stand

    return make


def show(stand: Stand, phase: str, view: SceneView) -> None:
    """Put the scene on the screen."""
    soon = stand.now() + 5_000
    if phase == "open":
        stand.open(view, seconds=600)
    else:
        times = {"opens_at": soon, "closes_at": soon + 30_000} if phase == "ready" else {}
        stand.show(phase, view, round=3, **times)
    stand.visit_overlay()
    expect(stand.page.locator(f".scene[data-phase={phase}]")).to_be_attached()


@pytest.mark.parametrize("phase", ["open", "revealed"])
@pytest.mark.parametrize("name", ["short", "usual", "longest"])
@pytest.mark.parametrize("size", [HALL, OLD_PROJECTOR], ids=["hall", "old"])
def test_a_question_is_large_and_stays_inside(
    make_stand: Any, size: ViewportSize, name: str, phase: str
) -> None:
    stand = make_stand(size)
    show(stand, phase, scene(name, phase))
    sizes: set[float] = set()
    for _ in range(LOOKS):
        assert look(stand.page, SAFE, 1) == (set(), False)
        sizes.update(stand.page.evaluate(PROMPT))
    stand.page.screenshot(path=f"artifacts/room-{phase}-{name}-{size['width']}.png")
    # The very longest, of 400 Chinese characters, stands there in no other way.
    assert min(sizes) >= (64 if name != "longest" else 52)


@pytest.mark.parametrize("phase", ["lobby", "ready", "void", "interlude", "board", "over"])
@pytest.mark.parametrize("size", [HALL, OLD_PROJECTOR], ids=["hall", "old"])
def test_every_other_scene_stays_inside(make_stand: Any, size: ViewportSize, phase: str) -> None:
    stand = make_stand(size)
    lines = {"board": TEN, "over": TEN[:3]}.get(phase, ())
    show(stand, phase, replace(quiet_scene(phase), lines=lines))
    faults, has_code = look(stand.page, SAFE, 1)
    stand.page.screenshot(path=f"artifacts/room-{phase}-{size['width']}.png")
    assert faults == set()
    assert has_code is (phase not in {"board", "over"})
    rows = stand.page.locator(".rows > li:visible")
    assert rows.count() == len(lines)
