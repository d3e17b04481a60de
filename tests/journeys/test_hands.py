"""Two hosts before one event: each reads who else is here and who did what, as it happens."""

import pytest
from playwright.sync_api import Browser, expect

from quiz.database import writing
from quiz.extensions import db
from tests.factories import make_channel, make_entry, make_event, make_question
from tests.journeys.house import PEOPLE, House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import violations
from tests.journeys.staff import open_desk
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE = "mains"


def test_each_console_says_who_is_here_and_who_did_what(chromium: Browser, house: House) -> None:
    with house.app.app_context(), writing():
        event = make_event(code=CODE)
        make_channel(event, name="salle", delay_ms=0)
        make_entry(event, make_question(seconds=60))
        db.session.commit()
        db.session.remove()
    with (
        open_desk(chromium, house, "premier", "host") as first,
        open_desk(chromium, house, "second", "admin") as second,
    ):
        first.page.goto(f"/fr/host/{CODE}")
        second.page.goto(f"/zh/host/{CODE}")
        seen = second.page.locator(".hands")
        expect(seen).to_contain_text(PEOPLE["host"], timeout=PATIENCE_MS)
        expect(first.page.locator(".hands")).to_contain_text(PEOPLE["admin"], timeout=PATIENCE_MS)
        first.page.locator("#next").click()
        line = seen.locator("li").first
        expect(line.locator("strong")).to_have_text(PEOPLE["host"], timeout=PATIENCE_MS)
        expect(line).to_contain_text("出题")
        assert untranslated(second.page, "zh") == []
        assert violations(second.page) == []
        for width, height in ((1_440, 900), (360, 780)):
            second.page.set_viewport_size({"width": width, "height": height})
            second.shoot(f"console-hands-zh-{width}")
        first.shoot("console-hands-fr-1440")
