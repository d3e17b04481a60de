"""A curator brings in a Kahoot pair and a Moodle XML with a picture, and mends rows on the page."""

import re
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FilePayload

from quiz.bank.queries import draft_of, find_bank, list_questions
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES
from quiz.pictures.queries import known_pictures
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT, make_kahoot
from tests.journeys.house import PASSWORD, House
from tests.journeys.screen import DESK, Screen
from tests.journeys.words import untranslated
from tests.pictures.drawings import draw, encoded

pytestmark = pytest.mark.chromium

BANK = re.compile(r"/admin/banks/\d+$")
WIDTHS = (390, 1024, 1440)
ROUGH = make_kahoot(
    ("Quel est le plus vieux ?", "le vase", "le bol", "la coupe", "", 20, 1),
    ("Lesquels sont verts ?", "le vase", "le vase", "la coupe", "", 30, "1,3"),
    ("", "le vase", "le bol", "", "", 30, "1"),
)


@pytest.fixture(scope="module")
def office(chromium: Browser, house: House) -> Iterator[Screen]:
    """An admin who is signed in."""
    screen = Screen(chromium, "foreign files", house.base, viewport=DESK)
    screen.page.goto("/fr/account/sign-in")
    screen.page.locator("[name=email]").fill(house.hire("admin"))
    screen.page.locator("[name=password]").fill(PASSWORD)
    screen.page.locator("form .button").last.click()
    screen.page.wait_for_url(re.compile("(host/|admin/events)$"))
    yield screen
    screen.finish()


def choose(office: Screen, language: str, bank: str, data: bytes, other: bytes = b"") -> None:
    """Send a file, or two, and wait for the page that shows its questions."""
    office.page.goto(f"/{language}/admin/banks/import?bank={quote(bank)}")
    for name, sent in (("file", data), ("other", other)):
        payload = FilePayload(name=f"{name}.bin", mimeType="application/octet-stream", buffer=sent)
        if sent:
            office.page.locator(f"[name={name}]").set_input_files(payload)
    office.page.locator("main form .button").first.click()
    office.page.locator("[name=seen]").wait_for(state="attached")


def both(fr: str, zh: str) -> str:
    return f"{{mlang fr}}{fr}{{mlang}}{{mlang zh}}{zh}{{mlang}}"


def moodle_quiz() -> bytes:
    """A question in both languages with a picture, and one that has no counterpart."""
    picture = b64encode(encoded(draw(120, 80), "PNG")).decode()
    image = f'<img src="@@PLUGINFILE@@/vase.png" alt="{both("un carré", "方形")}">'
    words = f"<text><![CDATA[{both('De quelle couleur ?', '什么颜色？')}{image}]]></text>"
    file = f'<file name="vase.png" encoding="base64">{picture}</file>'
    choices = "".join(
        f"<answer fraction='{weight}'><text>{both(fr, zh)}</text></answer>"
        for weight, fr, zh in ((100, "rouge et vert", "红和绿"), (0, "bleu", "蓝"))
    )
    asked = f"<questiontext format='html'>{words}{file}</questiontext><single>true</single>"
    essay = "<question type='essay'><questiontext><text>Expliquez.</text></questiontext></question>"
    return f"<quiz><question type='multichoice'>{asked}{choices}</question>{essay}</quiz>".encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_rows_are_mended(office: Screen, language: str) -> None:
    choose(office, language, f"Kahoot {language}", ROUGH)
    assert untranslated(office.page, language) == []
    office.look(f"import-rows-{language}", WIDTHS)
    office.page.locator("[name=cell-10-choice2_fr]").fill("le bol")
    office.page.locator("[name=cell-11-prompt_fr]").fill("Lequel est bleu ?")
    office.page.locator("[name=look]").last.click()
    office.page.locator(".light.red").wait_for(state="detached")
    assert office.page.locator("[name=cell-11-prompt_fr]").input_value() == "Lequel est bleu ?"
    office.page.locator("[name=skip]").first.check()
    office.page.locator("main form .button").first.click()
    office.page.wait_for_url(BANK)
    assert office.page.locator("tbody tr").count() == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_seen_as_it_will_look(office: Screen, language: str) -> None:
    choose(office, language, f"Aperçu {language}", ROUGH)
    look, page = office.page.locator("[data-look]"), office.page
    phone = page.frame_locator("[data-preview=fr-open]")
    assert (look.count(), page.locator("iframe").count()) == (3, 0)
    look.first.click()
    phone.get_by_text("Quel est le plus vieux ?").wait_for()
    assert page.frame_locator("[data-preview=both-open]").get_by_text("le vase").count() == 1
    assert page.locator(".import-preview .warn [lang|=zh]").count() == 1
    assert untranslated(page, language) == []
    office.look(f"import-preview-{language}", (360, 1440))
    page.locator("[data-part=revealed]").click()
    page.frame_locator("[data-preview=fr-revealed]").get_by_text("le bol").wait_for()
    office.shoot(f"import-preview-revealed-{language}")
    page.locator("[data-part=open]").click()
    page.locator("[data-step=after]").click()
    phone.get_by_text("Lesquels sont verts ?").wait_for()
    page.locator("[name=cell-10-choice2_fr]").fill("le grand bol")
    phone.get_by_text("le grand bol").wait_for()
    page.locator("[data-step=after]").click()
    phone.get_by_text("…").first.wait_for()
    assert page.locator("[data-step=after]").is_disabled()
    assert page.locator("iframe").count() == 6
    page.keyboard.press("Shift+Tab")
    office.tab_to(page.locator("[data-close]"))
    page.keyboard.press("Enter")
    assert page.locator("iframe").count() == 0
    assert page.evaluate("document.activeElement.value") == "11"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_of_the_file_is_seen_before_it_is_imported(office: Screen, language: str) -> None:
    choose(office, language, f"Image {language}", moodle_quiz())
    office.page.locator("[data-look]").click()
    picture = office.page.frame_locator("[data-preview=zh-open]").locator("img")
    picture.wait_for()
    office.page.wait_for_function(
        "() => document.querySelector('[data-preview=zh-open]')"
        ".contentDocument.querySelector('img').naturalWidth === 120"
    )
    assert picture.get_attribute("alt") == "方形"
    office.shoot(f"import-preview-picture-{language}")


