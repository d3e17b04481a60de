"""A question is rehearsed on a twin with a phone, the twin is dropped, the evening is played."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.models import Player
from quiz.reports.sheets import standings
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.house import House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import PHONE, Screen
from tests.journeys.staff import open_desk
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE = "repete"
REFUSED = re.compile(r"status of 40[34] ")
BOTH = (360, 1_440)


@pytest.fixture(scope="module")
def desk(chromium: Browser, house: House) -> Iterator[Screen]:
    """A host before an event with two short questions."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE)
        make_channel(event, name="salle", delay_ms=0)
        bank = make_bank(name="Répétition")
        for _ in range(2):
            make_entry(event, make_question(bank, seconds=20))
        db.session.commit()
        db.session.remove()
    with open_desk(chromium, house, "rehearsal", role="host") as screen:
        screen.expected.append(REFUSED)
        yield screen


def begin(desk: Screen) -> str:
    """Begin a rehearsal from the console; its code."""
    page = desk.page
    page.goto(f"/fr/host/{CODE}")
    page.locator("#links summary").click()
    page.locator("#links a[href$='/rehearsal']").click()
    desk.look("rehearsal-none", BOTH)
    page.locator("form[action$='/rehearsal'] button").click()
    page.wait_for_url(re.compile(rf"/host/{CODE}-[0-9a-f]{{8}}$"))
    return page.url.rpartition("/")[2]


def play_one(page: Page, phone: Page, nickname: str) -> None:
    """The host plays a question to its board by the large button; the phone joins and answers."""
    phone.locator("#nickname").fill(nickname)
    phone.locator("#join > button").click()
    press(page, "launch")
    expect(phone.locator(".scene[data-phase=open]")).to_be_visible(timeout=PATIENCE_MS)
    phone.locator("#stage .choice").first.click()
    press(page, "reveal")
    expect(phone.locator(".scene[data-phase=revealed]")).to_be_visible(timeout=PATIENCE_MS)
    press(page, "board")


def press(page: Page, step: str) -> None:
    """Take that step once it can be, and hear that it is done."""
    button = page.locator(f"#step-{step}")
    expect(button).not_to_have_attribute("aria-disabled", "true", timeout=PATIENCE_MS)
    # What may be the second half of a double press is left out.
    page.wait_for_timeout(800)
    button.click()
    expect(page.locator("#status")).to_have_class(re.compile("done"))


def players(house: House) -> list[str | None]:
    """Everybody on the event's board, and everybody whom the database knows of it."""
    with house.app.app_context():
        event_id = get_event(CODE).id
        names = [line.nickname for line in standings(event_id)]
        known = db.session.scalars(select(Player.nickname).where(Player.event_id == event_id))
        assert sorted(names) == sorted(known.all())
        db.session.remove()
    return names


def test_a_question_is_rehearsed_and_only_real_players_are_on_the_evenings_board(
    chromium: Browser, house: House, desk: Screen
) -> None:
    code = begin(desk)
    expect(desk.page.locator(".rehearsal-mark")).to_be_visible()
    phone = Screen(chromium, "rehearsing", house.base, viewport=PHONE, locale="zh-CN")
    phone.expected.append(REFUSED)
    # Who is not invited is told so, and nothing else happens.
    phone.page.goto(f"/e/{code}")
    phone.page.locator("#join > button").click()
    expect(phone.page.locator("#nickname-error")).not_to_be_empty()
    assert untranslated(phone.page, "zh") == []
    phone.look("rehearsal-refused-zh", BOTH)
    desk.page.goto(f"/fr/host/{code}/rehearsal")
    desk.look("rehearsal-begun", BOTH)
    invitation = desk.page.locator(".secret-link code").inner_text()
    phone.page.goto(invitation.replace("/fr/", "/zh/"))
    phone.look("rehearsal-invited-zh", BOTH)
    phone.page.locator("main .button").click()
    desk.page.goto(f"/fr/host/{code}")
    play_one(desk.page, phone.page, "小青")
    phone.look("rehearsal-board-zh", BOTH)
    desk.look("rehearsal-console", BOTH)
    assert players(house) == []
    overlay = Screen(chromium, "overlay", house.base, viewport={"width": 1_920, "height": 1_080})
    overlay.page.goto(str(desk.page.locator("#link-0 .address").text_content()))
    expect(overlay.page.locator(".rehearsal-mark")).to_be_visible()
    overlay.shoot("rehearsal-overlay")
    overlay.page.goto("about:blank")
    # It is dropped, and the evening is played.
    desk.page.goto(f"/fr/host/{code}/rehearsal")
    desk.page.locator("form[action$='/drop'] button").click()
    expect(desk.page.locator(".notice.right")).to_be_visible()
    phone.page.goto(f"/zh/e/{CODE}/salle")
    desk.page.goto(f"/fr/host/{CODE}")
    expect(desk.page.locator(".rehearsal-mark")).to_have_count(0)
    play_one(desk.page, phone.page, "Léna")
    assert players(house) == ["Léna"]
    overlay.finish()
    phone.finish()
