"""A channel's delay, measured by a phone before a stream that shows the overlay seconds late."""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from quiz.database import writing
from quiz.delays.queries import find_measurement, taps_by_channel
from quiz.delays.rules import DelayReading, flash_instants, read_delays
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.house import House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import PHONE, Screen, violations
from tests.journeys.staff import open_desk
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE, SECRET, STREAM_MS = "retard", "retard-1", 2_300
# The stream: what the overlay flashes goes out at once, and is seen and tapped so much later. A tap
# is kept with the instants right before and right after it.
CAMERA = """addEventListener("DOMContentLoaded", () => {
  const flash = document.getElementById("flash");
  const stream = new BroadcastChannel("stream");
  window.shown = [];
  new MutationObserver(() => {
    const numeral = flash.hidden ? "" : flash.textContent.trim();
    if (numeral && numeral !== (shown[shown.length - 1] || [])[0]) {
      shown.push([numeral, Date.now()]);
      stream.postMessage(numeral);
    }
  }).observe(flash, { attributes: true, childList: true, subtree: true });
})"""
VIEWER = """window.taps = [];
new BroadcastChannel("stream").onmessage = ({ data }) => setTimeout(() => {
  const button = document.querySelector(`.numeral[value="${data}"]`);
  const before = Date.now();
  button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  taps.push([before, Date.now()]);
  button.click();
}, %d)"""
# By how much a page may mistake the server's time on a machine that does much else, in ms.
CLOCK_ERROR_MS = 1_000
# Taps may lie too far apart on such a machine: then a host flashes again.
TRIES = 5
GONE = re.compile(r"status of 404 ")


@pytest.fixture(scope="module")
def desk(chromium: Browser, house: House) -> Iterator[Screen]:
    """A host before an event with a slow channel, a room, and one overlay."""
    with house.app.app_context(), writing():
        title = Localized("La nuit des vases", "瓷瓶之夜")
        event = make_event(code=CODE, title=title, overlay_secret=SECRET)
        platform = {"platform": "快手 Kuaishou", "link": "https://live.example/va"}
        make_channel(event, name="kuaishou", delay_ms=6_000, language="zh", **platform)
        make_channel(event, name="salle", platform="Auditorium")
        make_entry(event, make_question(make_bank(name="Retards")))
        db.session.commit()
        db.session.remove()
    with open_desk(chromium, house, "retard", role="host") as screen:
        yield screen


def known(house: House) -> tuple[tuple[int, ...], DelayReading | None, list[int], int]:
    """The flashes, what the slow channel's taps say, each tap's delay, the channel's delay."""
    with house.app.app_context():
        event = get_event(CODE)
        measurement = find_measurement(event.id)
        assert measurement is not None
        channel = event.channels[0]
        tapped = taps_by_channel(measurement)[channel.id]
        delays = [late for phone in tapped.phones for late in phone.values()]
        instants = flash_instants(measurement.started_at or 0)
        found = instants, tapped.reading, delays, channel.delay_ms
        db.session.remove()
    return found


def open_phone(stream: Screen, link: str, sent: list[int]) -> Page:
    """A phone of somebody who watches that stream; the instants that it sends are kept."""
    phone = stream.context.new_page()

    def keep(request: Request) -> None:
        if request.method == "POST":
            sent.append(int(parse_qs(request.post_data or "")["at"][0]))

    phone.on("request", keep)
    phone.set_viewport_size(PHONE)
    phone.add_init_script(VIEWER % STREAM_MS)
    with phone.expect_response(lambda response: response.url.endswith("/clock")):
        phone.goto(link)
    return phone


def measure(desk: Page, phone: Page) -> None:
    """Flash until the taps agree."""
    said = desk.locator("#measured [id^=apply-], #measured .warn")
    for _ in range(TRIES):
        desk.locator("#flash").click()
        expect(desk.locator(".flashing [data-until]")).to_be_visible()
        # Of other flashes the page hears before they come.
        expect(phone.locator(".numeral[aria-disabled=true]")).to_have_count(0, timeout=PATIENCE_MS)
        expect(phone.locator(".says.taken")).to_contain_text("谢谢", timeout=PATIENCE_MS)
        expect(said).to_be_visible(timeout=PATIENCE_MS)
        if "warn" not in (said.get_attribute("class") or ""):
            return


def test_a_viewer_taps_on_three_flashes_and_the_host_sets_the_delay(
    chromium: Browser, house: House, desk: Screen
) -> None:
    stream = Screen(chromium, "stream", house.base, viewport={"width": 1920, "height": 1080})
    stream.page.add_init_script(CAMERA)
    stream.page.goto(f"/overlay/{CODE}/{SECRET}")
    expect(stream.page.locator(".scene.lobby")).to_be_attached(timeout=PATIENCE_MS)
    desk.page.goto(f"/fr/host/{CODE}")
    desk.page.locator("#links summary").click()
    desk.look("delays-console", (360, 1_440))
    desk.page.get_by_role("link", name="Mesurer les retards").first.click()
    desk.look("delays-before", (360, 1_440))
    desk.page.locator("#begin").click()
    expect(desk.page.locator(".tap-code svg")).to_have_count(2)
    desk.look("delays-begun", (360, 1_440))
    link = desk.page.locator(".tap-links a").first.get_attribute("href") or ""
    sent: list[int] = []
    phone = open_phone(stream, link, sent)
    assert untranslated(phone, "zh") == []
    assert violations(phone) == []
    phone.screenshot(path="artifacts/delays-phone-360.png", full_page=True)
    measure(desk.page, phone)
    expect(phone.locator("[aria-disabled=true] .done:not([hidden])")).to_have_count(3)
    phone.screenshot(path="artifacts/delays-thanks-360.png", full_page=True)
    apply = desk.page.locator("#measured [id^=apply-]")
    expect(apply).to_be_visible(timeout=PATIENCE_MS)
    desk.look("delays-measured", (360, 1_440))

    instants, reading, delays, before = known(house)
    shown = stream.page.evaluate("shown")[-3:]
    assert [numeral for numeral, _at in shown] == ["1", "2", "3"]
    assert all(later - sooner > 1_000 for (_, sooner), (_, later) in pairwise(shown))
    # A delay is the instant that the phone sent less its flash's; that instant is the tap's own.
    assert delays == [at - instant for at, instant in zip(sent[-3:], instants, strict=True)]
    for at, (sooner, later) in zip(sent[-3:], phone.evaluate("taps")[-3:], strict=True):
        assert sooner - CLOCK_ERROR_MS < at < later + CLOCK_ERROR_MS
    assert reading == read_delays(delays)
    assert reading is not None
    assert (min(delays) > STREAM_MS - CLOCK_ERROR_MS, before) == (True, 6_000)

    apply.click()
    expect(desk.page.locator(".notice.right")).to_be_visible()
    desk.look("delays-set", (360, 1_440))
    assert known(house)[3] == reading.proposed_ms
    desk.page.locator(".undo .button").click()
    expect(desk.page.locator(".undo")).to_have_count(0)
    assert known(house)[3] == 6_000
    desk.page.locator("#end").click()
    expect(phone.locator("#says")).to_contain_text("本次测量已结束", timeout=PATIENCE_MS)
    stream.expected.append(GONE)
    stream.finish()