def test_without_a_script_a_question_has_a_page(chromium: Browser, house: House) -> None:
    screen = Screen(chromium, "no script", house.base, viewport=DESK, java_script_enabled=False)
    page = screen.page
    page.goto("/fr/account/sign-in")
    page.locator("[name=email]").fill(house.hire("admin"))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form .button").last.click()
    choose(screen, "fr", "Sans script", ROUGH)
    page.locator("[name=cell-10-choice2_fr]").fill("le grand bol")
    page.locator("[data-look]").first.click()
    phone = page.frame_locator("[data-preview=fr-open]")
    phone.get_by_text("Quel est le plus vieux ?").wait_for()
    page.locator("[name=row]").last.click()
    phone.get_by_text("le grand bol").wait_for()
    screen.shoot("import-preview-page-fr-1440")
    page.locator("[name=look]").click()
    assert page.locator("[name=cell-10-choice2_fr]").input_value() == "le grand bol"
    assert page.url.endswith("#row-10")
    screen.finish()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_becomes_bilingual(office: Screen, language: str) -> None:
    choose(office, language, f"Paire {language}", FRENCH_KAHOOT, CHINESE_KAHOOT)
    assert office.page.locator(".light.green").count() == 2
    office.look(f"import-pair-{language}", WIDTHS)
    office.page.locator("main form .button").first.click()
    office.page.wait_for_url(BANK)
    assert office.page.get_by_text("哪些是青色的？").count() > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_moodle_brings_its_picture(office: Screen, house: House, language: str) -> None:
    choose(office, language, f"Moodle {language}", moodle_quiz())
    assert office.page.locator(".light").count() == 2
    office.look(f"import-moodle-{language}", WIDTHS)
    office.page.locator("main form .button").first.click()
    office.page.wait_for_url(BANK)
    with house.app.app_context():
        bank = find_bank(f"Moodle {language}")
        assert bank is not None
        assert [question.image[-4:] for question in list_questions(bank.id)] == [".jpg"]
        assert known_pictures(draft_of(question).picture for question in list_questions(bank.id))
        db.session.remove()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_a_file_is_being_read(office: Screen, language: str) -> None:
    office.page.goto(f"/{language}/admin/banks/import?bank=Lent")
    payload = FilePayload(name="a.bin", mimeType="application/octet-stream", buffer=ROUGH)
    office.page.locator("[name=file]").set_input_files(payload)
    # What comes of it opens elsewhere, so that this page can be looked at meanwhile.
    office.page.locator("[data-reads]").evaluate("form => { form.target = '_blank'; }")
    with office.page.expect_popup() as opened:
        office.page.locator("main form .button").first.click()
    office.page.locator("[data-reading]").wait_for()
    assert office.page.locator("main form button.button:enabled").count() == 0
    office.look(f"import-reading-{language}", WIDTHS)
    opened.value.locator("[name=seen]").wait_for(state="attached")
    opened.value.close()
