"""A half-written form is never lost: another language, an ended sign-in, a closed tab, Enter."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect

from quiz.accounts.models import SignIn
from quiz.bank.models import Bank, Question
from quiz.database import writing
from quiz.extensions import db
from tests.journeys.editor import SAVE
from tests.journeys.house import CODE, House, open_house
from tests.journeys.screen import Screen
from tests.journeys.staff import sign_in
from tests.pictures.drawings import draw, encoded

pytestmark = pytest.mark.chromium

PATIENCE_MS = 30_000
PROMPT = "Quel bol est le plus ancien"
IN_CHINESE = "哪一只碗最古老"
RESTORED = ".restored"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A museum of its own: what is written here is in nobody's evening."""
    with open_house(tmp_path_factory.mktemp("drafts")) as house:
        yield house


@pytest.fixture(scope="module")
def staff(office: Screen) -> Screen:
    office.expected.append(re.compile(r"status of 4(00|01|09|22) "))
    return office


@pytest.fixture
def page(staff: Screen) -> Page:
    return staff.page


@pytest.fixture
def new_question(house: House) -> str:
    """Where a question of the museum's own bank is written, after the language."""
    return f"/admin/banks/{house.first_id(Bank, name='Céladons')}/questions/new"


def begin(page: Page, path: str) -> None:
    """Write half a question, where nothing was written before."""
    page.goto(path)
    expect(page.locator(RESTORED)).to_have_count(0)
    page.locator("[name=prompt-fr]").fill(PROMPT)
    page.locator("[name=seconds]").fill("45")
    page.locator("[name=right2]").check()


def finish(page: Page) -> None:
    """Write the rest."""
    for number in (1, 2):
        page.locator(f"[name=choice{number}-fr]").fill(f"Bol {number}")
        page.locator(f"[name=choice{number}-zh]").fill(f"碗{number}")


def drop(page: Page) -> None:
    page.locator(f"{RESTORED} button").click()
    expect(page.locator(RESTORED)).to_have_count(0)
    expect(page.locator("[name=prompt-fr]")).to_have_value("")
    expect(page.locator("[name=seconds]")).to_have_value("30")
    expect(page.locator("[name=right2]")).not_to_be_checked()


def expect_half(page: Page) -> None:
    expect(page.locator(RESTORED)).to_be_visible()
    expect(page.locator("[name=prompt-fr]")).to_have_value(PROMPT)
    expect(page.locator("[name=seconds]")).to_have_value("45")
    expect(page.locator("[name=right2]")).to_be_checked()


def test_another_language_finds_the_form_as_it_was_and_it_can_be_dropped(
    staff: Screen, page: Page, new_question: str
) -> None:
    begin(page, f"/fr{new_question}")
    page.locator(".languages a").click()
    page.wait_for_url(f"**/zh{new_question}")
    expect_half(page)
    staff.look("draft-zh")
    page.locator("[name=prompt-zh]").fill(IN_CHINESE)
    page.locator(".languages a").click()
    page.wait_for_url(f"**/fr{new_question}")
    expect_half(page)
    expect(page.locator("[name=prompt-zh]")).to_have_value(IN_CHINESE)
    staff.look("draft-fr")
    drop(page)
    page.reload()
    expect(page.locator(RESTORED)).to_have_count(0)


def test_a_picture_that_was_sent_comes_back_framed_as_it_was(page: Page, new_question: str) -> None:
    begin(page, f"/fr{new_question}")
    sent = FilePayload(name="bol.png", mimeType="image/png", buffer=encoded(draw(), "PNG"))
    page.locator("[name=picture_file]").set_input_files(sent)
    frame, uncut = page.locator("[data-frame]"), page.locator("[data-uncut]")
    expect(frame).to_be_visible(timeout=PATIENCE_MS)
    image = page.locator("[name=image]").input_value()
    frame.focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.locator(".languages a").click()
    page.wait_for_url(f"**/zh{new_question}")
    expect_half(page)
    expect(page.locator("[name=image]")).to_have_value(image)
    expect(page.locator("[name=frame]")).to_have_value("0,0,990,1000")
    expect(uncut).to_have_attribute("src", re.compile(image.removesuffix(".jpg")))
    expect(frame).to_be_visible()
    drop(page)
    expect(page.locator("[name=image]")).to_have_value("")
    expect(frame).to_be_hidden()


def test_a_closed_tab_and_a_return_from_elsewhere(
    staff: Screen, page: Page, new_question: str
) -> None:
    other = staff.context.new_page()
    begin(other, f"/fr{new_question}")
    other.close()
    page.goto("/fr/admin/banks")
    page.goto(f"/fr{new_question}")
    expect_half(page)
    # Once it is taken, nothing is left of it.
    finish(page)
    page.locator(SAVE).click()
    page.wait_for_url("**/admin/banks/*#question-*")
    expect(page.locator("main")).to_contain_text(PROMPT)
    page.goto(f"/fr{new_question}")
    expect(page.locator(RESTORED)).to_have_count(0)
    expect(page.locator("[name=prompt-fr]")).to_have_value("")


