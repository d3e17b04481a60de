"""A curator gives a question its picture; phones see it ahead of the question, large at a touch."""

import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, expect
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.bank.rules import picture_name
from quiz.database import writing
from quiz.events.models import Event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.pictures.models import Picture
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.editor import SAVE
from tests.journeys.house import House
from tests.journeys.picture_rounds import (
    CODE,
    PATIENCE_MS,
    count_round,
    numbers_of,
    phone_word,
    refuse_first,
    step,
)
from tests.journeys.screen import PHONE, Screen
from tests.journeys.words import untranslated
from tests.pictures.drawings import GREEN, RED, draw, encoded

pytestmark = pytest.mark.chromium

DETAIL = Localized("Où est le vert ?", "绿色在哪里？")
WHICH = Localized("Laquelle est verte ?", "哪一件是绿色的？")
SIGHTS = (
    Localized("Un aplat", "色块"),
    Localized("Un trait", "线条"),
    Localized("Un fond", "底色"),
)
ALT = Localized("Un carré rouge et vert", "一块红绿相间的方形")
LOADED = "(image) => image.complete && image.naturalWidth"
ARRIVED = "[data-framing] [data-frame]"


def hotspot() -> dict[str, Any]:
    """A question about a detail, on a picture that is kept."""
    key = db.session.scalars(select(Picture.key).order_by(Picture.key)).first()
    assert key is not None
    regions = [[60, 110, 210, 200], [640, 100, 200, 200], [60, 550, 200, 200], [370, 550, 200, 200]]
    return {
        "kind": "hotspot",
        "key": {"right": [2], "regions": regions},
        "image": picture_name(key),
        "image_alt": ALT,
    }


@pytest.fixture(scope="module")
def question(house: House) -> int:
    """The only question of an event of its own."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE, title=Localized("Images", "图片"))
        make_channel(event, name="salle", delay_ms=0)
        bank = make_bank(name="Images")
        question = make_question(bank, seconds=120)
        make_entry(event, question)
        make_entry(event, make_question(bank, prompt=DETAIL, seconds=120, **hotspot()))
        make_entry(event, make_question(bank, prompt=WHICH, choices=SIGHTS, seconds=120))
        number = question.id
        db.session.commit()
        db.session.remove()
    return number


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
    page.locator(SAVE).click()
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


def test_a_picture_that_does_not_come_is_asked_for_again(
    chromium: Browser, house: House, question: int
) -> None:
    phone = Screen(chromium, "unlucky", house.base, viewport=PHONE, locale="fr-FR")
    refuse_first(phone, "**/picture/*", 2)
    phone.page.goto(f"/fr/e/{CODE}/salle")
    phone.page.locator("#nickname").fill("Léa encore")
    phone.page.locator("#join button").last.click()
    expect(phone.page.locator(".scene[data-phase=open] .picture img")).to_be_visible(
        timeout=PATIENCE_MS
    )
    phone.page.wait_for_function(f"() => ({LOADED})(document.querySelector('.picture img'))")
    phone.finish()


def test_a_mark_is_touched_and_a_letter_pressed(
    chromium: Browser, house: House, question: int
) -> None:
    phone, keys = (
        Screen(chromium, name, house.base, viewport=PHONE, locale=f"{name}-{name.upper()}")
        for name in ("fr", "zh")
    )
    for screen in (phone, keys):
        screen.page.goto(f"/{screen.name}/e/{CODE}/salle")
        screen.page.locator("#nickname").fill(f"Ming {screen.name}")
        screen.page.locator("#join button").last.click()
        screen.page.locator("#stage .scene").wait_for()
    count_round(house)
    step(house, Step.REVEAL)
    step(house, Step.LAUNCH)
    for screen in (phone, keys):
        question_scene = screen.page.locator(".scene[data-phase=open][data-round='2']")
        expect(question_scene).to_be_visible(timeout=PATIENCE_MS)
        expect(screen.page.locator(".marks .mark")).to_have_count(4)
        screen.look(f"hotspot-{screen.name}")
    phone.page.locator(".marks .mark").nth(1).click()
    expect(phone.page.locator(".choice").nth(1)).to_contain_text(phone_word(phone, "sent"))
    expect(phone.page.locator(".picture.is-large")).to_have_count(0)
    keys.page.locator("#scene-title").focus()
    keys.page.keyboard.press("c")
    expect(keys.page.locator(".choice").nth(2)).to_contain_text(phone_word(keys, "sent"))
    count_round(house)
    step(house, Step.REVEAL)
    for screen in (phone, keys):
        revealed = screen.page.locator(".scene[data-phase=revealed] .marks .region")
        expect(revealed).to_have_count(1, timeout=PATIENCE_MS)
        screen.look(f"hotspot-revealed-{screen.name}")
        screen.finish()


def test_choices_are_pictures(
    chromium: Browser, house: House, office: Screen, question: int
) -> None:
    page = office.page
    with house.app.app_context():
        bank = db.session.get_one(Question, question).bank_id
        (which,) = numbers_of(WHICH)
        db.session.remove()
    page.goto(f"/fr/admin/banks/{bank}/questions/{which}")
    page.locator("[name=kind]").select_option("picture")
    squares = page.locator(".choice-pictures .squares li")
    expect(squares).to_have_count(3)
    for place, colour in enumerate((RED, GREEN, (30, 60, 140))):
        sent = encoded(Image.new("RGB", (500, 400), colour), "PNG")
        squares.nth(place).locator("[type=file]").set_input_files(
            FilePayload(name="a.png", mimeType="image/png", buffer=sent)
        )
        expect(squares.nth(place).locator("img")).to_be_visible(timeout=PATIENCE_MS)
    office.look("choice-pictures-fr")
    page.locator(SAVE).click()
    page.wait_for_url(re.compile(r"#question-\d+$"))
    expect(page.locator(".notice.right").first).to_be_visible()
    phone = Screen(chromium, "choices", house.base, viewport=PHONE, locale="fr-FR")
    phone.page.goto(f"/fr/e/{CODE}/salle")
    phone.page.locator("#nickname").fill("Choix")
    phone.page.locator("#join button").last.click()
    phone.page.locator("#stage .scene").wait_for()
    step(house, Step.LAUNCH)
    asked = phone.page.locator(".scene[data-phase=open][data-round='3']")
    expect(asked).to_be_visible(timeout=PATIENCE_MS)
    expect(asked.locator(".tile")).to_have_count(3)
    phone.look("choice-pictures-phone")
    asked.locator(".choice").nth(2).click()
    expect(asked.locator(".choice").nth(2)).to_contain_text(phone_word(phone, "sent"))
    overlay = Screen(chromium, "overlay", house.base, viewport={"width": 1920, "height": 1080})
    with house.app.app_context():
        event = db.session.scalars(select(Event).where(Event.code == CODE)).one()
        secret = event.overlays[0].secret
        db.session.remove()
    refuse_first(overlay, "**/picture/*", 3)
    with overlay.page.expect_response(lambda told: "/picture/" in told.url and told.ok):
        overlay.page.goto(f"/overlay/{CODE}/{secret}")
    expect(overlay.page.locator(".tile")).to_have_count(3, timeout=PATIENCE_MS)
    overlay.shoot("choice-pictures-overlay")
    count_round(house)
    step(house, Step.REVEAL)
    revealed = phone.page.locator(".scene[data-phase=revealed] .tile")
    expect(revealed).to_have_count(3, timeout=PATIENCE_MS)
    phone.look("choice-pictures-revealed")
    phone.finish()
    overlay.finish()
