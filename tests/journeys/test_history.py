"""A curator changes a question, reads what became of it, and takes back what was too much."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from quiz.i18n.localized import LANGUAGES
from tests.journeys.house import PASSWORD, House
from tests.journeys.screen import DESK, Screen
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

BANK = "Historique"
TYPED = {
    "prompt-fr": "Quel vase est le plus ancien ?",
    "prompt-zh": "哪一件花瓶最古老？",
    "choice1-fr": "Le bleu",
    "choice1-zh": "青花瓶",
    "choice2-fr": "Le vert",
    "choice2-zh": "青瓷瓶",
}
SECOND = {"prompt-fr": "Quel vase est le plus récent ?", "prompt-zh": "哪一件花瓶最新？"}
OF_BANK = re.compile(r"/admin/banks/\d+(\?.*)?(#.*)?$")


@pytest.fixture(scope="module")
def office(chromium: Browser, house: House) -> Iterator[Screen]:
    """An admin who is signed in, and has made a bank."""
    screen = Screen(chromium, "history", house.base, viewport=DESK)
    page = screen.page
    page.goto("/fr/account/sign-in")
    page.locator("[name=email]").fill(house.hire("admin"))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form .button").last.click()
    page.wait_for_url(re.compile("(host/|admin/events)$"))
    page.goto("/fr/admin/banks")
    page.locator("main form [name=name]").fill(BANK)
    page.locator("main form:has([name=name]) .button").click()
    page.wait_for_url(OF_BANK)
    yield screen
    screen.finish()


@pytest.fixture(scope="module")
def bank(office: Screen) -> str:
    """The path of that bank in either language, with three questions written in the editor."""
    number = re.findall(r"banks/(\d+)", office.page.url)[0]
    path = f"/{{}}/admin/banks/{number}"
    for name in ("ancien", "grand", "beau"):
        office.page.goto(f"{path.format('fr')}/questions/new")
        for box, text in TYPED.items():
            office.page.locator(f"[name={box}]").fill(text.replace("ancien", name))
        office.page.locator("[name=right2]").check()
        save(office.page)
    return path


def save(page: Page) -> None:
    page.locator(".bar button").first.click()
    page.wait_for_url(OF_BANK)


def undo(page: Page) -> None:
    """One click on what was just said."""
    page.locator(".undoable .button").click()
    page.wait_for_url(OF_BANK)
    page.locator(".notice.right").wait_for()


def prompts(page: Page, bank: str) -> list[str]:
    page.goto(bank.format("fr"))
    return page.locator("#results tbody th a").all_inner_texts()


def edit(page: Page, bank: str, texts: dict[str, str]) -> str:
    """Change the first question of the bank; the path of its editor, in either language."""
    page.goto(bank.format("fr"))
    page.locator("#results tbody th a").first.click()
    page.locator("[name=prompt-fr]").wait_for()
    path = re.sub("/fr/", "/{}/", re.findall(r"/fr/admin/[^?#]*", page.url)[0], count=1)
    for name, text in texts.items():
        page.locator(f"[name={name}]").fill(text)
    save(page)
    return path


def test_two_changes_are_read_and_taken_back(office: Screen, bank: str) -> None:
    page = office.page
    edit(page, bank, SECOND)
    question = edit(page, bank, {"seconds": "45", "choice1-fr": "Le bleu de cobalt"})
    office.look("history-saved")
    for language in LANGUAGES:
        page.goto(question.format(language))
        page.locator("[href$='/history']").click()
        page.locator("#version-3").wait_for()
        assert untranslated(page, language) == []
        assert page.locator("del, ins").count() == 7
        office.look(f"history-{language}")
    page.keyboard.press("Tab")
    office.walk(20)

    page.goto(f"{question.format('fr')}/history")
    page.locator("[href$='/history/1']").click()
    page.locator("h1").wait_for()
    office.look("history-version")
    page.locator("section form .button").click()
    page.wait_for_url(re.compile("/history$"))
    assert page.locator("h2").all_inner_texts()[0].startswith("Version 4")
    assert prompts(page, bank)[0].startswith("Quel vase est le plus ancien")

    page.goto(f"{question.format('fr')}/history")
    page.locator("form[action$='/history/3'] .button").click()
    page.locator("#version-5").wait_for()
    assert prompts(page, bank)[0].startswith("Quel vase est le plus récent")


def test_a_click_undoes_and_another_one_undoes_that(office: Screen, bank: str) -> None:
    page = office.page
    before = prompts(page, bank)[0]
    edit(page, bank, {"prompt-fr": "Lequel est bleu ?"})
    undo(page)
    assert prompts(page, bank)[0] == before
    edit(page, bank, {"prompt-fr": "Lequel est vert ?"})
    undo(page)
    page.go_back()
    assert prompts(page, bank)[0] == before


def test_an_import_is_undone_whole(office: Screen, bank: str) -> None:
    page = office.page
    before = prompts(page, bank)
    data = page.request.get(f"{bank.format('fr')}/export.csv").body()
    data = data.replace(b"Le vert", "Le céladon".encode(), 2)
    data = data.replace("青瓷瓶".encode(), "龙泉青瓷瓶".encode(), 2)
    page.goto(f"/fr/admin/banks/import?bank={quote(BANK)}")
    file = FilePayload(name="banque.csv", mimeType="text/csv", buffer=data)
    page.locator("[name=file]").set_input_files(file)
    page.locator("main form .button").first.click()
    page.locator("[name=seen]").wait_for(state="attached")
    page.locator("#review .button").first.click()
    page.wait_for_url(OF_BANK)
    assert "2 questions" in page.locator(".undoable").inner_text()
    undo(page)
    office.look("history-import-undone")
    assert "2 questions" in page.locator(".undoable").inner_text()
    assert prompts(page, bank) == before
    assert "céladon".encode() not in page.request.get(f"{bank.format('fr')}/export.csv").body()
