"""Where several channels show an event, its page asks once on which of them one watches."""

import pytest
from playwright.sync_api import expect

from quiz.database import writing
from quiz.events.models import Channel, Event
from quiz.extensions import db
from tests.phones import SAFE_HEADERS, Hall
from tests.web.play.stand import HOST, Stand

WHERE = f"{HOST}/fr/e/va2020"
AGENT = "Object.defineProperty(navigator, 'userAgent', {{ get: () => '{}' }})"
KWAI = "Mozilla/5.0 (Linux; Android 13) Chrome/90.0 Mobile Kwai/11.9 KsWebView/1.8"


def test_it_is_public_and_names_every_channel(hall: Hall) -> None:
    code = hall.evening.code
    page = hall.phone().ask(f"/zh/e/{code}")
    assert (page.status_code, page.headers["Cache-Control"]) == (
        200,
        "public, max-age=0, s-maxage=10",
    )
    assert "Set-Cookie" not in page.headers
    assert {*page.headers.keys()} >= SAFE_HEADERS
    assert "您在哪里观看？" in page.text
    for name in ("channel1", "channel2"):
        assert f'href="/zh/e/{code}/{name}" data-channel="{name}"' in page.text
    assert f'href="/fr/e/{code}"' in page.text


def test_the_only_channel_is_not_asked_about(hall: Hall) -> None:
    code = hall.evening.code
    landing = f"/fr/e/{code}/channel1"
    assert f'href="/fr/e/{code}?choose=1"' in hall.phone().ask(landing).text
    with writing():
        for number in hall.evening.channels[1:]:
            db.session.delete(db.session.get_one(Channel, number))
        db.session.get_one(Event, hall.evening.event_id).version += 1
        db.session.commit()
    hall.evening.clock.advance(1_000)
    found = hall.phone().ask(f"/fr/e/{code}")
    assert (found.status_code, found.headers["Location"]) == (302, landing)
    assert "choose=1" not in hall.phone().ask(landing).text


@pytest.mark.chromium
def test_what_was_chosen_is_not_asked_again(stand: Stand) -> None:
    page = stand.page
    page.goto(WHERE)
    links = page.locator("#places a")
    expect(links).to_have_text(["YouTube", "Kuaishou"])
    links.nth(1).click()
    page.wait_for_url(f"{WHERE}/kuaishou")
    page.goto(WHERE)
    page.wait_for_url(f"{WHERE}/kuaishou")
    page.goto(f"{WHERE}?choose=1")
    expect(links).to_have_text(["Kuaishou", "YouTube"])
    links.nth(1).click()
    page.wait_for_url(f"{WHERE}/youtube")


@pytest.mark.chromium
def test_an_apps_own_browser_is_offered_its_platform_first(stand: Stand) -> None:
    stand.page.add_init_script(AGENT.format(KWAI))
    stand.page.goto(WHERE)
    links = stand.page.locator("#places a")
    expect(links).to_have_text(["Kuaishou", "YouTube"])
    expect(links.nth(0)).to_have_class("button own")
