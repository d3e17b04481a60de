"""The names before the board, on the console: read, hidden by a key, and nothing moves for them."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.board_names import renew_names
from quiz.game.models import Board, Player
from quiz.game.nicknames import stand_in
from quiz.i18n.localized import LANGUAGES
from tests.factories import (
    make_bank,
    make_channel,
    make_entry,
    make_event,
    make_player,
    make_question,
    make_round,
)
from tests.journeys.house import House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import Screen, violations
from tests.journeys.staff import open_desk
from tests.journeys.test_console import (
    BOXES,
    CUT_OFF,
    PLATFORMS,
    QUESTION,
    at_each_size,
    boxes,
    moved,
)

pytestmark = pytest.mark.chromium

CODE = "noms"
NEWCOMERS = (("Lin", False), ("m*erde", True), ("Chloé", False), ("青花", False))
NAMES = ("Grand-Mère du Jardin", "青花小鹤青花小鹤", "Zoé", "Amphore joyeuse 1234", "Ming")

# Press the key that bans in the instant when that name has come to the first place.
PRESS_AS_IT_COMES = """(name) => {
  const root = document.getElementById("console");
  const first = () => root.querySelector(".newcomers li").textContent;
  root.addEventListener("swapped", () => {
    if (first().includes(name) && !root.dataset.heard) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "d", bubbles: true }));
      root.dataset.heard = document.getElementById("status").className;
    }
  });
}"""


@pytest.fixture(scope="module")
def regie(chromium: Browser, house: House) -> Iterator[Screen]:
    """A host before an event whose first question is counted, and five who won it."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE)
        for number, platform in enumerate(PLATFORMS):
            make_channel(event, name=platform.lower(), platform=platform, delay_ms=number * 1_000)
        question = make_question(make_bank(name="Noms"), **QUESTION)
        make_entry(event, question)
        ago = round(time.time() * 1_000) - 60_000
        played = make_round(
            event,
            question,
            launched_at=ago,
            shut_at=ago + 30_000,
            counted_at=ago + 31_000,
            reveal_click_at=None,
        )
        rows = [
            [
                make_player(event.channels[0], nickname=name, nickname_key=name).id,
                name,
                score,
                n,
                None,
            ]
            for n, (name, score) in enumerate(zip(NAMES, range(990, 0, -10), strict=False), 1)
        ]
        board = db.session.get_one(Board, played.id)
        board.top, board.players = {"rows": rows}, len(rows)
        board.histogram = {str(row[2]): 1 for row in rows}
        db.session.commit()
        db.session.remove()
    with open_desk(chromium, house, "noms", role="host") as screen:
        yield screen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_read_and_hidden_by_a_key_and_nothing_moves(regie: Screen, lang: str) -> None:
    page = regie.page
    page.goto(f"/{lang}/host/{CODE}")
    expect(page.locator("html")).to_have_class(re.compile("scripted"))
    expect(page.locator(".names li")).to_have_count(5)
    still = boxes(page)
    for size in at_each_size(page):
        regie.shoot(f"console-names-{lang}-{size.split()[0]}")
        for selector in (".names li", ".names button", ".names-head", "#next", ".small-steps > *"):
            assert page.evaluate(CUT_OFF, selector) == [], f"{size}: {selector}"
    page.set_viewport_size({"width": 1280, "height": 800})
    assert violations(page) == []
    page.keyboard.press("3")
    expect(page.locator("#status")).to_have_class(re.compile("done"), timeout=PATIENCE_MS)
    expect(page.locator(".names bdi", has_text="Zoé")).to_have_count(0, timeout=PATIENCE_MS)
    expect(page.locator(".names [id^=unhide-]")).to_have_count(1)
    assert moved(page, still) == []
    page.locator("#status button").click()
    expect(page.locator(".names bdi", has_text="Zoé")).to_have_count(1, timeout=PATIENCE_MS)
    page.keyboard.press("r")
    expect(page.locator("#step-reveal")).to_have_class(re.compile("done"), timeout=PATIENCE_MS)
    # The large button says something else, where it was.
    assert [*page.evaluate(BOXES).values()] == [*still["1280 × 800"].values()]
    # So that the other language begins with what stays.
    expect(page.locator("#next[formaction*='/steps/board']")).to_be_visible(timeout=PATIENCE_MS)


