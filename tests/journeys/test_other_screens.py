"""The screens beside the overlay: each by a secret link that a host makes and replaces."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.house import CODE, House
from tests.journeys.screen import DESK, Screen
from tests.journeys.staff import open_desk
from tests.pictures.drawings import draw, encoded

pytestmark = pytest.mark.chromium

WIDTHS = (360, 1_024, 1_920)
GONE = re.compile(r"status of 404 ")
REFUSED = re.compile(r"status of 422 .*/theme$")


@pytest.fixture(scope="module")
def desk(chromium: Browser, house: House) -> Iterator[Screen]:
    """The host's browser, on the page of the links."""
    with open_desk(chromium, house, "host", "host") as screen:
        yield screen


def link_of(desk: Screen, kind: str) -> str:
    """A new link of that screen, made as a host makes it."""
    desk.page.goto(f"/fr/host/{CODE}/links")
    part = desk.page.locator(f"section[aria-labelledby={kind}]")
    if part.locator("summary").count():
        part.locator("summary").click()
    part.locator("form button").click()
    return str(part.locator(".secret-link a").get_attribute("href"))


def test_the_presenter_reads_question_and_key_from_the_launch_on(
    chromium: Browser, house: House, desk: Screen
) -> None:
    prompter = Screen(chromium, "prompter", house.base, viewport=DESK)
    prompter.expected.append(GONE)
    prompter.page.goto(link_of(desk, "prompter"))
    expect(prompter.page.locator(".empty")).to_have_count(2)
    prompter.look("prompter-lobby", WIDTHS)
    desk.page.goto(f"/fr/host/{CODE}")
    desk.page.locator("#next").click()
    expect(prompter.page.locator(".prompt")).to_have_count(2)
    expect(prompter.page.locator(".key")).to_have_count(2)
    expect(prompter.page.locator(".aloud.not-yet")).to_have_count(2)
    prompter.look("prompter-ready", WIDTHS)
    prompter.page.locator("nav a").last.click()
    expect(prompter.page.locator(".prompt")).to_have_count(1)
    prompter.look("prompter-zh", WIDTHS)
    link_of(desk, "prompter")
    expect(prompter.page.locator("#replaced")).to_be_visible()
    expect(prompter.page.locator(".prompt")).to_have_count(0)
    prompter.finish()


def test_the_rooms_screen_follows_the_event_and_its_own_form(
    chromium: Browser, house: House, desk: Screen
) -> None:
    room = Screen(chromium, "room", house.base, viewport={"width": 1920, "height": 1080})
    room.page.goto(link_of(desk, "screen"))
    expect(room.page.locator(".scene")).to_be_attached()
    room.page.keyboard.press("f")
    room.page.wait_for_function("document.fullscreenElement !== null")
    room.shoot("room")
    desk.page.locator("section[aria-labelledby=screen] a.button").click()
    desk.look("room-form", (360, 1_440))
    desk.page.locator("#name").fill("Auditorium")
    desk.page.locator("#top").fill("10")
    desk.page.locator("form.form .actions .button").first.click()
    expect(desk.page.locator(".notice.right")).to_be_visible()
    # Where it is open, it is as its form says, without anybody's doing.
    expect(room.page.locator("body")).to_have_attribute("data-safe", "10 3 3 3")
    desk.page.goto(f"/fr/host/{CODE}")
    seen = desk.page.locator("tr", has_text="Auditorium").locator(".seen")
    expect(seen).to_contain_text("vue il y a")
    room.finish()


def test_a_museum_gives_its_screens_three_colours_and_its_mark(
    chromium: Browser, house: House, desk: Screen
) -> None:
    desk.expected.append(REFUSED)
    desk.page.goto(f"/fr/host/{CODE}/links")
    overlay = Screen(chromium, "themed", house.base, viewport={"width": 1920, "height": 1080})
    overlay.page.goto(str(desk.page.locator(".output .secret-link a").get_attribute("href")))
    expect(overlay.page.locator(".scene")).to_be_attached()
    desk.page.locator("section[aria-labelledby=look] a.button").click()
    for name, colour in (("panel", "#ffffff"), ("words", "#cccccc"), ("accent", "#9c1c1c")):
        desk.page.locator(f"#{name}").fill(colour)
    save = desk.page.locator("form.form > .actions .button").first
    save.click()
    expect(desk.page.locator("#words-error")).to_contain_text("un contraste de 1,6 pour 1")
    desk.look("theme-refused-fr", (360, 1_440))
    desk.page.locator("#words").fill("#1d1d1b")
    mark = {"name": "marque.png", "mimeType": "image/png", "buffer": encoded(draw(), "PNG")}
    desk.page.locator("[type=file]").set_input_files(mark)
    expect(desk.page.locator("[data-framing]")).to_be_visible()
    save.click()
    expect(desk.page.locator(".notice.right")).to_be_visible()
    # Where it is open, it has them without anybody's doing.
    expect(overlay.page.locator("html")).to_have_css("--panel", "#ffffff")
    expect(overlay.page.locator("body")).to_have_css("color", "rgb(29, 29, 27)")
    expect(overlay.page.locator(".panel, .column").first).to_have_css(
        "background-color", "rgb(255, 255, 255)"
    )
    overlay.shoot("theme-overlay")
    desk.page.goto(f"/zh/admin/events/{CODE}/theme")
    desk.look("theme-zh", (360, 1_440))
    desk.page.locator("section[aria-labelledby=usual] .button").click()
    expect(overlay.page.locator("body")).to_have_css("color", "rgb(251, 250, 245)")
    overlay.finish()
