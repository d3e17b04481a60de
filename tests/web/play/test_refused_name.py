"""A refused nickname on the landing: why, and a button that takes the name offered instead."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Route, expect

from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium
REFUSED = {
    "status": "malformed",
    "message": "Veuillez en choisir un autre.",
    "suggestion": "Vase doré",
}


def test_the_name_that_is_offered_is_one_touch_away(stand: Stand) -> None:
    asked: list[str] = []

    def judge(route: Route) -> None:
        asked.append(parse_qs(urlsplit(route.request.url).query)["nickname"][0])
        if asked[-1] == REFUSED["suggestion"]:
            route.fallback()
        else:
            route.fulfill(status=422, body=json.dumps(REFUSED), content_type="application/json")

    stand.page.route("**/my/va2020/player?**", judge)
    stand.me = None
    stand.visit()
    stand.page.locator("#nickname").fill("c0nnard")
    stand.page.locator("#nickname").press("Enter")
    expect(stand.page.locator("#nickname-error")).to_have_text(REFUSED["message"])
    offer = stand.page.locator("#offer button")
    expect(offer).to_contain_text("Vase doré")
    stand.page.locator("#nickname").press("Enter")
    expect(offer).to_contain_text("Vase doré")
    assert asked == ["c0nnard", "c0nnard"]
    stand.me = {"player": {"nickname": "Vase doré", "channel": "kuaishou", "lang": "fr"}}
    stand.me |= {"round": None, "answer": None, "result": None}
    stand.me |= {"score": 0, "rank": None, "players": 0}
    offer.tap()
    expect(stand.page.locator("#landing")).to_be_hidden()
    assert asked == ["c0nnard", "c0nnard", "Vase doré"]
