"""A file of another program: its rows are mended on the page, which says that it is read."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FilePayload, Route

from quiz.bank.queries import find_bank
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES
from tests.bank.drafts import many_questions
from tests.bank.formats.workbooks import make_kahoot
from tests.journeys.curator import import_it, mend, send_file
from tests.journeys.foreign import moodle_quiz
from tests.journeys.house import House
from tests.journeys.screen import DESK, Screen
from tests.journeys.staff import sign_in
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

WIDTHS = (390, 1024, 1440)
ROUGH = make_kahoot(
    ("Quel est le plus vieux ?", "le vase", "le bol", "la coupe", "", 20, 1),
    ("Lesquels sont verts ?", "le vase", "le vase", "la coupe", "", 30, "1,3"),
    ("", "le vase", "le bol", "", "", 30, "1"),
)


def test_two_rows_are_mended_in_chinese(office: Screen) -> None:
    page = office.page
    send_file(page, "zh", "Kahoot", ROUGH)
    assert untranslated(page, "zh") == []
    office.look("import-rows-zh", WIDTHS)
    mend(page, {"10-choice2_fr": "le bol", "11-prompt_fr": "Lequel est bleu ?"})
    assert page.locator("[name=cell-11-prompt_fr]").input_value() == "Lequel est bleu ?"
    page.locator("[name=skip]").first.check()
    import_it(page)
    assert page.locator("tbody tr").count() == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_seen_as_it_will_look(office: Screen, language: str) -> None:
    send_file(office.page, language, f"Aperçu {language}", ROUGH)
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


def test_a_sheet_of_ours_is_looked_at_first_where_one_wants(office: Screen, house: House) -> None:
    page, name = office.page, "Regardée d’abord"
    page.goto(f"/fr/admin/banks/import?bank={quote(name)}")
    sheet = FilePayload(name="banque.csv", mimeType="text/csv", buffer=many_questions(3))
    page.locator("[name=file]").set_input_files(sheet)
    page.locator("main form [name=look]").click()
    page.locator("[data-look]").nth(2).click()
    page.frame_locator("[data-preview=zh-open]").get_by_text("第2件花瓶是哪一件？").wait_for()
    with house.app.app_context():
        assert find_bank(name) is None
        db.session.remove()
    import_it(page)
    assert page.locator("tbody tr").count() == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_of_the_file_is_seen_before_it_is_imported(office: Screen, language: str) -> None:
    send_file(office.page, language, f"Image {language}", moodle_quiz())
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
    sign_in(page, house.hire("admin"))
    send_file(page, "fr", "Sans script", ROUGH)
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
def test_the_page_says_that_a_file_is_being_read(office: Screen, language: str) -> None:
    office.page.goto(f"/{language}/admin/banks/import?bank=Lent")
    payload = FilePayload(name="a.bin", mimeType="application/octet-stream", buffer=ROUGH)
    office.page.locator("[name=file]").set_input_files(payload)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    office.page.route("**/import/parts", hold)
    office.page.locator("main form .button").first.click()
    bar = office.page.locator("[data-reading] progress")
    office.page.locator("[data-reading] progress[value]").wait_for()
    assert (bar.get_attribute("max"), len(held)) == ("100", 1)
    assert office.page.locator("main form button.button:enabled").count() == 0
    office.look(f"import-sending-{language}", WIDTHS)
    # What comes of it opens elsewhere, so that this page can be looked at meanwhile.
    office.page.locator("[data-reads]").evaluate("form => { form.target = '_blank'; }")
    with office.page.expect_popup() as opened:
        held[0].continue_()
    office.page.locator("[data-reading] progress:not([value])").wait_for()
    office.look(f"import-reading-{language}", WIDTHS)
    opened.value.locator("[name=seen]").wait_for(state="attached")
    opened.value.close()
    office.page.unroute("**/import/parts")
