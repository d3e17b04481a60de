"""The flashes by which delays are measured: over the whole picture, at their instants, heard."""

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.strokes import heard, listen
from tests.web.play.scenes import make_scene
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium

# What each flash says, and by the page's own clock when it was first seen and when it was gone.
WATCH = """addEventListener("DOMContentLoaded", () => {
  window.seen = [];
  const flash = document.getElementById("flash");
  let numeral = "";
  new MutationObserver(() => {
    const now = flash.hidden ? "" : flash.textContent.trim();
    if (now !== numeral) {
      const { width, height } = flash.getBoundingClientRect();
      seen.push([now, Date.now(), width, height]);
      numeral = now;
    }
  }).observe(flash, { attributes: true, childList: true, subtree: true });
})"""
SOON, APART = 5_000, 3_000


def open_overlay(stand: Stand, page: Page) -> None:
    """The studio's page, before anything flashes."""
    page.add_init_script(WATCH)
    listen(page)
    stand.visit_overlay()
    expect(page.locator(".scene.lobby")).to_be_attached()


def flash(stand: Stand) -> list[int]:
    """Have the page hear of three flashes, some seconds from now."""
    first = stand.now() + SOON
    stand.flashes = [first, first + APART, first + 2 * APART]
    stand.pulse["version"] += 1
    return stand.flashes


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920)])
def test_each_numeral_fills_the_picture_from_its_instant_on(
    app: Flask, chromium: Browser, width: int, height: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": height})
    stand = Stand(app, page)
    open_overlay(stand, page)
    page.mouse.click(5, 5)
    instants = flash(stand)
    expect(page.locator("#flash")).to_have_text("1")
    page.screenshot(path=f"artifacts/overlay-flash-{width}.png")
    expect(page.locator("#flash")).to_have_text("3")
    expect(page.locator("#flash")).to_be_hidden()
    seen: list[list[Any]] = page.evaluate("seen")
    assert [numeral for numeral, *_ in seen] == ["1", "", "2", "", "3", ""]
    assert [size for numeral, _at, *size in seen if numeral] == [[width, height]] * 3
    begun = [at for numeral, at, *_ in seen if numeral]
    # Never before its instant: the clocks of page and test differ by what an answer takes.
    assert all(at > instant - 250 for at, instant in zip(begun, instants, strict=True))
    assert len(heard(page)) == 3
    page.close()


def test_a_launch_ends_them(app: Flask, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    stand = Stand(app, page)
    open_overlay(stand, page)
    instants = flash(stand)
    expect(page.locator("#flash")).to_have_text("1")
    opens = stand.now() + 60_000
    stand.show("ready", make_scene("ready"), round=3, opens_at=opens, closes_at=opens + 20_000)
    expect(page.locator(".scene.ready")).to_be_attached()
    page.wait_for_function(f"Date.now() > {instants[-1] + APART}")
    assert "3" not in [numeral for numeral, *_ in page.evaluate("seen")]
    page.close()


def test_who_only_looks_hears_nothing(app: Flask, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 1920, "height": 1080})
    stand = Stand(app, page)
    stand.is_preview = True
    open_overlay(stand, page)
    page.mouse.click(5, 5)
    flash(stand)
    expect(page.locator("#flash")).to_have_text("3")
    assert heard(page) == []
    page.close()
