"""A file in French is put into Chinese by keys alone, with the glossary; then it falls behind."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import FilePayload, expect

from quiz.bank.queries import find_bank, list_questions
from quiz.extensions import db
from quiz.i18n.localized import LANGUAGES
from tests.journeys.house import House
from tests.journeys.screen import Screen
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

BANK = "Céladons à traduire"
GLOSSARY = "术语;terme;remarque\n青瓷;céladon;\n釉;couverte;Jamais « glaçure ».\n;vase;\n"
GIFT = """::un::D'où vient ce céladon vert ? {=de Longquan ~de Paris}

::deux::De quoi est faite la couverte de ce vase ? {=de cendres ~de laque}

::trois::Qui a peint ce long rouleau de soie ? {=un lettré ~un soldat}
"""
CHINESE = (
    ("这件青瓷产自哪里？", "龙泉", "巴黎"),
    ("这件花瓶的釉是用什么做的？", "草木灰", "漆"),
    ("这幅绢本长卷是谁画的？", "文人", "士兵"),
)
ON = re.compile(r"/admin/translate/zh/\d+\?")
DONE = re.compile(r"/admin/translate\?to=zh")


def look(office: Screen, name: str) -> None:
    """Look at the page in both languages, at every width."""
    here = re.sub(r"^.*?/(fr|zh)/", "/", office.page.url)
    for language in LANGUAGES:
        office.page.goto(f"/{language}{here}")
        assert untranslated(office.page, language) == []
        office.look(f"{name}-{language}")
    office.page.goto(f"/fr{here}")


def upload(office: Screen, name: str, data: str) -> None:
    payload = FilePayload(name=name, mimeType="text/plain", buffer=data.encode())
    office.page.locator("[name=file]").set_input_files(payload)


def test_the_glossary_comes_from_a_sheet(office: Screen) -> None:
    office.page.goto("/fr/admin/glossary")
    upload(office, "glossaire.csv", GLOSSARY)
    office.page.get_by_role("button", name="Importer les termes").click()
    expect(office.page.locator(".notice.warning").last).to_contain_text("Ligne 4")
    office.page.goto("/fr/admin/glossary?q=couvertes")
    assert office.page.locator("tbody tr").all_inner_texts()[0].startswith("couverte")
    office.page.goto("/fr/admin/glossary")
    look(office, "glossary")


def test_a_file_in_french_waits_for_its_chinese(office: Screen) -> None:
    office.page.goto(f"/fr/admin/banks/import?bank={quote(BANK)}")
    upload(office, "questions.gift", GIFT)
    office.page.locator("main form .button").first.click()
    office.page.locator("[name=seen]").wait_for(state="attached")
    office.page.locator("main form .button").first.click()
    office.page.get_by_role("link", name="3 questions à mettre en chinois").click()
    expect(office.page.locator("#queue-left")).to_contain_text("3 questions à traduire.")
    look(office, "translations")


def test_three_are_translated_by_keys_alone(office: Screen, house: House) -> None:
    page, keys = office.page, office.page.keyboard
    office.tab_to(page.get_by_role("link", name="Commencer par la plus ancienne"))
    keys.press("Enter")
    page.wait_for_url(ON)
    look(office, "translate")
    for number, texts in enumerate(CHINESE):
        expect(page.locator("[name=prompt]")).to_be_focused()
        if number == 0:
            terms = page.locator(".translated").first.locator(".terms-found")
            assert page.locator("abbr.term").first.get_attribute("title") == "青瓷"
            expect(terms).to_contain_text("céladon = 青瓷")
            keys.insert_text("这件瓷器")
            expect(terms).to_contain_text("absent du chinois")
            keys.press("Control+A")
        keys.insert_text(texts[0])
        if number == 0:
            expect(terms).not_to_contain_text("absent du chinois")
        for text in texts[1:]:
            keys.press("Tab")
            keys.insert_text(text)
        if number == 0:
            keys.press("Alt+ArrowDown")
            page.wait_for_url(re.compile("before="))
            keys.press("Alt+ArrowUp")
            # What was typed and not saved is still there.
            expect(page.locator("[name=choice2]")).to_have_value(texts[2])
            page.locator("[name=choice2]").focus()
        before = page.url
        keys.press("Control+Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    page.wait_for_url(DONE)
    expect(page.locator(".empty")).to_be_visible()
    with house.app.app_context():
        bank = find_bank(BANK)
        assert bank is not None
        stored = list_questions(bank.id)
        assert [(q.prompt.zh, *(c.zh for c in q.choices)) for q in stored] == list(CHINESE)
        assert [question.untranslated for question in stored] == [""] * 3
        db.session.remove()


def test_french_that_changes_alone_leaves_the_chinese_behind(office: Screen, house: House) -> None:
    page = office.page
    with house.app.app_context():
        bank = find_bank(BANK)
        assert bank is not None
        number, path = list_questions(bank.id)[0].id, f"/fr/admin/banks/{bank.id}"
        db.session.remove()
    page.goto(f"{path}/questions/{number}")
    page.locator("[name=prompt-fr]").fill("De quel four vient ce céladon ?")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.wait_for_url(re.compile(r"#question-\d+$"))
    expect(page.locator(f"#question-{number}")).to_contain_text("Le chinois n’est plus à jour")
    page.goto(f"{path}?missing=outdated-zh")
    assert page.locator("tbody tr").count() == 1
    page.goto(f"{path}/questions/{number}")
    expect(page.locator(".outdated")).to_contain_text("D'où vient ce céladon")
    look(office, "outdated")
    page.get_by_role("button", name="La traduction reste juste").click()
    page.wait_for_load_state()
    assert page.locator(".outdated").count() == 0
    page.goto(f"/fr/admin/translate?to=zh&bank={path.rpartition('/')[2]}")
    expect(page.locator(".empty")).to_be_visible()
