"""Whatever its output's form says stays free, stays free: in every scene, in every size."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, expect

from quiz.events.outputs import LANDSCAPE, PLATFORMS, PORTRAIT, OutputFacts, SafeArea
from quiz.leaderboard.rules import Line
from quiz.live.scene import SceneView
from tests.web.overlay.test_fits import scene
from tests.web.play.scenes import make_scene
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium

WIDE: ViewportSize = {"width": 1920, "height": 1080}
UPRIGHT: ViewportSize = {"width": 1080, "height": 1920}
LOOKS, LOOK_MS = 10, 7_000
QUIET = ("lobby", "ready", "void", "interlude", "board", "over")
NAMES = ("Élodie", "青花", "Théodore-Emmanuel de la Porcelaine", "汝窑", "小满")
# Boxes, at rest, that leave what the output may use, or lie under the way in; type under 28 px of a
# picture 1920 (upright: 1080) wide.
SEEN = """([top, right, bottom, left]) => {
  const { innerWidth: wide, innerHeight: high } = window;
  const [up, down] = [top * high / 100 - 1, (1 - bottom / 100) * high + 1];
  const [from, to] = [left * wide / 100 - 1, (1 - right / 100) * wide + 1];
  const join = document.getElementById("join");
  const code = join.getBoundingClientRect(), faults = [];
  const parts = ".panel, .column, #join, #join *, .panel [lang], .column [lang], .column li";
  for (const one of document.querySelectorAll(parts)) {
    const box = one.getBoundingClientRect();
    if (!box.width) continue;
    const name = `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 20)}`;
    if (box.top < up || box.bottom > down) faults.push(`${name} is above or below`);
    if (box.left < from || box.right > to) faults.push(`${name} is beside`);
    const isOver = box.top < code.bottom && box.left < code.right && code.left < box.right;
    if (code.width && isOver && !one.closest("#join")) faults.push(`${name} is under the code`);
    const scale = wide / (wide > high ? 1920 : 1080);
    const size = parseFloat(getComputedStyle(one).fontSize) / scale;
    if (one.lang && size < 27.9) faults.push(`${name} is small: ${size}`);
  }
  return [faults, code.width > 0];
}"""
OUTPUTS = {
    "usual": (WIDE, LANDSCAPE, SafeArea(), False),
    "large": (WIDE, LANDSCAPE, SafeArea(), True),
    "large-douyin": (WIDE, LANDSCAPE, PLATFORMS[1].wide, True),
    "narrow": (WIDE, LANDSCAPE, SafeArea(20, 20, 20, 20), False),
    "low": (WIDE, LANDSCAPE, SafeArea(0, 0, 40, 40), False),
    "kuaishou": (UPRIGHT, PORTRAIT, PLATFORMS[0].upright, False),
    "tiktok": (UPRIGHT, PORTRAIT, PLATFORMS[4].upright, False),
    "high": (UPRIGHT, PORTRAIT, SafeArea(15, 20, 45, 5), False),
    "deep": (UPRIGHT, PORTRAIT, SafeArea(45, 0, 15, 0), False),
    "turned": (UPRIGHT, LANDSCAPE, SafeArea(5, 12, 5, 5), False),
}


@pytest.fixture
def make_stand(app: Flask, chromium: Browser, request: pytest.FixtureRequest) -> Any:
    """A stand whose page is an output's picture."""

    def make(name: str) -> Stand:
        size, orientation, safe, large = OUTPUTS[name]
        page = chromium.new_page(viewport=size, reduced_motion="reduce")
        request.addfinalizer(page.close)
        stand = Stand(app, page)
        stand.output = OutputFacts(1, "overlay", "secret", name, None, orientation, safe, large)
        return stand

    return make


def quiet_scene(phase: str) -> SceneView:
    """A scene without a question, as full as it may be."""
    lines = tuple(Line(n, 12_000 - n, 1, name) for n, name in enumerate(NAMES, 1))
    shown = lines if phase in {"board", "over"} else ()
    number = None if phase in {"lobby", "over"} else 3
    view = make_scene(phase, number=number, lines=shown, players=5)
    return replace(view, weight=2, time_zone="America/New_York", void_reason="question")


def look(page: Page, safe: SafeArea, times: int) -> tuple[set[str], bool]:
    """Everything that is wrong in any part of the scene, and whether the way in is there."""
    faults: set[str] = set()
    for _ in range(times):
        page.clock.run_for(LOOK_MS)
        found, has_code = page.evaluate(SEEN, safe.sides)
        faults.update(found)
    return faults, has_code


@pytest.mark.parametrize("phase", ["open", "revealed"])
@pytest.mark.parametrize("name", ["short", "longest"])
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_question_stays_inside(make_stand: Any, output: str, name: str, phase: str) -> None:
    stand = make_stand(output)
    stand.page.clock.install()
    view = scene(name, phase)
    if phase == "open":
        stand.open(view, seconds=600)
    else:
        stand.show("revealed", view, round=3)
    stand.visit_overlay()
    expect(stand.page.locator(f".scene[data-phase={phase}] .panel")).to_be_visible()
    assert look(stand.page, stand.output.safe, LOOKS) == (set(), False)


@pytest.mark.parametrize("phase", QUIET)
@pytest.mark.parametrize("output", OUTPUTS)
def test_every_other_scene_stays_inside(make_stand: Any, output: str, phase: str) -> None:
    stand = make_stand(output)
    stand.page.clock.install()
    soon = stand.now() + 5_000
    times = {"opens_at": soon, "closes_at": soon + 30_000} if phase == "ready" else {}
    stand.show(phase, quiet_scene(phase), **times)
    stand.visit_overlay()
    expect(stand.page.locator(f".scene[data-phase={phase}]")).to_be_attached()
    faults, has_code = look(stand.page, stand.output.safe, 1)
    assert faults == set()
    if phase == "lobby":
        assert has_code
