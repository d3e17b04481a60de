"""A museum's colours on every scene, read on their panel; its mark in a corner where nothing is."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, expect

from quiz.events.outputs import (
    LANDSCAPE,
    OVERLAY_KIND,
    PORTRAIT,
    SCREEN_KIND,
    OutputFacts,
    SafeArea,
)
from quiz.leaderboard.rules import Line
from quiz.themes.rules import SHAPES_NEED, WORDS_NEED, Colours, Look, contrast
from tests.web.overlay.test_areas import look, quiet_scene
from tests.web.overlay.test_fits import scene
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium

LIGHT = Colours("#ffffff", "#1d1d1b", "#9c1c1c")
# No more contrast than is asked for.
FAINT = Colours("#000000", "#767676", "#5e5e5e")
WIDE: ViewportSize = {"width": 1920, "height": 1080}
UPRIGHT: ViewportSize = {"width": 1080, "height": 1920}
SAFE, ROOM = SafeArea(5, 12, 5, 5), SafeArea(3, 3, 3, 3)
OUTPUTS = {
    "wide": (WIDE, OutputFacts(1, OVERLAY_KIND, "secret", "", None, LANDSCAPE, SAFE, False)),
    "upright": (UPRIGHT, OutputFacts(1, OVERLAY_KIND, "secret", "", None, PORTRAIT, SAFE, False)),
    "room": (WIDE, OutputFacts(1, SCREEN_KIND, "secret", "", None, LANDSCAPE, ROOM, False)),
}
THREE = tuple(Line(n, 13_000 - n, 1, f"Élodie 青花 {n}") for n in range(1, 4))
# Each text that is seen, with its colour and what lies under it, as far as that is opaque.
PAIRS = """() => {
  const hex = (colour) => "#" + colour.match(/[\\d.]+/g).slice(0, 3)
    .map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
  const seen = Array.from(document.querySelectorAll("#stage *")).filter((one) => {
    const says = Array.from(one.childNodes).some((n) => n.nodeType === 3 && n.data.trim());
    return says && one.getBoundingClientRect().width && one.namespaceURI.endsWith("xhtml");
  });
  return seen.map((one) => {
    let under = one;
    const clear = () => /, 0\\)$/.test(getComputedStyle(under).backgroundColor);
    while (under.parentElement && clear()) under = under.parentElement;
    const ground = getComputedStyle(under).backgroundColor;
    return [one.textContent.trim(), hex(getComputedStyle(one).color), hex(ground)];
  });
}"""
OVER = """() => {
  const box = document.getElementById("mark").getBoundingClientRect();
  return Array.from(document.querySelectorAll("#stage .panel, #stage .column, #join"))
    .map((one) => one.getBoundingClientRect())
    .filter((one) => one.width && one.left < box.right && box.left < one.right
      && one.top < box.bottom && box.top < one.bottom).length;
}"""


@pytest.fixture
def make_stand(app: Flask, chromium: Browser, request: pytest.FixtureRequest) -> Any:
    """A stand of that screen with those colours and a mark."""

    def make(name: str, colours: Colours) -> Stand:
        size, output = OUTPUTS[name]
        page = chromium.new_page(viewport=size, reduced_motion="reduce")
        request.addfinalizer(page.close)
        stand = Stand(app, page)
        stand.output, stand.look = output, Look(colours, "a" * 32)
        page.clock.install()
        return stand

    return make


def show(stand: Stand, phase: str) -> None:
    """Put the scene on the screen."""
    soon = stand.now() + 5_000
    if phase == "open":
        stand.open(scene("usual", phase), seconds=600)
    elif phase == "revealed":
        stand.show(phase, scene("usual", phase), round=3)
    else:
        times = {"opens_at": soon, "closes_at": soon + 30_000} if phase == "ready" else {}
        lines = THREE if phase in {"board", "over"} else ()
        stand.show(phase, replace(quiet_scene(phase), lines=lines), round=3, **times)
    stand.visit_overlay()
    expect(stand.page.locator(f".scene[data-phase={phase}]")).to_be_attached()


PHASES = ("lobby", "ready", "open", "revealed", "board", "over", "interlude", "void")


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("name", OUTPUTS)
def test_a_scene_is_read_and_the_mark_stands_over_nothing(
    make_stand: Any, name: str, phase: str
) -> None:
    stand = make_stand(name, LIGHT)
    show(stand, phase)
    mark = stand.page.locator("#mark")
    expect(mark).to_be_visible(visible=phase in {"lobby", "board", "over"})
    assert stand.page.evaluate(OVER) == 0
    size, output = OUTPUTS[name]
    assert leaves(mark.bounding_box(), size, output.safe) == []
    assert look(stand.page, output.safe, 1)[0] == set()
    assert unread(stand.page) == []
    stand.page.screenshot(path=f"artifacts/theme-{name}-{phase}.png")


def leaves(box: Any, size: ViewportSize, safe: SafeArea) -> list[str]:
    """On which sides a box is outside of what may be used; half a px is nobody's to see."""
    if box is None:
        return []
    room = {
        "top": box["y"] - safe.top * size["height"] / 100,
        "left": box["x"] - safe.left * size["width"] / 100,
        "right": (100 - safe.right) * size["width"] / 100 - box["x"] - box["width"],
        "bottom": (100 - safe.bottom) * size["height"] / 100 - box["y"] - box["height"],
    }
    return [side for side, free in room.items() if free < -0.5]


def unread(page: Page) -> list[Any]:
    """The texts that have too little contrast; there are some that have enough."""
    pairs = page.evaluate(PAIRS)
    assert pairs
    return [pair for pair in pairs if contrast(*pair[1:]) < WORDS_NEED]


@pytest.mark.parametrize("phase", ["open", "revealed", "over"])
@pytest.mark.parametrize("name", ["wide", "room"])
def test_colours_that_are_just_far_enough_apart_are_read(
    make_stand: Any, name: str, phase: str
) -> None:
    stand = make_stand(name, FAINT)
    show(stand, phase)
    assert unread(stand.page) == []


def test_shapes_are_made_out_on_the_panel_and_letters_on_shapes(make_stand: Any) -> None:
    stand = make_stand("wide", FAINT)
    show(stand, "open")
    fill = "(one) => getComputedStyle(one).fill"
    shape = stand.page.locator(".choice .shape path").first.evaluate(fill)
    letter = stand.page.locator(".choice .shape text").first.evaluate(fill)
    assert (shape, letter) == ("rgb(94, 94, 94)", "rgb(255, 255, 255)")
    assert contrast(FAINT.accent, FAINT.panel) >= SHAPES_NEED


def test_without_colours_of_its_own_the_screen_is_celadons(make_stand: Any) -> None:
    stand = make_stand("wide", Look().colours)
    show(stand, "lobby")
    expect(stand.page.locator(".panel")).to_have_css("background-color", "rgba(15, 26, 28, 0.88)")
    assert not [path for path in stand.asked if path.endswith("theme.css")]