def test_an_ended_sign_in_leads_back_to_the_form(
    house: House, staff: Screen, page: Page, new_question: str
) -> None:
    begin(page, f"/fr{new_question}")
    end_every_sign_in(house)
    page.locator(SAVE).click()
    page.wait_for_url(re.compile(r"/account/sign-in\?next="))
    staff.look("draft-sign-in-fr")
    sign_in(page, "admin@museum.example")
    page.wait_for_url(f"**/fr{new_question}")
    expect_half(page)
    drop(page)


def test_who_signed_in_again_in_another_tab_finds_it_after_a_reload(
    house: House, staff: Screen, page: Page, new_question: str
) -> None:
    begin(page, f"/fr{new_question}")
    end_every_sign_in(house)
    other = staff.context.new_page()
    other.goto("/fr/account/sign-in")
    sign_in(other, "admin@museum.example")
    other.close()
    page.locator(SAVE).click()
    expect(page.locator(".failure")).to_be_visible()
    page.goto(f"/fr{new_question}")
    expect_half(page)
    drop(page)


def test_enter_goes_on_in_a_long_form_and_sends_a_short_one(page: Page, new_question: str) -> None:
    begin(page, f"/fr{new_question}")
    page.locator("[name=choice1-fr]").press("Enter")
    assert page.evaluate("document.activeElement.name") == "choice1-zh"
    assert page.url.endswith(new_question)
    drop_by_hand(page)
    page.goto("/fr/admin/banks")
    page.locator("[name=name]").fill("Grès")
    page.locator("[name=name]").press("Enter")
    page.wait_for_url(re.compile(r"/admin/banks/\d+$"))


def test_control_and_enter_send_a_long_form(house: House, page: Page, new_question: str) -> None:
    begin(page, f"/fr{new_question}")
    finish(page)
    page.locator("[name=prompt-fr]").fill("Écrite d’un trait")
    page.locator("[name=prompt-fr]").press("Control+Enter")
    page.wait_for_url("**/admin/banks/*#question-*")


def test_a_draft_never_overwrites_who_was_first_meanwhile(house: House, page: Page) -> None:
    bank = house.first_id(Bank, name="Céladons")
    number = house.first_id(Question, bank_id=bank)
    path = f"/fr/admin/banks/{bank}/questions/{number}"
    page.goto(path)
    page.locator("[name=seconds]").fill("44")
    with house.app.app_context(), writing():
        question = db.session.get_one(Question, number)
        question.version += 1
        question.weight = 3
        db.session.commit()
        db.session.remove()
    page.goto(path)
    expect(page.locator(RESTORED)).to_be_visible()
    expect(page.locator("[name=seconds]")).to_have_value("44")
    page.locator(SAVE).click()
    expect(page.locator(".notice.warning")).to_be_visible()
    expect(page.locator("[name=seconds]")).to_have_value("44")
    # The page says what is true now: sent again, it is taken.
    page.locator(SAVE).click()
    page.wait_for_url("**/admin/banks/*#question-*")


def test_the_consoles_new_question_survives_a_reload_and_goes_when_it_is_kept(page: Page) -> None:
    page.goto(f"/fr/host/{CODE}")
    panel = page.locator("#from-mind")
    panel.locator("summary").click()
    panel.locator("[name=prompt-fr]").fill(PROMPT)
    page.reload()
    expect(panel.locator("[name=prompt-fr]")).to_be_visible()
    expect(panel.locator("[name=prompt-fr]")).to_have_value(PROMPT)
    expect(panel.locator(RESTORED)).to_be_visible()
    panel.locator("[name=prompt-zh]").fill(IN_CHINESE)
    finish(page)
    panel.locator(".right-box").first.check()
    panel.locator("form .actions [value=last]").click()
    expect(page.locator("#status")).to_have_class(re.compile("done"))
    page.reload()
    expect(page.locator(RESTORED)).to_have_count(0)


def test_nothing_of_a_password_is_kept(page: Page) -> None:
    page.goto("/fr/account/password")
    for field in page.locator("input[type=password]").all():
        field.fill("un secret de porcelaine")
    kept = page.evaluate("JSON.stringify(Object.assign({}, localStorage))")
    assert "porcelaine" not in kept


def drop_by_hand(page: Page) -> None:
    """Leave no draft for the next test."""
    page.evaluate("localStorage.clear()")


def end_every_sign_in(house: House) -> None:
    with house.app.app_context(), writing():
        for row in db.session.query(SignIn).filter(SignIn.ended_at.is_(None)):
            row.ended_at = 1
        db.session.commit()
        db.session.remove()
