"""What a question lacks and what one does with it stay in sight, and hide no field."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from quiz.bank.models import Bank
from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question
from tests.journeys.editor import begin
from tests.journeys.house import House
from tests.journeys.screen import DESK, PHONE, Screen
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

KEYBOARD_UP: ViewportSize = {"width": 360, "height": 350}
SIZES = (PHONE, KEYBOARD_UP, {"width": 720, "height": 900}, {"width": 1024, "height": 768}, DESK)
WIDTHS = (360, 390, 720, 1024, 1440)
LEAST_TOUCH = 44
MOST_FIELDS = 90
# What has the focus, if it is beneath the bar.
BENEATH = """() => {
  const one = document.activeElement, bar = document.querySelector("[data-bar]");
  const box = one.getBoundingClientRect(), edge = bar.getBoundingClientRect().top;
  return !bar.contains(one) && box.bottom > edge + 1 ? one.outerHTML.slice(0, 90) : "";
}"""
HALF_BENEATH = """(field) => {
  const bar = document.querySelector("[data-bar]").getBoundingClientRect();
  const box = field.getBoundingClientRect();
  window.scrollBy(0, (box.top + box.bottom) / 2 - bar.top);
}"""
BENEATH_END = """() => {
  const bar = document.querySelector("[data-bar]").getBoundingClientRect();
  const all = Array.from(document.querySelectorAll("#place .row > form > .button, #place summary"));
  return all.map((one) => one.getBoundingClientRect()).filter((box) => box.bottom > bar.top).length;
}"""

# A phone whose keyboard leaves the page as long as it was.
KEYBOARD = """
  const seen = Object.assign(new EventTarget(), { height: 350, offsetTop: 0, scale: 1 });
  Object.defineProperty(window, "visualViewport", { value: seen });