def test_a_name_that_no_screen_shows_yet_is_let_pass(regie: Screen, house: House) -> None:
    page = regie.page
    with house.app.app_context(), writing():
        event = get_event(CODE)
        ming = db.session.scalars(select(Player).where(Player.nickname == "Ming")).one()
        ming.unseen_since, ming.is_doubtful, other = 1, True, stand_in("fr", ming.id)
        number = ming.id
        db.session.flush()
        renew_names(event, (number,))
        event.version += 1
        db.session.commit()
        db.session.remove()
    for lang in LANGUAGES:
        page.goto(f"/{lang}/host/{CODE}")
        line = page.locator(".names li", has=page.locator(f"#hide-{number}"))
        expect(line).to_contain_text(other)
        for size in at_each_size(page):
            regie.shoot(f"console-unread-{lang}-{size.split()[0]}")
            for selector in (".names li", ".names button", ".names-head", "#next"):
                assert page.evaluate(CUT_OFF, selector) == [], f"{size}: {selector}"
        page.set_viewport_size({"width": 1280, "height": 800})
        assert violations(page) == []
    line.locator(f"#see-{number}").click()
    expect(line).not_to_contain_text(other, timeout=PATIENCE_MS)
    expect(line).to_contain_text("Ming")


def test_an_indecent_newcomer_is_hidden_by_a_key(regie: Screen, house: House) -> None:
    page = regie.page
    with house.app.app_context(), writing():
        event = get_event(CODE)
        for number, (name, doubtful) in enumerate(NEWCOMERS, 1):
            key = f"nouveau {number}"
            make_player(
                event.channels[0],
                nickname=name,
                nickname_key=key,
                unseen_since=number,
                is_doubtful=doubtful,
            )
        db.session.commit()
        db.session.remove()
    page.goto(f"/fr/host/{CODE}")
    first = page.locator(".newcomers li").first
    expect(first).to_contain_text("m*erde")
    for size in at_each_size(page):
        regie.shoot(f"console-newcomers-fr-{size.split()[0]}")
        for selector in (".newcomers li", ".newcomers button", "#next", ".small-steps > *"):
            assert page.evaluate(CUT_OFF, selector) == [], f"{size}: {selector}"
    page.set_viewport_size({"width": 1280, "height": 800})
    assert violations(page) == []
    page.wait_for_timeout(500)
    page.keyboard.press("h")
    expect(page.locator("#status")).to_have_class(re.compile("done"), timeout=PATIENCE_MS)
    expect(page.locator(".newcomers li").first).to_contain_text("Lin", timeout=PATIENCE_MS)
    page.goto(f"/zh/host/{CODE}")
    expect(page.locator(".newcomers li").first).to_contain_text("Lin")
    page.evaluate(PRESS_AS_IT_COMES, "Chloé")
    page.wait_for_timeout(500)
    page.keyboard.press("j")
    expect(page.locator(".newcomers li").first).to_contain_text("Chloé", timeout=PATIENCE_MS)
    # Her name had only just come to its place: no key judges it yet.
    expect(page.locator("#console")).to_have_attribute("data-heard", "status refused")
    regie.shoot("console-newcomers-zh-1280")
    page.wait_for_timeout(500)
    page.keyboard.press("d")
    expect(page.locator(".newcomers li").first).to_contain_text("青花", timeout=PATIENCE_MS)
    with page.expect_response(lambda answer: answer.request.method == "POST") as undone:
        page.locator("#status button").click()
    assert undone.value.json()["status"] == "done"
    # A key whose step is not on screen says so.
    page.keyboard.press("s")
    expect(page.locator("#status")).to_contain_text("S", timeout=PATIENCE_MS)
