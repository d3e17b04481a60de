"""The screens of help's pictures, brought about in the demo: an event, two phones, three desks."""

from collections.abc import Callable
from contextlib import ExitStack
from random import Random

from playwright.sync_api import Browser, FilePayload, Page, expect
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.copies import duplicate_event
from quiz.events.models import Entry
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.i18n.typography import typeset
from tests.journeys.editor import begin, shown
from tests.journeys.house import SOON_MS, House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.rounds import count_round, take
from tests.journeys.screen import Screen
from tests.journeys.staff import open_desk

DEMO, CODE, CHANNEL = "va2020", "va2020-aide", "kuaishou"
NICKNAMES = {"fr": "Mamie Jade", "zh": "雨过天青"}
PHONE = {"width": 390, "height": 720}
# Long enough for every screen to be looked at, on a machine that does other things.
SECONDS = 60
STUDIO = {"width": 1920, "height": 1080}
# Beside what the console shows anywhere: that phones cannot reach the address of a test.
UNREACHED = "document.querySelectorAll('.channels-column .notice').forEach((one) => one.remove())"
# What a camera would see behind the overlay.
CAMERA = "document.documentElement.style.background = '#74827c'"
SHEET = (
    "kind;prompt_fr;prompt_zh;choice1_fr;choice1_zh;choice2_fr;choice2_zh;correct\n"
    "single;Où ce céladon fut-il cuit ?;这件青瓷产自哪里？;À Longquan;龙泉;À Delft;代尔夫特;1\n"
    "text;De quelle matière est ce bol ?;这只碗是什么材质？;;;;;porcelaine/瓷器\n"
    "dissertation;Que raconte ce bol ?;这只碗讲述了什么？\n"
)
# Each screen, as it is seen by the reader of a language: its name, that language, its page.
Seen = Callable[[str, str, Page], None]


def show_all(browser: Browser, house: House, seen: Seen) -> None:
    """Bring about each screen of help's pictures, in each language, and let it be `seen`."""
    overlay, right = plan_event(house)
    with ExitStack() as desks:
        show_round(desks, browser, house, overlay, right, seen)
    with open_desk(browser, house, "help") as office:
        for language in LANGUAGES:
            show_office(office.page, house, language, seen)


def plan_event(house: House) -> tuple[str, Localized]:
    """A copy of the demo's event that begins with four plain choices.

    Its overlay's path, and the right one of those choices.
    """
    with house.app.app_context(), writing():
        now = clock.now()
        event = duplicate_event(get_event(DEMO), CODE, now + SOON_MS, now, Random(), "test")
        planned = select(Entry).filter_by(event_id=event.id).order_by(Entry.position)
        entries = db.session.scalars(planned).all()
        plain = next(entry for entry in entries if is_plain(entry.question))
        plain.position = entries[0].position - 1
        plain.question.seconds = SECONDS
        right = plain.question.choices[plain.question.key["right"][0] - 1]
        path = f"/overlay/{CODE}/{event.overlays[0].secret}"
        db.session.commit()
        db.session.remove()
    return path, right


def is_plain(question: Question) -> bool:
    """Whether it has four choices, one of them right, and no picture."""
    return question.kind == "single" and len(question.choices) == 4 and not question.image


def show_round(
    desks: ExitStack, browser: Browser, house: House, overlay: str, right: Localized, seen: Seen
) -> None:
    """A question on the console, on a phone of each language, on the overlay; then its reveal."""
    phones = {lang: open_phone(desks, browser, house, lang) for lang in LANGUAGES}
    desk = desks.enter_context(open_desk(browser, house, "host", "host"))
    consoles = {lang: open_console(desk, lang) for lang in LANGUAGES}
    studio = Screen(browser, "studio", house.base, viewport=STUDIO)
    desks.callback(studio.finish)
    studio.page.goto(overlay)
    take(house, CODE, Step.LAUNCH)
    for language, phone in phones.items():
        sees(phone.page, "open")
        seen("question", language, phone.page)
    for language, console in consoles.items():
        console.evaluate(UNREACHED)
        seen("console", language, console)
    studio.page.evaluate(CAMERA)
    for language in LANGUAGES:
        seen("overlay", language, studio.page)
    for language, phone in phones.items():
        rows = phone.page.locator("#stage .choice")
        rows.filter(has_text=typeset(right.in_(language), language)).tap()
        expect(phone.page.locator("#stage form.settled")).to_be_visible()
    count_round(house, CODE)
    take(house, CODE, Step.REVEAL)
    for language, phone in phones.items():
        sees(phone.page, "revealed")
        expect(phone.page.locator("[data-mine=result] .won")).to_be_visible(timeout=PATIENCE_MS)
        seen("reveal", language, phone.page)


def open_phone(desks: ExitStack, browser: Browser, house: House, language: str) -> Screen:
    """A phone whose player has joined."""
    options = {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True}
    phone = Screen(browser, f"phone-{language}", house.base, **options)
    desks.callback(phone.finish)
    phone.page.goto(f"/{language}/e/{CODE}/{CHANNEL}")
    phone.page.locator("#nickname").fill(NICKNAMES[language])
    phone.page.locator("#join > button").tap()
    expect(phone.page.locator(".top .mine bdi")).to_have_text(NICKNAMES[language])
    return phone


def open_console(desk: Screen, language: str) -> Page:
    """The console in a tab of its own."""
    console = desk.context.new_page()
    console.set_viewport_size({"width": 1280, "height": 800})
    console.goto(f"/{language}/host/{CODE}")
    expect(console.locator("#console")).to_be_visible()
    return console


def sees(page: Page, phase: str) -> None:
    """Wait until a phone shows that phase."""
    scene = page.locator(f".scene[data-phase={phase}]")
    expect(scene).to_be_visible(timeout=PATIENCE_MS)


def show_office(page: Page, house: House, language: str, seen: Seen) -> None:
    """The editor of a question with a picture, a file that is looked at, the staff."""
    page.set_viewport_size({"width": 1440, "height": 900})
    with house.app.app_context():
        named = select(Question).where(Question.image != "", Question.kind == "single")
        question = db.session.scalars(named.order_by(Question.id)).first()
        assert question is not None
        bank_id, question_id = question.bank_id, question.id
        db.session.remove()
    begin(page, bank_id, str(question_id), language)
    expect(shown(page, "zh-open").locator(".scene")).to_be_attached()
    seen("editor", language, page)
    page.set_viewport_size({"width": 1120, "height": 940})
    page.goto(f"/{language}/admin/banks/import")
    page.locator("[name=name]").fill("Céladons de Longquan")
    sheet = FilePayload(name="banque.csv", mimeType="text/csv", buffer=SHEET.encode())
    page.locator("[name=file]").set_input_files(sheet)
    page.locator("main form .button").first.click()
    page.locator("[name=seen]").wait_for(state="attached")
    page.locator("section.part h2").first.evaluate("(one) => one.scrollIntoView()")
    seen("import", language, page)
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"/{language}/account/staff")
    seen("staff", language, page)
