"""The console on air: what is in sight at once, what never moves, and which key does what."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES, Localized
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.console import TRIES
from tests.journeys.evening import OFFLINE
from tests.journeys.house import House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import Screen
from tests.journeys.staff import open_desk, sign_in

pytestmark = pytest.mark.chromium

CODE = "regie"
SIZES = ((1280, 800), (1024, 768), (390, 844))
PLATFORMS = ("Salle", "Kuaishou", "Douyin", "Bilibili", "YouTube", "TikTok")
SIGNED_OUT = re.compile("status of 401")
CONFLICT = re.compile("status of 409")
QUESTION = {
    "prompt": Localized(
        "Dans quelle ville se trouvait le four impérial qui livrait la cour des Ming ?",
        "明代为宫廷烧造瓷器的御窑厂位于哪座城市？",
    ),
    "choices": (
        Localized("À Jingdezhen", "景德镇"),
        Localized("À Longquan", "龙泉"),
        Localized("À Dehua", "德化"),
        Localized("À Pékin", "北京"),
    ),
    "key": {"right": [1]},
    "seconds": 60,
}
# What has to be in sight at once, and how often.
IN_SIGHT = {
    ".stage-column .prompt": 2,
    ".stage-column .choices li": 4,
    ".stage-column .is-right": 1,
    ".stage-clock": 1,
    ".aloud": 1,
    "#next": 1,
    ".small-steps > *": 10,
    ".channels tbody tr": 7,
}
# All is found and measured in one breath: the console may swap a panel at any instant.
CUT_OFF = """(selector) => Array.from(document.querySelectorAll(selector)).filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width === 0 || box.top < 0 || box.bottom > innerHeight || box.right > innerWidth;
}).map((one) => one.outerHTML.slice(0, 80))"""
LABELLED = ".small-steps > .button, .small-steps summary"
OVERFULL = """(selector) => Array.from(document.querySelectorAll(selector))
  .filter((one) => one.scrollWidth > one.clientWidth)
  .map((one) => one.textContent.trim())"""
# What can be pressed beside the run of show, whose rows come and go.
BOXES = """() => Object.fromEntries(Array.from(document.querySelectorAll(
  '.line > a, .line summary, .line nav a, .next > *, .small-steps > *, .loader summary, .door > *'
)).map((one, index) => {
  const box = one.getBoundingClientRect();
  return [`${index} ${one.id} ${one.textContent.trim().slice(0, 12)}`,
          [box.left, box.top, box.width, box.height].map(Math.round)];
}))"""


@pytest.fixture(scope="module")
def regie(chromium: Browser, house: House) -> Iterator[Screen]:
    """A host in front of an event with six channels."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE)
        for number, platform in enumerate(PLATFORMS):
            make_channel(event, name=platform.lower(), platform=platform, delay_ms=number * 1_000)
        bank = make_bank(name="Régie")
        for _ in range(4):
            make_entry(event, make_question(bank, **QUESTION))
        db.session.commit()
        db.session.remove()
    with open_desk(chromium, house, "regie", role="host") as screen:
        screen.expected += [OFFLINE, SIGNED_OUT, CONFLICT]
        yield screen


def open_console(page: Page, lang: str) -> None:
    """Come to the console, at its first size, and wait for its script."""
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[0], strict=True)))
    page.goto(f"/{lang}/host/{CODE}")
    expect(page.locator("html")).to_have_class(re.compile("scripted"))


