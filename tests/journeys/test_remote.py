"""The console's browser dies in mid-question, and a phone takes the evening over."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.database import writing
from quiz.extensions import db
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.house import House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import PHONE, Screen, violations
from tests.journeys.staff import open_desk
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE = "releve"
OUT = re.compile(r"status of 40[34] |Failed to load resource: net::ERR_INTERNET_DISCONNECTED")


@pytest.fixture(scope="module")
def desk(chromium: Browser, house: House) -> Iterator[Screen]:
    """A host before an event with three short questions."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE)
        make_channel(event, name="salle", delay_ms=0)
        bank = make_bank(name="Relève")
        for _ in range(3):
            make_entry(event, make_question(bank, seconds=20))
        db.session.commit()
        db.session.remove()
    with open_desk(chromium, house, "releve", role="host") as screen:
        yield screen


def scanned(desk: Screen) -> str:
    """What a phone reads in a code that a host has just made."""
    desk.page.goto(f"/fr/host/{CODE}/links")
    desk.page.locator("section[aria-labelledby=remote] form button").first.click()
    expect(desk.page.locator(".qr-card svg")).to_be_visible()
    desk.look("remote-code")
    return desk.page.locator(".secret-link code").inner_text()


def press(page: Page, button: str) -> None:
    """Press until it is heard, and hear that it is done."""
    expect(page.locator(button)).not_to_have_attribute("aria-disabled", "true", timeout=PATIENCE_MS)
    # What may be the second half of a double press is left out.
    page.wait_for_timeout(800)
    page.locator(button).click()
    expect(page.locator("#status")).to_have_class(re.compile("done"))


def waits_for(page: Page, step: str) -> None:
    """Until the large button takes that step."""
    button = page.locator(f"#next[formaction*='/steps/{step}']:not([aria-disabled])")
    expect(button).to_be_visible(timeout=PATIENCE_MS)


def test_a_phone_takes_over_when_the_consoles_browser_dies(
    chromium: Browser, house: House, desk: Screen
) -> None:
    phone = Screen(chromium, "remote", house.base, viewport=PHONE, has_touch=True, locale="zh-CN")
    phone.expected.append(OUT)
    phone.page.goto(scanned(desk))
    phone.look("remote-enter", (360,))
    phone.page.locator(".enter button").click()
    waits_for(phone.page, "launch")
    phone.look("remote-lobby-zh", (360, 1_440))
    # The console launches, and is killed while the question is open.
    desk.page.goto(f"/fr/host/{CODE}")
    desk.page.locator("#next").click()
    expect(phone.page.locator("#next")).to_have_count(0, timeout=PATIENCE_MS)
    waits_for(phone.page, "reveal")
    desk.page.goto("about:blank")
    assert untranslated(phone.page, "zh") == []
    phone.look("remote-open-zh", (360, 1_440))
    # The phone sleeps, or loses its network; a press in between says what became of it.
    phone.context.set_offline(True)
    phone.page.locator("#step-close").click()
    expect(phone.page.locator("#status")).to_have_class(re.compile("refused"))
    expect(phone.page.locator("#away")).to_be_visible(timeout=PATIENCE_MS)
    phone.shoot("remote-away-360")
    phone.context.set_offline(False)
    lost = phone.page.locator("#main").get_attribute("data-lost") or ""
    expect(phone.page.locator("#status")).to_have_text(lost, timeout=PATIENCE_MS)
    press(phone.page, "#step-close")
    press(phone.page, "#next")
    waits_for(phone.page, "board")
    phone.page.goto(f"{phone.page.url.split('?')[0]}?language=fr")
    waits_for(phone.page, "board")
    phone.look("remote-reveal-fr", (360, 1_440))
    press(phone.page, "#next")
    waits_for(phone.page, "launch")
    press(phone.page, "#next")
    waits_for(phone.page, "reveal")
    # In mid-question an interlude asks what becomes of it.
    phone.page.locator("#ask-interlude summary").click()
    expect(phone.page.locator("#ask-interlude-2")).to_be_visible()
    assert untranslated(phone.page, "fr") == []
    phone.shoot("remote-interlude-fr-360")
    assert violations(phone.page) == []
    press(phone.page, "#ask-interlude-2")
    waits_for(phone.page, "resume")
    press(phone.page, "#next")
    # Whoever throws phones out does so at once.
    desk.page.goto(f"/fr/host/{CODE}/links")
    desk.page.locator("section[aria-labelledby=remote] summary").click()
    desk.page.locator("section[aria-labelledby=remote] details form button").click()
    expect(phone.page.locator("#replaced")).to_be_visible(timeout=PATIENCE_MS)
    expect(phone.page.locator("#next")).to_have_count(0)
    phone.finish()