"""
RESIZED = """([height, scale]) => {
  Object.assign(window.visualViewport, { height, scale }).dispatchEvent(new Event("resize"));
}"""


@pytest.fixture(scope="module")
def bank(house: House) -> int:
    """A bank with three questions."""
    with house.app.app_context(), writing():
        bank = make_bank(name="Barre")
        for number in range(1, 4):
            make_question(bank, prompt=Localized(f"La {number}e ?", f"第{number}题？"))
        number = bank.id
        db.session.commit()
        db.session.remove()
    return number


@pytest.fixture(scope="module")
def second(house: House, bank: int) -> str:
    """The number of its second question."""
    with house.app.app_context():
        number = db.session.get_one(Bank, bank).questions[1].id
        db.session.remove()
    return str(number)


@pytest.fixture(autouse=True)
def wide_again(office: Screen) -> Iterator[None]:
    yield
    office.page.set_viewport_size(DESK)


def is_inside(page: Page, part: Locator) -> bool:
    """Whether all of it is in sight."""
    box, size = part.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    across = box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    return across and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{width}x{height}".format(**size))
def test_the_bar_is_in_sight_wherever_one_is(
    office: Screen, bank: int, second: str, size: ViewportSize
) -> None:
    page = office.page
    for where in (second, "new"):
        page.set_viewport_size(size)
        begin(page, bank, where)
        for down in (0, 99_999):
            page.evaluate("(down) => window.scrollTo(0, down)", down)
            assert is_inside(page, page.locator("[data-bar]"))
            assert is_inside(page, page.locator(".question-form .actions .button").first)
        assert page.evaluate(BENEATH_END) == 0


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_UP, DESK], ids=["phone", "keyboard", "desk"])
def test_no_field_in_which_one_writes_is_beneath_it(
    office: Screen, bank: int, second: str, size: ViewportSize
) -> None:
    page = office.page
    page.set_viewport_size(size)
    begin(page, bank, second)
    page.locator("[name=kind]").focus()
    is_bar = "document.querySelector('[data-bar]').contains(document.activeElement)"
    fields = 0
    while not page.evaluate(is_bar):
        assert page.evaluate(BENEATH) == ""
        page.keyboard.press("Tab")
        fields += 1
        assert fields < MOST_FIELDS
    for name in ("prompt-zh", "seconds", "tags"):
        field = page.locator(f"[name={name}]")
        field.evaluate(HALF_BENEATH)
        assert page.evaluate("() => document.activeElement.name") != name
        field.click(position={"x": 9, "y": 4}, no_wait_after=True)
        assert page.evaluate("() => document.activeElement.name") == name
        assert page.evaluate(BENEATH) == ""


def test_on_a_phone_a_line_says_what_is_missing(office: Screen, bank: int) -> None:
    page = office.page
    page.set_viewport_size(PHONE)
    begin(page, bank)
    line, listed = page.locator("[aria-controls=bar-gaps]"), page.locator("[data-gaps]")
    expect(line).to_have_text(re.compile(r"FR 2 · 中文 2 · \+1$"))
    page.locator("[name=prompt-fr]").fill("Quel vase ?")
    expect(line).to_have_text(re.compile(r"FR 1 · 中文 2 · \+1$"))
    line.press("Enter")
    expect(line).to_have_attribute("aria-expanded", "true")
    assert is_inside(page, listed)
    expect(listed).to_contain_text("Français il manque\xa0: Réponse 1")
    page.keyboard.press("Escape")
    expect(line).to_be_focused()
    expect(line).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("size", [PHONE, KEYBOARD_UP], ids=["phone", "keyboard"])
def test_on_a_phone_the_rest_unfolds(
    office: Screen, bank: int, second: str, size: ViewportSize
) -> None:
    page = office.page
    page.set_viewport_size(size)
    begin(page, bank, second)
    more, menu = page.locator("[aria-controls=bar-menu]"), page.locator("#bar-menu")
    expect(menu).to_be_hidden()
    more.focus()
    page.keyboard.press("Enter")
    assert is_inside(page, menu)
    office.walk(1)
    expect(page.locator("[data-save-next]")).to_be_focused()
    acts = [menu.locator(".button").nth(place) for place in range(8)]
    assert menu.locator(".button").count() == len(acts)
    for part in (*acts, more, page.locator("[aria-controls=bar-gaps]")):
        box = part.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= LEAST_TOUCH, part
    page.mouse.click(3, 3)
    expect(menu).to_be_hidden()
    more.click()
    menu.locator("[href='#place']").click()
    expect(menu).to_be_hidden()
    assert is_inside(page, page.locator("#its-place"))
    more.click()
    menu.locator("[rel=next]").click()
    page.wait_for_url(re.compile(f"/questions/(?!{second}$)\\d+$"))


@pytest.mark.parametrize(("language", "part"), [("fr", "bar-menu"), ("zh", "bar-gaps")])
def test_it_is_fine_at_every_width(
    office: Screen, bank: int, second: str, language: str, part: str
) -> None:
    page = office.page
    page.set_viewport_size(PHONE)
    begin(page, bank, second, language)
    page.locator("[name=prompt-zh]").fill("")
    expect(page.locator("[aria-controls=bar-gaps]")).to_contain_text("中文 1")
    page.locator(f"[aria-controls={part}]").click()
    assert untranslated(page, language) == []
    office.look(f"editor-{part}-{language}", WIDTHS)


def test_it_stands_on_a_keyboard_that_lies_over_the_page(
    office: Screen, bank: int, second: str
) -> None:
    page = office.context.new_page()
    page.set_viewport_size(PHONE)
    page.add_init_script(KEYBOARD)
    page.goto(f"/fr/admin/banks/{bank}/questions/{second}")
    expect(page.locator(".is-docked")).to_be_visible()
    assert edge(page) == KEYBOARD_UP["height"]
    page.locator("[name=tags]").click()
    assert page.evaluate(BENEATH) == ""
    # Gone again; then the page is enlarged, which moves nothing.
    for height, scale in ((640, 1), (320, 2)):
        page.evaluate(RESIZED, [height, scale])
        assert edge(page) == PHONE["height"]
    page.close()


def edge(page: Page) -> float:
    """Where the bar ends below."""
    box = page.locator("[data-bar]").bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_without_a_script_it_is_at_the_end_of_the_form(
    chromium: Browser, house: House, office: Screen, bank: int, second: str
) -> None:
    plain = Screen(chromium, "plain bar", house.base, viewport=PHONE, java_script_enabled=False)
    plain.context.add_cookies(office.context.cookies())  # type: ignore[arg-type]  # The same shape.
    plain.page.goto(f"/fr/admin/banks/{bank}/questions/{second}")
    expect(plain.page.locator("[aria-controls]")).to_have_count(2)
    for toggle in plain.page.locator(".bar-toggle").all():
        expect(toggle).to_be_hidden()
    expect(plain.page.locator("[data-gaps] .whole")).to_have_count(2)
    plain.page.locator("#bar-menu [rel=prev]").click()
    plain.page.wait_for_url(re.compile(f"/questions/(?!{second}$)\\d+$"))
    plain.finish()
