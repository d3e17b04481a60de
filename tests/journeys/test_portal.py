"""A Wi-Fi's portal that answers in our place, and a browser that refuses cookies."""

import json
import re
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.house import House
from tests.journeys.screen import PHONE, Screen

pytestmark = pytest.mark.chromium

PATH = "/fr/e/va2020/youtube"
OURS = re.compile(r"^https?://[^/]+/(my|live)/")
SCRIPTS = re.compile(r"^https?://[^/]+/(my|live)/|/js/(live|kinds|play/(?!early))")
PORTAL = "<html><head><title>Wi-Fi</title></head><body><h1>Wi-Fi du musée</h1></body></html>"
LATE_MS = 40_000


@pytest.fixture
def page(house: House, chromium: Browser) -> Iterator[Page]:
    screen = Screen(chromium, "portal", house.base, viewport=PHONE, locale="fr-FR")
    yield screen.page
    screen.context.close()
    # The browser says so when what came in the place of a script is none.
    assert [e for e in screen.errors if "status of" not in e and "module script" not in e] == []


def answer_in_our_place(route: Route) -> None:
    """What a portal says to whatever is asked."""
    route.fulfill(status=200, body=PORTAL, content_type="text/html")


def word(page: Page, name: str) -> str:
    """What the page's script says of that name."""
    return str(json.loads(str(page.locator("#words").get_attribute("data-words")))[name])


def players(house: House) -> int:
    """How many the event has, by its pulse."""
    with urlopen(f"{house.base}/live/va2020/youtube/pulse") as answer:
        return int(json.load(answer)["players"])


def join(page: Page, nickname: str) -> None:
    page.locator("#nickname").fill(nickname)
    page.locator("#join button").last.click()


def sits(page: Page, nickname: str) -> None:
    """Wait until that player sees the lobby."""
    expect(page.locator(".top .mine bdi")).to_have_text(nickname, timeout=LATE_MS)
    expect(page.locator(".scene[data-phase=lobby]")).to_be_visible(timeout=LATE_MS)


def test_a_portal_that_is_there_from_the_start_leaves_nothing_broken(page: Page) -> None:
    page.route(OURS, answer_in_our_place)
    page.goto(PATH)
    join(page, "Portail")
    expect(page.locator("#nickname-error")).to_have_text(word(page, "trying"))
    page.unroute(OURS)
    sits(page, "Portail")


def test_a_portal_in_the_place_of_the_scripts_leaves_nothing_broken(page: Page) -> None:
    page.route(SCRIPTS, answer_in_our_place)
    page.goto(PATH)
    expect(page.locator("#join button").last).to_be_visible()
    page.unroute(SCRIPTS)
    expect(page.locator("#nickname")).not_to_have_value("", timeout=LATE_MS)
    join(page, "Scripts")
    sits(page, "Scripts")


def test_a_portal_that_comes_in_the_middle_changes_nothing(page: Page) -> None:
    page.goto(PATH)
    join(page, "Milieu")
    sits(page, "Milieu")
    page.route(OURS, answer_in_our_place)
    expect(page.locator("#trouble")).to_have_text(word(page, "offline"), timeout=LATE_MS)
    page.reload()
    expect(page.locator("#landing")).to_be_hidden()
    page.unroute(OURS)
    sits(page, "Milieu")
    expect(page.locator("#trouble")).to_be_hidden()


def test_a_browser_without_cookies_is_told_before_it_has_a_seat(house: House, page: Page) -> None:
    before = players(house)
    page.context.new_cdp_session(page).send(
        "Emulation.setDocumentCookieDisabled", {"disabled": True}
    )
    page.goto(PATH)
    join(page, "Sans biscuit")
    expect(page.locator("#nickname-error")).to_have_text(word(page, "cookies"))
    assert players(house) == before


def test_a_browser_that_drops_them_is_told_and_nobody_stays_behind(
    house: House, page: Page
) -> None:
    before = players(house)

    def drop(route: Route) -> None:
        """The answer, but for its cookies."""
        answer = route.fetch()
        page.context.clear_cookies()
        headers = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
        route.fulfill(status=answer.status, headers=headers, body=answer.body())

    page.route(re.compile(r"/player\?nickname"), drop)
    page.goto(PATH)
    join(page, "Fantôme")
    expect(page.locator("#nickname-error")).to_have_text(word(page, "cookies"), timeout=LATE_MS)
    page.unroute_all()
    page.wait_for_timeout(2_500)
    assert players(house) == before
