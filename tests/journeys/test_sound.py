"""A question from its launch to its answer, heard on one overlay and not on another."""

import pytest
from playwright.sync_api import Browser, expect

from quiz.database import writing
from quiz.events.models import Output
from quiz.events.queries import event_times, get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys import rounds
from tests.journeys.house import House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import Screen
from tests.journeys.staff import open_desk
from tests.strokes import heard, listen

pytestmark = pytest.mark.chromium

CODE = "bol"
FULL_HD = {"width": 1920, "height": 1080}
# How far a stroke may be from its instant on a machine that does much else, in ms.
NEAR, SOON = 200, 3_000


@pytest.fixture
def secrets(house: House) -> list[str]:
    """An event with a question and two overlays; the secrets of these."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE, title=Localized("Le bol", "瓷碗"), preset="accuracy")
        make_channel(event, name="salle", delay_ms=0)
        make_entry(event, make_question(make_bank(name="Bols"), seconds=20))
        event.outputs = [Output(secret=f"bol-{number}", name=f"Bol {number}") for number in (1, 2)]
        db.session.commit()
        db.session.remove()
    return ["bol-1", "bol-2"]


def instants(house: House) -> tuple[int, int]:
    """When the question closed and was revealed, in ms UTC."""
    with house.app.app_context():
        last = event_times(get_event(CODE)).last
        db.session.remove()
    assert last is not None
    assert last.reveal is not None
    return last.closes, last.reveal


def test_only_the_overlay_whose_form_says_so_is_heard(
    chromium: Browser, house: House, secrets: list[str]
) -> None:
    with open_desk(chromium, house, "bol", role="host") as desk:
        desk.page.goto(f"/fr/host/{CODE}/links")
        desk.page.get_by_role("link", name="Modifier Bol 1").click()
        desk.page.locator("#sound").check()
        desk.look("overlay-form", (360, 1_440))
        desk.page.locator("form.form .actions .button").first.click()
        expect(desk.page.locator(".notice.right")).to_be_visible()
        expect(desk.page.locator(".output").first).to_contain_text("avec le son")
        desk.look("overlays-with-sound", (360, 1_440))
    screens = [Screen(chromium, secret, house.base, viewport=FULL_HD) for secret in secrets]
    for screen, secret in zip(screens, secrets, strict=True):
        listen(screen.page)
        screen.page.goto(f"/overlay/{CODE}/{secret}")
        expect(screen.page.locator(".scene.lobby")).to_be_attached(timeout=PATIENCE_MS)
        # A studio's software lets a page be heard from the beginning, a browser after a touch.
        screen.page.mouse.click(5, 5)
    rounds.take(house, CODE, Step.LAUNCH)
    for screen in screens:
        expect(screen.page.locator(".scene.open")).to_be_attached(timeout=PATIENCE_MS)
    rounds.take(house, CODE, Step.REVEAL)
    for screen in screens:
        expect(screen.page.locator(".is-closed")).to_be_attached(timeout=PATIENCE_MS)
    for screen in screens:
        expect(screen.page.locator(".scene.revealed")).to_be_attached(timeout=PATIENCE_MS)
    loud, silent = (heard(screen.page) for screen in screens)
    closes, reveal = instants(house)
    assert [round((one.at - closes) / 1_000) for one in loud[:2]] == [-5, 0]
    assert (
        max(abs(one.at - at) for one, at in zip(loud[:2], (closes - 5_000, closes), strict=True))
        < NEAR
    )
    assert [0 < one.at - reveal < SOON for one in loud[2:]] == [True]
    assert silent == []
    for screen in screens:
        screen.finish()