def at_each_size(page: Page) -> Iterator[str]:
    """The page at each size in turn."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")
        yield f"{width} × {height}"


def boxes(page: Page) -> dict[str, Any]:
    """Where everything is that can be pressed, at each size."""
    found = {size: page.evaluate(BOXES) for size in at_each_size(page)}
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[0], strict=True)))
    return found


def moved(page: Page, still: dict[str, Any]) -> list[str]:
    """What is not where it was, at each size."""
    return [
        f"{size}: {name} from {still[size].get(name)} to {box}"
        for size, found in boxes(page).items()
        for name, box in found.items()
        if box != still[size].get(name)
    ]


def says(page: Page, kind: str) -> None:
    """Wait until the line says something of that kind."""
    expect(page.locator("#status")).to_have_class(re.compile(kind), timeout=PATIENCE_MS)
    expect(page.locator("#status")).not_to_be_empty()


def lose_the_session(page: Page) -> None:
    """Be signed out: what was asked before may bring the cookie back once."""
    for _ in range(TRIES):
        page.context.clear_cookies()
        page.wait_for_timeout(1_500)
        if page.locator("#signed-out").is_visible():
            return
    raise AssertionError("The console does not say that one is signed out.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_moves_what_can_be_pressed(regie: Screen, lang: str) -> None:
    page = regie.page
    open_console(page, lang)
    expect(page.locator("#next")).to_be_visible()
    still = boxes(page)
    page.keyboard.press("r")
    says(page, "refused")
    assert moved(page, still) == []
    page.locator(".entry-acts [id^=remove-]").last.click()
    says(page, "done")
    assert moved(page, still) == []
    page.locator("#status button").click()
    expect(page.locator("#status button")).to_have_count(0)
    assert moved(page, still) == []
    page.context.set_offline(True)
    expect(page.locator("#away")).to_be_visible(timeout=PATIENCE_MS)
    assert moved(page, still) == []
    page.context.set_offline(False)
    expect(page.locator("#away")).to_be_hidden(timeout=PATIENCE_MS)
    cookies = page.context.cookies()
    lose_the_session(page)
    assert moved(page, still) == []
    page.context.add_cookies([dict(cookie) for cookie in cookies])  # type: ignore[misc]
    expect(page.locator("#signed-out")).to_be_hidden(timeout=PATIENCE_MS)


def test_all_is_in_sight_and_keeps_its_place_in_a_round(regie: Screen) -> None:
    page = regie.page
    open_console(page, "fr")
    still = page.evaluate(BOXES)
    page.keyboard.press("Space")
    expect(page.locator("#next[data-arm]")).to_be_visible(timeout=PATIENCE_MS)
    assert [*page.evaluate(BOXES).values()] == [*still.values()]
    for lang in LANGUAGES:
        open_console(page, lang)
        for size in at_each_size(page):
            for selector, times in IN_SIGHT.items():
                expect(page.locator(selector)).to_have_count(times)
                assert page.evaluate(CUT_OFF, selector) == [], f"{lang}, {size}"
            assert page.evaluate(OVERFULL, LABELLED) == [], f"{lang}, {size}"
            regie.shoot(f"console-on-air-{lang}-{size.split()[0]}")


def test_what_asks_first_moves_nothing_and_fits(regie: Screen) -> None:
    page = regie.page
    for lang in LANGUAGES:
        open_console(page, lang)
        still = boxes(page)
        for step, key in (("interlude", "i"), ("void", "v")):
            page.keyboard.press(key)
            offered = f"#ask-{step} .ask-box .button"
            answers = page.locator(offered)
            expect(answers.first).to_be_focused()
            assert moved(page, still) == []
            for size in at_each_size(page):
                assert page.evaluate(CUT_OFF, offered) == [], f"{lang}, {size}"
                regie.shoot(f"console-asks-{step}-{lang}-{size.split()[0]}")
            page.keyboard.press("Escape")
            expect(answers.first).to_be_hidden()


def test_the_same_key_arms_and_disarms(regie: Screen) -> None:
    page = regie.page
    open_console(page, "fr")
    button = page.locator("#next[data-arm]")
    for key, pressed in (("PageDown", "true"), ("ArrowRight", "false"), ("Space", "true")):
        page.wait_for_timeout(800)
        page.keyboard.press(key)
        expect(button).to_have_attribute("aria-pressed", pressed)
        says(page, "done")
    page.keyboard.press("c")
    expect(page.locator(".stage-head.revealed")).to_be_visible(timeout=PATIENCE_MS)


def test_a_field_gives_the_keys_back(regie: Screen) -> None:
    page = regie.page
    open_console(page, "fr")
    page.keyboard.press("n")
    expect(page.locator("#write-form [name=prompt-fr]")).to_be_focused()
    kind = page.locator("#write-form [name=kind]")
    kind.focus()
    before = kind.input_value()
    page.keyboard.press("r")
    says(page, "refused")
    assert kind.input_value() == before
    page.keyboard.press("Escape")
    expect(page.locator("#stage")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#from-mind .sheet")).to_be_hidden()


def test_a_digit_leads_to_its_question_which_enter_plays_next(regie: Screen) -> None:
    page = regie.page
    open_console(page, "fr")
    rows = page.locator("[data-entry]")
    last = rows.last.get_attribute("data-entry")
    page.keyboard.press(rows.last.get_attribute("data-number-of") or "")
    expect(page.locator(f"#next-{last}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows.first).to_have_attribute("data-entry", last or "", timeout=PATIENCE_MS)


def test_a_step_without_network_says_what_became_of_it(regie: Screen) -> None:
    page = regie.page
    open_console(page, "fr")
    page.context.set_offline(True)
    page.keyboard.press("b")
    says(page, "refused")
    page.context.set_offline(False)
    expect(page.locator("#status")).to_have_text(
        "L’étape n’est pas arrivée. Veuillez appuyer de nouveau.", timeout=PATIENCE_MS
    )


def test_who_signs_in_again_in_another_tab_goes_on(regie: Screen, house: House) -> None:
    page = regie.page
    open_console(page, "fr")
    lose_the_session(page)
    with page.context.expect_page() as opened:
        page.locator("#signed-out a").click()
    sign_in(opened.value, house.hire("host"))
    opened.value.close()
    expect(page.locator("#signed-out")).to_be_hidden(timeout=PATIENCE_MS)
    # Its token may be older than the session that the other tab has begun: it is sent once more.
    regie.expected.append(re.compile("status of 400 .*/steps/board"))
    page.keyboard.press("b")
    says(page, "done")
