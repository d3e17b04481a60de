"""A click takes back what was just done: a change of a question, an import of many."""

import pytest
from playwright.sync_api import Page

from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question
from tests.journeys.curator import import_it, send_file
from tests.journeys.editor import OF_BANK, save
from tests.journeys.house import House
from tests.journeys.screen import Screen

pytestmark = pytest.mark.chromium

BANK = "Historique"
CHOICES = (Localized("Le bleu", "青花瓶"), Localized("Le vert", "青瓷瓶"))


@pytest.fixture(scope="module")
def bank(house: House) -> str:
    """The path of a bank with three questions, in French."""
    with house.app.app_context(), writing():
        bank = make_bank(name=BANK)
        for word in ("ancien", "grand", "beau"):
            prompt = Localized(f"Quel vase est le plus {word} ?", f"哪一件花瓶最{word}？")
            make_question(bank, prompt=prompt, choices=CHOICES)
        path = f"/fr/admin/banks/{bank.id}"
        db.session.commit()
        db.session.remove()
    return path


def undo(page: Page) -> None:
    """One click on what was just said."""
    page.locator(".undoable .button").click()
    page.wait_for_url(OF_BANK)
    page.locator(".notice.right").wait_for()


def prompts(page: Page, bank: str) -> list[str]:
    page.goto(bank)
    return page.locator("#results tbody th a").all_inner_texts()


def edit(page: Page, bank: str, prompt: str) -> None:
    """Change the first question of the bank."""
    page.goto(bank)
    page.locator("#results tbody th a").first.click()
    page.locator("[name=prompt-fr]").fill(prompt)
    save(page)


def test_a_click_undoes_and_another_one_undoes_that(office: Screen, bank: str) -> None:
    page = office.page
    before = prompts(page, bank)[0]
    edit(page, bank, "Lequel est bleu ?")
    undo(page)
    assert prompts(page, bank)[0] == before
    edit(page, bank, "Lequel est vert ?")
    undo(page)
    page.go_back()
    assert prompts(page, bank)[0] == before


def test_an_import_is_undone_whole(office: Screen, bank: str) -> None:
    page = office.page
    before = prompts(page, bank)
    data = page.request.get(f"{bank}/export.csv").body()
    data = data.replace(b"Le vert", "Le céladon".encode(), 2)
    data = data.replace("青瓷瓶".encode(), "龙泉青瓷瓶".encode(), 2)
    send_file(page, "fr", BANK, data)
    import_it(page)
    assert "2 questions" in page.locator(".undoable").inner_text()
    undo(page)
    office.look("history-import-undone")
    assert "2 questions" in page.locator(".undoable").inner_text()
    assert prompts(page, bank) == before
    assert "céladon".encode() not in page.request.get(f"{bank}/export.csv").body()
