"""A curator gives a question its picture; phones see it ahead of the question, large at a touch."""

import json
import re
from collections.abc import Iterator
from random import Random

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.steps import Surroundings
from quiz.events.models import Event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.i18n.localized import LANGUAGES, Localized
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.house import PASSWORD, House
from tests.journeys.screen import DESK, PHONE, Screen
from tests.journeys.words import untranslated
from tests.pictures.drawings import draw, encoded

pytestmark = pytest.mark.chromium

CODE = "images"
ALT = Localized("Un carré rouge et vert", "一块红绿相间的方形")
PATIENCE_MS = 30_000
LOADED = "(image) => image.complete && image.naturalWidth"
ARRIVED = "[data-framing] [data-frame]"


@pytest.fixture(scope="module")
def question(house: House) -> int:
    """The only question of an event of its own."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE, title=Localized("Images", "图片"))
        make_channel(event, name="salle", delay_ms=0)
        question = make_question(make_bank(name="Images"), seconds=120)
        make_entry(event, question)
        number = question.id
        db.session.commit()
        db.session.remove()
    return number


@pytest.fixture(scope="module")
def office(chromium: Browser, house: House) -> Iterator[Screen]:
    """An admin who is signed in."""
    screen = Screen(chromium, "pictures", house.base, viewport=DESK, locale="fr-FR")
    screen.page.goto("/fr/account/sign-in")
    screen.page.locator("[name=email]").fill(house.hire("admin"))
    screen.page.locator("[name=password]").fill(PASSWORD)
    screen.page.locator("form .button").last.click()
    screen.page.wait_for_url(re.compile("(host/|admin/events)$"))
    yield screen
    screen.finish()


def step(house: House, taken: Step) -> None:
    """Take a host's step in the event."""
    with house.app.app_context(), writing():
        event = db.session.scalars(select(Event).where(Event.code == CODE)).one()
        play_step(event.id, taken, Surroundings(clock.now(), 0, 16_000, Random(), "test"))
        db.session.commit()
        db.session.remove()


def image_of(house: House, number: int) -> str:
    """What the question says of its picture."""
    with house.app.app_context():
        image = db.session.get_one(Question, number).image
        db.session.remove()
    return image


def test_a_picture_is_sent_framed_by_keys_and_kept(
    office: Screen, house: House, question: int
) -> None:
    page = office.page
    for language in LANGUAGES:
        with house.app.app_context():
            bank = db.session.get_one(Question, question).bank_id
            db.session.remove()
        page.goto(f"/{language}/admin/banks/{bank}/questions/{question}")
        sent = FilePayload(
            name="vase.png", mimeType="image/png", buffer=encoded(draw(1_600, 1_200), "PNG")
        )
        page.locator("[name=picture_file]").set_input_files(sent)
        expect(page.locator(ARRIVED)).to_be_visible(timeout=PATIENCE_MS)
        assert untranslated(page, language) == []
        page.locator("[data-all]").click()
        page.locator("[data-frame]").focus()
        for key in ("Shift+ArrowLeft", "Shift+ArrowLeft", "ArrowRight"):
            page.keyboard.press(key)
        expect(page.locator("[name=frame]")).to_have_value("10,0,980,1000")
        office.look(f"picture-{language}")
    page.locator("[name=image_alt-fr]").fill(ALT.fr)
    page.locator("[name=image_alt-zh]").fill(ALT.zh)
    page.locator(".question-form .actions .button").first.click()
    page.wait_for_url(re.compile(r"#question-\d+$"))
    assert re.fullmatch(r"[0-9a-f]{32}\.jpg", image_of(house, question))


def test_a_file_that_is_no_picture_is_said_to_be_none(office: Screen, question: int) -> None:
    page = office.page
    office.expected.append(re.compile("status of 422"))
    page.go_back()
    kept = page.locator("[name=image]").input_value()
    wrong = FilePayload(
        name="vase.png", mimeType="image/png", buffer=b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    )
    page.locator("[name=picture_file]").set_input_files(wrong)
    expect(page.locator("[data-says]")).to_contain_text("SVG")
    assert page.locator("[name=image]").input_value() == kept


def test_phones_see_it_ahead_and_large_and_lose_no_answer(
    chromium: Browser, house: House, office: Screen, question: int
) -> None:
    phone = Screen(chromium, "phone", house.base, viewport=PHONE, locale="fr-FR")
    plain = Screen(chromium, "plain", house.base, viewport=PHONE, java_script_enabled=False)
    for screen in (phone, plain):
        screen.page.goto(f"/fr/e/{CODE}/salle")
        screen.page.locator("#nickname").fill(f"Léa {screen.name}")
        screen.page.locator("#join button").last.click()
    expect(phone.page.locator(".scene[data-phase=lobby]")).to_be_visible(timeout=PATIENCE_MS)
    step(house, Step.LAUNCH)
    picture = phone.page.locator(".picture img")
    expect(phone.page.locator(".scene[data-phase=ready] .picture img")).to_be_visible(
        timeout=PATIENCE_MS
    )
    expect(picture).to_have_attribute("alt", ALT.fr)
    expect(phone.page.locator(".scene[data-phase=open]")).to_be_visible(timeout=PATIENCE_MS)
    assert picture.evaluate(LOADED)
    phone.page.locator(".choice").first.click()
    expect(phone.page.locator(".choice").first).to_contain_text(phone_word(phone, "sent"))
    phone.page.locator("[data-enlarge]").focus()
    phone.page.keyboard.press("Enter")
    expect(phone.page.locator(".picture.is-large")).to_be_visible()
    phone.shoot("picture-large")
    phone.page.keyboard.press("Escape")
    expect(phone.page.locator(".picture.is-large")).to_have_count(0)
    phone.look("picture-open")
    expect(phone.page.locator(".choice").first).to_contain_text(phone_word(phone, "sent"))
    plain.page.reload()
    expect(plain.page.locator(".scene[data-phase=open] .picture img")).to_be_visible()
    office.page.goto(f"/fr/host/{CODE}")
    expect(office.page.locator(".thumbnail").first).to_be_visible()
    assert office.page.locator(".thumbnail").first.evaluate(LOADED)
    office.look("picture-console")
    phone.finish()
    plain.finish()


def phone_word(phone: Screen, name: str) -> str:
    """What the page's script says of that name."""
    words = phone.page.locator("#words").get_attribute("data-words")
    return str(json.loads(str(words))[name])
