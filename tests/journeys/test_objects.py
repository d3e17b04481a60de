"""A curator takes an object from a museum's manifest, cites it in two questions, changes it once.

The reveal cites it as each language does, and nothing does so before.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.database import writing
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.objects.models import MuseumObject
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys import rounds
from tests.journeys.house import PASSWORD, House, open_house
from tests.journeys.screen import DESK, PHONE, Screen
from tests.journeys.words import untranslated
from tests.objects.manifests import served

pytestmark = pytest.mark.chromium

CODE = "objets"
PATIENCE_MS = 30_000
LOADED = "(image) => image.complete && image.naturalWidth"
FRENCH = "Coupe à décor de lotus, Fours de Longquan, Song du Sud"
CHINESE = "南宋 龙泉窑 莲瓣纹碗"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that may ask this very machine for manifests."""
    with open_house(tmp_path_factory.mktemp("objects"), QUIZ_FETCH_LOOPBACK="1") as house:
        yield house


@pytest.fixture(scope="module")
def museum() -> Iterator[str]:
    """Where the manifest is."""
    with served() as address:
        yield f"{address}/manifest.json"


@pytest.fixture(scope="module")
def questions(house: House) -> list[int]:
    """Two questions of an event of their own."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE, title=Localized("Objets", "藏品"))
        make_channel(event, name="salle", delay_ms=0)
        bank = make_bank(name="Objets")
        made = [make_question(bank, seconds=seconds) for seconds in (60, 61)]
        for question in made:
            make_entry(event, question)
        numbers = [question.id for question in made]
        db.session.commit()
        db.session.remove()
    return numbers


@pytest.fixture(scope="module")
def office(chromium: Browser, house: House) -> Iterator[Screen]:
    """An admin who is signed in."""
    screen = Screen(chromium, "objects", house.base, viewport=DESK, locale="fr-FR")
    screen.page.goto("/fr/account/sign-in")
    screen.page.locator("[name=email]").fill(house.hire("admin"))
    screen.page.locator("[name=password]").fill(PASSWORD)
    screen.page.locator("form .button").last.click()
    screen.page.wait_for_url(re.compile("(host/|admin/events)$"))
    yield screen
    screen.finish()


def act(page: Page, value: str) -> None:
    """Press the button of that value, and wait for what it does."""
    page.locator(f'[name=object_act][value="{value}"]').first.click()
    expect(page.locator("[aria-busy]")).to_have_count(0)


def test_an_object_is_taken_from_a_manifest_part_by_part(
    office: Screen, house: House, museum: str
) -> None:
    page = office.page
    page.goto("/fr/admin/objects/new")
    page.locator(".fill-in summary").click()
    page.locator("[name=record_link]").fill(museum)
    act(page, "read")
    expect(page.locator("#offer")).to_contain_text("龙泉窑")
    expect(page.locator("#offer .notice")).to_contain_text("inconnus")
    assert page.locator("#offer [name=take]:checked").count() == 0
    assert page.locator("#offer [name=take_picture]").count() == 3
    assert untranslated(page, "fr") == []
    office.look("object-offer-fr")
    for part in ("title-fr", "title-zh", "maker-fr", "maker-zh", "inventory_no"):
        page.locator(f'[name=take][value="{part}"]').check()
    page.locator("[name=take_picture]").nth(1).check()
    act(page, "take")
    expect(page.locator("[data-framed] img")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("[name=maker-zh]")).to_have_value("龙泉窑")
    # Nothing was taken that nobody ticked.
    expect(page.locator("[name=place-fr]")).to_have_value("")
    page.locator(".question-form .bar .button").first.click()
    page.wait_for_url(re.compile(r"/objects/\d+$"))
    with house.app.app_context():
        kept = db.session.scalars(select(MuseumObject).order_by(MuseumObject.id.desc())).first()
        assert kept is not None
        assert (kept.maker, kept.place) == (Localized("Fours de Longquan", "龙泉窑"), Localized())
        assert (kept.inventory_no, kept.credit) == ("C.25-1935", "")
        assert re.fullmatch("[0-9a-f]{32}", kept.picture)
        db.session.remove()
    office.look("object-fr")


def test_two_questions_cite_it(office: Screen, house: House, questions: list[int]) -> None:
    page = office.page
    bank = bank_of(house, questions[0])
    for number in questions:
        page.goto(f"/fr/admin/banks/{bank}/questions/{number}")
        page.locator(".choose-object summary").click()
        page.locator("[name=sought_object]").fill("莲瓣纹")
        page.keyboard.press("Enter")
        expect(page.locator(".found-objects li")).to_have_count(1)
        page.locator(".found-objects button").click()
        expect(page.locator(".cited")).to_contain_text("Fours de Longquan")
        assert untranslated(page, "fr") == []
        page.locator(".question-form .bar .button").first.click()
        page.wait_for_url(re.compile(r"#question-\d+$"))
    page.goto(f"/fr/admin/banks/{bank}/questions/{questions[0]}")
    office.look("object-cited-fr")


def bank_of(house: House, number: int) -> int:
    """The bank of a question."""
    with house.app.app_context():
        bank_id = db.session.get_one(Question, number).bank_id
        db.session.remove()
    return bank_id


def test_it_is_changed_once_for_both(office: Screen, house: House, questions: list[int]) -> None:
    page = office.page
    page.goto("/zh/admin/objects")
    office.look("objects-zh")
    page.locator(".object-line a", has_text="莲瓣纹碗").click()
    page.wait_for_url(re.compile(r"/objects/\d+$"))
    assert untranslated(page, "zh") == []
    page.locator("[name=date-fr]").fill("Song du Sud")
    page.locator("[name=date-zh]").fill("南宋")
    page.locator("[name=rights]").fill("https://creativecommons.org/publicdomain/mark/1.0/")
    page.locator(".question-form .bar .button").first.click()
    expect(page.locator(".notice.right")).to_contain_text("2道题目已同步更新")
    office.look("object-zh")
    with house.app.app_context():
        dates = {db.session.get_one(Question, number).date for number in questions}
        db.session.remove()
    assert dates == {Localized("Song du Sud", "南宋")}


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
