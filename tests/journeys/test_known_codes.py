"""Known codes, links that phones cannot reach, who came second: what staff read of them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from quiz.bank.models import Bank, Question
from quiz.database import writing
from quiz.events.models import Channel, Event
from quiz.extensions import db
from tests.factories import make_player
from tests.journeys.editor import SAVE
from tests.journeys.house import CODE, House, open_house
from tests.journeys.screen import PHONE, Screen

pytestmark = pytest.mark.chromium

LANGUAGES = ("fr", "zh")
FAR = "America/New_York"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A museum of its own, whose evening is far from Paris and has a player."""
    with open_house(tmp_path_factory.mktemp("known")) as house:
        with house.app.app_context(), writing():
            db.session.query(Event).filter_by(code=CODE).update({"time_zone": FAR, "version": 2})
            make_player(db.session.query(Channel).filter_by(name="salle").one())
            db.session.commit()
            db.session.remove()
        yield house


@pytest.fixture(scope="module")
def office(office: Screen) -> Screen:
    """An admin who is told when something does not go."""
    office.expected.append(re.compile(r"status of 4(09|22) "))
    return office


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_console_and_the_events_page_say_what_phones_cannot_reach(
    office: Screen, lang: str
) -> None:
    for name, path in (("console", f"host/{CODE}"), ("event", f"admin/events/{CODE}")):
        office.page.goto(f"/{lang}/{path}")
        expect(office.page.locator(".notice.warning").first).to_contain_text("QUIZ_ORIGIN=http://")
        office.look(f"unreachable-{name}-{lang}", (360, 1280, 1440))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_way_in_shows_the_hour_of_a_third_city(
    chromium: Browser, house: House, lang: str
) -> None:
    phone = Screen(chromium, "far", house.base, viewport=PHONE)
    phone.page.goto(f"/{lang}/e/{CODE}/salle")
    expect(phone.page.locator(".when")).to_contain_text({"fr": "New York", "zh": "纽约"}[lang])
    phone.look(f"far-landing-{lang}")
    phone.finish()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_comes_second_sees_what_differs(house: House, office: Screen, lang: str) -> None:
    bank = house.first_id(Bank, name="Céladons")
    number = house.first_id(Question, bank_id=bank)
    path = f"/{lang}/admin/banks/{bank}/questions/{number}"
    first = office.context.new_page()
    for page in (office.page, first):
        page.goto(path)
    first.locator("[name=explanation-fr]").fill(f"Un grès couvert d’un céladon épais, {lang}.")
    first.locator("[name=tags]").fill(f"Chine, {lang}")
    first.locator(SAVE).click()
    first.wait_for_url("**/admin/banks/*#question-*")
    first.close()
    office.page.locator("[name=seconds]").fill({"fr": "41", "zh": "42"}[lang])
    office.page.locator(SAVE).click()
    rows = office.page.locator('[role="alert"] tbody tr')
    expect(rows).to_have_count(3)
    office.look(f"differences-{lang}")
    office.page.locator(SAVE).click()
    office.page.wait_for_url("**/admin/banks/*#question-*")


def test_a_code_that_players_know_is_asked_about_and_given_up(office: Screen) -> None:
    page = office.page
    page.goto(f"/fr/admin/events/{CODE}/edit")
    page.locator("[name=code]").fill("soiree-2")
    page.locator("form.bilingual .actions button >> nth=0").click()
    expect(page.locator("[name=rename]")).to_be_visible()
    office.look("rename-asked-fr")
    page.locator("[name=rename]").check()
    page.locator("form.bilingual .actions button >> nth=0").click()
    page.wait_for_url("**/admin/events/soiree-2")
    expect(page.locator(".old-codes")).to_contain_text(CODE)
    office.look("old-codes-fr")
    page.goto(f"/zh/admin/events/{CODE}")
    page.locator(".old-codes summary").click()
    office.look("old-codes-zh")
    page.locator(".old-codes .confirm-box button").click()
    page.wait_for_url("**/zh/admin/events/soiree-2")
    expect(page.locator(".old-codes")).to_have_count(0)
