"""An object that two questions cite is changed once for both.

The reveal cites it as each language does, and nothing does so before.
"""

import re

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from quiz.bank.citation import words_cited
from quiz.bank.models import Question
from quiz.database import writing
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.pictures.models import Picture
from quiz.web.citing import citation_by
from tests.factories import (
    make_bank,
    make_channel,
    make_entry,
    make_event,
    make_object,
    make_question,
)
from tests.journeys import rounds
from tests.journeys.editor import SAVE
from tests.journeys.house import House
from tests.journeys.screen import PHONE, Screen
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE = "objets"
PATIENCE_MS = 30_000
LOADED = "(image) => image.complete && image.naturalWidth"
FRENCH = "Coupe à décor de lotus, Fours de Longquan, Song du Sud"
CHINESE = "南宋 龙泉窑 莲瓣纹碗"


@pytest.fixture(scope="module")
def questions(house: House) -> list[int]:
    """Two questions of an event of their own, which cite one object with a picture."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE, title=Localized("Objets", "藏品"))
        make_channel(event, name="salle", delay_ms=0)
        bank = make_bank(name="Objets")
        picture = db.session.scalars(select(Picture.key).order_by(Picture.key)).first()
        nothing = {"place": Localized(), "material": Localized()}
        kept = make_object(picture=picture, inventory_no="C.26-1935", **nothing)
        words = words_cited(citation_by(kept))
        made = [
            make_question(bank, seconds=seconds, object_id=kept.id, **words) for seconds in (60, 61)
        ]
        for question in made:
            make_entry(event, question)
        numbers = [question.id for question in made]
        db.session.commit()
        db.session.remove()
    return numbers


def test_it_is_changed_once_for_both(office: Screen, house: House, questions: list[int]) -> None:
    page = office.page
    page.goto("/zh/admin/objects")
    office.look("objects-zh")
    page.locator("tr", has_text="C.26-1935").locator(".object-line a").click()
    page.wait_for_url(re.compile(r"/objects/\d+$"))
    assert untranslated(page, "zh") == []
    page.locator("[name=date-fr]").fill("Song du Sud")
    page.locator("[name=date-zh]").fill("南宋")
    page.locator("[name=rights]").fill("https://creativecommons.org/publicdomain/mark/1.0/")
    page.locator(SAVE).click()
    expect(page.locator(".notice.right")).to_contain_text("2道题目已同步更新")
    office.look("object-zh")
    with house.app.app_context():
        dates = {db.session.get_one(Question, number).date for number in questions}
        db.session.remove()
    assert dates == {Localized("Song du Sud", "南宋")}


@pytest.mark.usefixtures("questions")
def test_the_reveal_cites_it_in_each_language(
    chromium: Browser, house: House, office: Screen
) -> None:
    phones = {}
    for language in ("fr", "zh"):
        phones[language] = phone = Screen(chromium, language, house.base, viewport=PHONE)
        phone.page.goto(f"/{language}/e/{CODE}/salle")
        phone.page.locator("#nickname").fill(f"Ming {language}")
        phone.page.locator("#join button").last.click()
        lobby = phone.page.locator(".scene[data-phase=lobby]")
        expect(lobby).to_be_visible(timeout=PATIENCE_MS)
    rounds.take(house, CODE, Step.LAUNCH)
    for phone in phones.values():
        opened = phone.page.locator(".scene[data-phase=open]")
        expect(opened).to_be_visible(timeout=PATIENCE_MS)
        assert "Longquan" not in phone.page.content()
        assert "龙泉" not in phone.page.content()
        expect(phone.page.locator("img[alt*=Coupe], img[alt*=碗]")).to_have_count(0)
    rounds.count_round(house, CODE)
    rounds.take(house, CODE, Step.REVEAL)
    cited = {"fr": FRENCH, "zh": CHINESE}
    for language, phone in phones.items():
        told = phone.page.locator(".scene[data-phase=revealed] .object")
        expect(told.locator(".object-label")).to_have_text(cited[language], timeout=PATIENCE_MS)
        expect(told).to_contain_text({"fr": "Domaine public", "zh": "公有领域"}[language])
        expect(told.locator("[rel~=noopener][rel~=license]")).to_have_count(1)
        expect(told.locator("img")).to_have_js_property("complete", value=True)
        assert told.locator("img").evaluate(LOADED)
        style = told.locator("cite").evaluate("(one) => getComputedStyle(one).fontStyle")
        assert style == {"fr": "italic", "zh": "normal"}[language]
        phone.look(f"object-revealed-{language}")
        phone.finish()
    office.page.goto(f"/fr/host/{CODE}")
    expect(office.page.locator(".bilingual .cited").first).to_contain_text("Longquan")
    office.look("object-console", (1280, 1440))
