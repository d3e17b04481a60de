"""The test card: over everything until its minute is over, or a question is launched."""

from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from quiz.events.outputs import CARD_MS, PLATFORMS, PORTRAIT, card_end
from tests.web.play.scenes import make_scene
from tests.web.play.stand import Stand

NOW = 1_000_000
MOMENT_MS = 3_000


@pytest.mark.parametrize(
    ("until", "launched_at", "end"),
    [
        (None, None, None),
        (NOW, None, None),
        (NOW + 1, None, NOW + 1),
        (NOW + 1, NOW + 1 - CARD_MS, None),
        (NOW + 1, NOW - CARD_MS, NOW + 1),
    ],
)
def test_it_ends_by_itself_or_by_a_launch(
    until: int | None, launched_at: int | None, end: int | None
) -> None:
    assert card_end(until, NOW, launched_at) == end


@pytest.mark.chromium
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920)])
def test_it_shows_what_stays_free_and_a_launch_ends_it(
    app: Flask, chromium: Browser, width: int, height: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": height})
    stand = Stand(app, page)
    if height > width:
        safe = PLATFORMS[0].upright
        stand.output = replace(stand.output, name="快手", orientation=PORTRAIT, safe=safe)
    stand.visit_overlay()
    card = page.locator(".card-safe")
    expect(page.locator(".scene.lobby")).to_be_attached()
    expect(card).to_be_hidden()
    stand.card_until = stand.now() + CARD_MS
    stand.pulse["version"] += 1
    expect(card).to_be_visible()
    expect(page.locator("[data-card=size]")).to_have_text(f"{width} × {height} px")
    box = page.locator(".card-safe").bounding_box()
    top, right, bottom, left = stand.output.safe.sides
    assert box is not None
    assert [round(box[name]) for name in ("x", "y", "width", "height")] == [
        round(width * left / 100),
        round(height * top / 100),
        round(width * (100 - left - right) / 100),
        round(height * (100 - top - bottom) / 100),
    ]
    page.screenshot(path=f"artifacts/overlay-card-{width}.png")
    soon = stand.now() + MOMENT_MS
    stand.card_until = None
    stand.show("ready", make_scene("ready"), round=3, opens_at=soon, closes_at=soon + MOMENT_MS)
    expect(card).to_be_hidden()
    expect(page.locator(".scene.ready .panel")).to_be_visible()
    page.close()


class LateStand(Stand):
    """A museum where a host asks for the card while the page is on its way."""

    def overlay(self) -> str:
        """The page as it was before."""
        drawn = super().overlay()
        self.card_until = self.now() + CARD_MS
        self.pulse["version"] += 1
        return drawn


@pytest.mark.chromium
def test_what_was_asked_for_while_the_page_came_is_shown(app: Flask, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    LateStand(app, page).visit_overlay()
    expect(page.locator(".card-safe")).to_be_visible()
    page.close()
