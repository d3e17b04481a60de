"""A curator writes questions: few steps, by keys alone, every screen beside what is typed."""

import re

import pytest
from playwright.sync_api import Browser, expect

from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of
from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question
from tests.journeys.editor import begin, shown
from tests.journeys.house import House
from tests.journeys.screen import DESK, PHONE, Screen
from tests.journeys.writing import Hand

pytestmark = pytest.mark.chromium

WIDTHS = (360, 390, 1024, 1440)
PROMPT = Localized("Quel métal donne son vert au céladon ?", "青瓷的绿色来自哪种金属？")
CHOICES = (
    Localized("Le fer", "铁"),
    Localized("Le cuivre", "铜"),
    Localized("Le cobalt", "钴"),
    Localized("L’or", "金"),
)
FOCUSED = "document.activeElement.name || document.activeElement.getAttribute('href')"
COMPOSE = """(key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {
  key, isComposing: true, bubbles: true, cancelable: true,
}))"""


@pytest.fixture(scope="module")
def bank(house: House) -> int:
    """A bank of its own with two questions."""
    with house.app.app_context(), writing():
        bank = make_bank(name="Ateliers")
        make_question(bank)
        make_question(bank, prompt=Localized("La deuxième ?", "第二题？"))
        number = bank.id
        db.session.commit()
        db.session.remove()
    return number


def last_question(house: House, bank: int) -> Question:
    """What was saved last."""
    with house.app.app_context():
        found = db.session.get_one(Bank, bank).questions[-1]
        db.session.expunge(found)
        db.session.remove()
    return found


def test_every_screen_follows_what_is_typed(office: Screen, bank: int) -> None:
    page = office.page
    begin(page, bank)
    page.locator("[name=prompt-fr]").fill(PROMPT.fr)
    expect(shown(page, "fr-open").locator(".prompt")).to_have_text(
        PROMPT.fr.replace(" ?", "\u202f?")
    )
    expect(shown(page, "zh-open").locator(".prompt")).to_have_text("…")
    expect(page.locator("[data-gaps]")).to_contain_text("中文 il manque\xa0: Question")
    page.locator("[name=prompt-zh]").fill(PROMPT.zh)
    expect(shown(page, "zh-open").locator(".prompt")).to_have_text(PROMPT.zh)
    expect(shown(page, "both-open").locator(".prompt")).to_contain_text(PROMPT.zh)
    page.locator("[name=choice1-fr]").fill("Le fer")
    page.locator("[name=right1]").check()
    page.locator("[name=explanation-fr]").fill("Un peu de fer.")
    page.locator("[data-part=revealed]").click()
    for name in ("fr-open", "zh-open", "both-open"):
        expect(page.locator(f'[data-preview="{name}"]')).to_be_hidden()
    revealed = shown(page, "fr-revealed")
    expect(revealed.locator(".choice.right .text")).to_contain_text("Le fer")
    expect(revealed.locator(".explanation")).to_have_text("Un peu de fer.")
    expect(shown(page, "both-revealed").locator(".choice.right")).to_contain_text("Le fer")


