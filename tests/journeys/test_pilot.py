"""An evening that leads itself, through a restart; a host looks in, takes over, hands it back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.house import House, open_house
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import PHONE, Screen, violations
from tests.journeys.staff import open_desk
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE = "seul"
AWAY = re.compile(r"net::ERR_|status of 50[234]")
CONFLICT = re.compile("status of 409")
SHORT_MS, TRIES = 1_000, 60


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[House]:
    """A house whose server may be killed, with an event of two questions."""
    with open_house(tmp_path) as house:
        with house.app.app_context(), writing():
            event = make_event(code=CODE, title=Localized("Sans animateur", "无人值守"))
            make_channel(event, name="salle", delay_ms=0)
            bank = make_bank(name="Seul")
            for prompt in (
                Localized("Quel bol ?", "哪只碗？"),
                Localized("Quel vase ?", "哪只瓶？"),
            ):
                make_entry(event, make_question(bank, prompt=prompt, seconds=20))
            db.session.commit()
            db.session.remove()
        yield house


def wait_for(phone: Page, regie: Page, scene: str) -> None:
    """Wait until the phone shows that; a host whose slow machine made a step late hands it back."""
    for _ in range(4 * TRIES):
        try:
            expect(phone.locator(f"#stage .scene{scene}")).to_be_visible(timeout=SHORT_MS)
        except AssertionError:
            hand_back_if_late(regie)
        else:
            return
    raise AssertionError(f"The phone never shows {scene}.")


def hand_back_if_late(regie: Page) -> None:
    """Give the event back to an auto-pilot that has stopped because it was late."""
    if regie.locator(".pilot-pause.wrong").is_visible():
        try:
            regie.locator("#hand-back").click(timeout=SHORT_MS)
        except TooLate:
            return


def test_an_evening_leads_itself_through_a_restart(chromium: Browser, empty_house: House) -> None:
    phone = Screen(chromium, "pilot-zh", empty_house.base, viewport=PHONE)
    phone.page.goto(f"/zh/e/{CODE}/salle")
    phone.page.locator("#nickname").fill("青花")
    phone.page.locator("#join button").last.click()
    phone.page.locator("#stage .scene").wait_for()
    with open_desk(chromium, empty_house, "seul", role="host") as regie:
        for screen in (phone, regie):
            screen.expected += [AWAY, CONFLICT]
        engage(regie)
        page = regie.page
        wait_for(phone.page, page, "[data-phase=open]")
        phone.page.locator("#stage [name=choice], #stage .choice").first.click()
        wait_for(phone.page, page, "[data-phase=board]")
        # The museum's machine loses its power while the curator talks.
        empty_house.node.kill()
        empty_house.node.process.wait()
        empty_house.node.out.close()
        empty_house.node.start()
        empty_house.node.wait()
        wait_for(phone.page, page, '[data-round="2"]')
        look_in(regie)
        wait_for(phone.page, page, "[data-phase=over]")
        expect(page.locator(".big.wait")).to_be_visible(timeout=PATIENCE_MS)
        regie.shoot("pilot-over-zh")
    phone.finish()


def engage(regie: Screen) -> None:
    """Fill in the timetable, wrongly first, and hand the event over."""
    page = regie.page
    regie.expected.append(re.compile("status of 422"))
    page.goto(f"/fr/host/{CODE}/auto-pilot")
    page.locator("#answer_s").fill("3")
    page.locator("form.form .actions .button").first.click()
    expect(page.locator("#answer_s")).to_have_attribute("aria-invalid", "true")
    page.locator("#answer_s").fill("8")
    page.locator("#talk_s").fill("25")
    page.locator("#ends").check()
    page.locator("form.form .actions .button").first.click()
    expect(page.locator("#next")).to_contain_text("Reprendre la main")
    expect(page.locator("#next")).to_contain_text("question 1 dans")
    for width, height in ((1_280, 800), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        regie.shoot(f"console-pilot-fr-{width}")
    page.set_viewport_size({"width": 1_280, "height": 800})
    assert violations(page) == []


def look_in(regie: Screen) -> None:
    """Another host opens the console in Chinese, takes over by a key, and hands it back."""
    page = regie.page
    page.goto(f"/zh/host/{CODE}")
    expect(page.locator("html")).to_have_class(re.compile("scripted"))
    for _ in range(TRIES):
        hand_back_if_late(page)
        page.keyboard.press("Space")
        try:
            expect(page.locator(".pilot-pause")).to_contain_text("主持人", timeout=5 * SHORT_MS)
        except AssertionError:
            continue
        break
    expect(page.locator(".pilot-pause")).to_contain_text("主持人")
    assert untranslated(page, "zh") == []
    regie.shoot("console-pilot-paused-zh")
    for _ in range(TRIES):
        # What follows a press too soon is taken for the second half of a double click.
        page.wait_for_timeout(SHORT_MS)
        page.locator("#hand-back").click()
        try:
            expect(page.locator(".pilot-pause")).to_have_count(0, timeout=5 * SHORT_MS)
        except AssertionError:
            continue
        return
    raise AssertionError("The auto-pilot is never handed back.")
