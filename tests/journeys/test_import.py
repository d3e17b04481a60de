"""A curator takes a bank away, edits it as a spreadsheet would save it, and brings it back."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import FilePayload

from quiz.i18n.localized import LANGUAGES
from tests.journeys.screen import Screen
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

BANK = "V&A"
RUINED = (
    "kind;prompt_fr;prompt_zh;choice1_fr;choice1_zh;choice2_fr;choice2_zh;correct;relu par\n"
    "single;Quelle fa?ade du ch?teau ?;??????;Au nord;Le nord;Vert 福;绿;1;Léa\n"
)


def sheet(data: bytes) -> FilePayload:
    return FilePayload(name="banque.csv", mimeType="text/csv", buffer=data)


def choose(office: Screen, language: str, bank: str, data: bytes) -> None:
    office.page.goto(f"/{language}/admin/banks/import?bank={quote(bank)}")
    office.page.locator("[name=file]").set_input_files(sheet(data))
    office.page.locator("main form .button").first.click()
    office.page.locator("[name=seen]").wait_for(state="attached")


@pytest.mark.parametrize("language", LANGUAGES)
def test_ruined_text_is_looked_at_first(office: Screen, language: str) -> None:
    choose(office, language, f"Essai {language}", RUINED.encode())
    assert untranslated(office.page, language) == []
    office.page.locator(".languages button").click()
    office.page.locator(f"html:not([lang^={language}])").wait_for(state="attached")
    office.page.locator(".languages button").click()
    office.page.locator(f"html[lang^={language}]").wait_for(state="attached")
    office.look(f"import-ruined-{language}")
    office.page.locator("main form .button").first.click()
    office.page.wait_for_url(re.compile(r"/admin/banks/\d+$"))
    assert "relu par" in office.page.locator(".notice.right").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_and_after_are_looked_at_first(
    office: Screen, language: str, tmp_path: Path
) -> None:
    office.page.goto(f"/{language}/admin/banks")
    row = office.page.locator("tr", has_text=BANK).first
    with office.page.expect_download() as download:
        row.locator("[download]").click()
    saved = tmp_path / "banque.csv"
    download.value.save_as(saved)
    name = row.locator("th a").inner_text()
    data = saved.read_bytes().replace(b"Le grand lit de Ware", f"Le lit ({language})".encode(), 1)
    choose(office, language, name, data.replace("1852年".encode(), "一八五二年".encode(), 1))
    office.look(f"import-changes-{language}")
    office.page.locator("main form .button").first.click()
    office.page.wait_for_url(re.compile(r"/admin/banks/\d+$"))
    assert f"Le lit ({language})" not in office.page.locator(".notice.right").inner_text()
    office.look(f"import-done-{language}", (1440,))
