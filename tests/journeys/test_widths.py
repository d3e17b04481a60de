"""What stands where in the back office: on a phone, on a small screen, on a wide one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from quiz.bank.models import Bank
from quiz.i18n.localized import LANGUAGES
from tests.factories import make_object
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.staff import open_desk

pytestmark = pytest.mark.chromium

HEIGHT = 844
TOPS = "(all) => all.map((one) => Math.round(one.getBoundingClientRect().top))"
# Whether a cell has several parts, and whether two of them stand beside one another.
PARTS = """(cells) => cells.map((cell) => {
  const parts = Array.from(cell.childNodes).filter((one) => one.textContent.trim());
  return parts.map((one) => {
    const range = document.createRange();
    range.selectNode(one);
    return range.getBoundingClientRect();
  });
}).filter((boxes) => boxes.length > 1).map((boxes) => boxes.some(
  (box, at) => at > 0 && box.top < boxes[at - 1].bottom - 2
))"""


@pytest.fixture(scope="module")
def office(chromium: Browser, house: House) -> Iterator[Screen]:
    with house.app.app_context():
        make_object()
    with open_desk(chromium, house, "widths") as screen:
        yield screen


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_places_stand_in_one_line(office: Screen, lang: str, width: int) -> None:
    office.page.set_viewport_size({"width": width, "height": HEIGHT})
    office.page.goto(f"/{lang}/admin/banks")
    tops = office.page.locator(".staff-places a").evaluate_all(TOPS)

    assert (len(tops), len(set(tops))) == (5, 1)


def test_a_cell_of_a_phone_has_its_parts_below_one_another(office: Screen) -> None:
    office.page.set_viewport_size({"width": 390, "height": HEIGHT})
    office.page.goto("/fr/admin/objects")
    beside = office.page.locator("[data-label]").evaluate_all(PARTS)

    assert beside
    assert not any(beside)


def test_the_question_has_the_most_room(office: Screen, house: House) -> None:
    office.page.set_viewport_size({"width": 1024, "height": HEIGHT})
    office.page.goto(f"/fr/admin/banks/{house.first_id(Bank, name='V&A')}")
    cells = office.page.locator("tbody tr:first-child > *")
    widths = cells.evaluate_all("(all) => all.map((one) => one.offsetWidth)")

    assert widths.index(max(widths)) == 1


def test_a_phone_leads_from_what_is_ticked_to_what_changes_it(office: Screen) -> None:
    office.page.set_viewport_size({"width": 390, "height": HEIGHT})
    office.page.goto("/fr/admin/questions")
    way = office.page.get_by_role("link", name="Modifier les questions cochées")

    expect(way).to_be_hidden()
    office.page.locator("[name=question]").first.check()
    expect(way).to_be_in_viewport()
    way.click()
    expect(office.page.locator("#bulk h2")).to_be_in_viewport()


def test_what_changes_many_is_there_only_where_something_was_found(office: Screen) -> None:
    office.page.set_viewport_size({"width": 1440, "height": HEIGHT})
    office.page.goto("/fr/admin/questions?q=introuvable")
    bulk = office.page.locator("#bulk")

    expect(bulk).to_be_hidden()
    office.page.locator("#q").fill("1852")
    expect(bulk).to_be_visible()