def test_a_screen_takes_no_focus_and_stays_what_it_was_while_the_server_is_away(
    office: Screen, bank: int
) -> None:
    page = office.page
    begin(page, bank)
    page.locator("[name=prompt-fr]").fill("Une première ?")
    expect(shown(page, "fr-open").locator(".prompt")).to_contain_text("Une première")
    assert page.evaluate(FOCUSED) == "prompt-fr"
    assert shown(page, "fr-open").locator("main").evaluate("(one) => one.inert") is True
    office.expected.append(re.compile("ERR_FAILED"))
    page.route("**/preview", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("[name=prompt-fr]").fill("Une seconde ?")
    page.unroute("**/preview")
    expect(shown(page, "fr-open").locator(".prompt")).to_contain_text("Une première")
    page.locator("[name=prompt-fr]").fill("Une troisième ?")
    expect(shown(page, "fr-open").locator(".prompt")).to_contain_text("Une troisième")


def test_a_question_is_written_by_keys_alone(office: Screen, house: House, bank: int) -> None:
    page, hand = office.page, Hand(office.page)
    begin(page, bank)
    page.locator("[name=kind]").focus()
    hand.press("Tab")
    assert page.evaluate(FOCUSED) == "prompt-fr"
    hand.write("Vrai ?")
    hand.press("F2")
    assert page.evaluate(FOCUSED) == "prompt-zh"
    hand.write("对吗？")
    hand.press("F2")
    assert page.evaluate(FOCUSED) == "prompt-fr"
    hand.press("F2")
    hand.press("Tab")
    assert page.evaluate(FOCUSED) == "right1"
    for choice in CHOICES[:2]:
        hand.press("Tab")
        hand.write(choice.fr)
        hand.press("Tab")
        hand.write(choice.zh)
        hand.press("F8")
        hand.press("Tab")
    # Of one right answer the last that is ticked stays.
    assert page.locator("[name=right1]").is_checked() is False
    assert page.locator("[name=right2]").is_checked() is True
    hand.press("Control+Shift+Enter")
    expect(page.locator(".notice.right")).to_be_visible()
    assert page.url.endswith("/questions/new")
    draft = draft_of(last_question(house, bank))
    assert (draft.prompt.fr, draft.choices, draft.key) == ("Vrai ?", CHOICES[:2], {"right": [2]})
    assert hand.clicks == 0


def test_keys_go_to_the_question_before_and_after(office: Screen, house: House, bank: int) -> None:
    page = office.page
    with house.app.app_context():
        first, second = [question.id for question in db.session.get_one(Bank, bank).questions[:2]]
        db.session.remove()
    begin(page, bank, str(first))
    page.locator("[name=prompt-fr]").focus()
    page.keyboard.press("Alt+PageUp")
    page.keyboard.press("Alt+PageDown")
    page.wait_for_url(re.compile(f"/questions/{second}$"))
    page.locator("[name=prompt-fr]").focus()
    page.keyboard.press("Alt+PageUp")
    page.wait_for_url(re.compile(f"/questions/{first}$"))


def test_no_key_is_heard_while_letters_are_composed(office: Screen, bank: int) -> None:
    page = office.page
    begin(page, bank)
    page.locator("[name=choice1-zh]").focus()
    for key in ("F2", "F8", "Enter"):
        page.evaluate(COMPOSE, key)
    assert page.evaluate(FOCUSED) == "choice1-zh"
    assert page.locator("[name=right1]").is_checked() is False


@pytest.mark.parametrize(
    ("name", "text", "filled"),
    [
        ("choice1-fr", "A. Le fer\nB. Le cuivre\nC. L’or\n", ["Le fer", "Le cuivre", "L’or", ""]),
        ("choice2-fr", "Le fer\r\n\r\n1852\r\n", ["", "Le fer", "1852", ""]),
        ("choice1-zh", "甲、\n乙", ["甲、", "乙", "", ""]),
        ("choice1-fr", "- Le fer\tfer\n- L’or\t金", ["Le fer", "L’or", "", ""]),
        ("prompt-fr", "Quel métal ?\nA) Le fer\nB) L’or", ["Le fer", "L’or", "", ""]),
    ],
)
def test_a_pasted_list_fills_the_choices(
    office: Screen, bank: int, name: str, text: str, filled: list[str]
) -> None:
    page = office.page
    begin(page, bank)
    Hand(page).paste(name, text)
    language = name[-2:]
    fields = [page.locator(f"[name=choice{n}-{language}]") for n in range(1, 5)]
    assert [field.input_value() for field in fields] == filled
    expect(page.locator("[data-pasted]")).not_to_be_empty()
    if "\t" in text:
        assert page.locator("[name=choice2-zh]").input_value() == "金"
    if name == "prompt-fr":
        assert page.locator("[name=prompt-fr]").input_value() == "Quel métal ?"


def test_more_lines_than_choices_are_said(office: Screen, bank: int) -> None:
    page = office.page
    begin(page, bank)
    Hand(page).paste("choice1-fr", "\n".join(f"ligne {number}" for number in range(9)))
    expect(page.locator("[data-pasted]")).to_contain_text("6 lignes sur 9")


def test_the_editor_is_fine_at_every_width(office: Screen, bank: int) -> None:
    page = office.page
    for language in ("fr", "zh"):
        page.evaluate("localStorage.clear()")
        page.set_viewport_size(DESK)
        page.goto(f"/{language}/admin/banks/{bank}/questions/new")
        office.look(f"editor-{language}", WIDTHS)
        page.set_viewport_size(PHONE)
        page.reload()
        fold = page.locator("[data-fold]")
        expect(fold).not_to_have_attribute("open", "")
        page.locator("[aria-controls=bar-menu]").click()
        page.locator("[data-look]").click()
        expect(fold).to_have_attribute("open", "")
        box = page.locator('[data-preview="fr-open"]').bounding_box()
        assert box is not None
        assert box["width"] > PHONE["width"] * 0.85
        office.look(f"editor-{language}-unfolded", WIDTHS)
    page.set_viewport_size(DESK)


def test_without_a_script_a_button_shows_the_screens(
    chromium: Browser, house: House, office: Screen, bank: int
) -> None:
    plain = Screen(chromium, "plain editor", house.base, viewport=DESK, java_script_enabled=False)
    plain.context.add_cookies(office.context.cookies())  # type: ignore[arg-type]  # The same shape.
    plain.page.goto(f"/fr/admin/banks/{bank}/questions/new")
    plain.page.locator("[name=prompt-fr]").fill("Sans script ?")
    with plain.context.expect_page() as opened:
        plain.page.locator("[data-look]").click()
    page = opened.value
    expect(shown(page, "fr-open").locator(".prompt")).to_contain_text("Sans script")
    expect(shown(page, "zh-revealed").locator(".prompt")).to_have_text("…")
    plain.finish()
