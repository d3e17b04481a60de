"""The back office's boxes: tables on a phone, fields in line, buttons below each other."""

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from quiz.bank.kinds.registry import reading_units_of
from quiz.bank.queries import draft_of
from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.museum_words import add_word
from quiz.i18n.localized import Localized
from quiz.scoring.rules import SHORTEST_SPREAD_MS, minimum_seconds, reading_plateau_ms
from tests.factories import make_question
from tests.journeys.house import House
from tests.journeys.screen import DESK, PHONE, Screen
from tests.journeys.test_pages import COMING, PAST

pytestmark = pytest.mark.chromium

TABLES = (
    *("/admin/words", "/admin/banks", "/admin/events", f"/admin/events/{PAST}"),
    *(f"/admin/events/{PAST}/players", f"/admin/events/{PAST}/rounds"),
    *(f"/admin/events/{PAST}/record", "/admin/record", "/admin/banks/1"),
)
PAIRS = (f"/admin/events/{COMING}/edit", f"/admin/events/{COMING}/channels/new")
PUSHED = """() => Array.from(document.querySelectorAll(".table-frame"))
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText)"""
OUT_OF_LINE = """() => Array.from(document.querySelectorAll(".pair.lined")).map((pair) => {
  const rows = Array.from(pair.querySelectorAll(":scope > .field")).map((field) => {
    const box = field.querySelector("input, select, textarea").getBoundingClientRect();
    return [Math.round(field.getBoundingClientRect().top), Math.round(box.top), field.innerText];
  });
  return rows.filter(([top, box], n) => n % 2 && top === rows[n - 1][0] && box !== rows[n - 1][1]);
}).reduce((all, some) => all.concat(some), [])"""
RUINED = (
    "kind;prompt_fr;prompt_zh;choice1_fr;choice1_zh;choice2_fr;choice2_zh;Bonne réponse\n"
    "single;Quelle fa?ade ?;??????;Au nord;北;Vert 福;绿;1\n"
)
WRONG = RUINED + "single;Lequel ?;哪个？;A;甲;B;乙;9\nCharade;Lequel ?;哪个？;A;甲;B;乙;1\n"


@pytest.fixture(scope="module")
def office(office: Screen, house: House) -> Screen:
    """An admin who is signed in, and a word on the museum's list."""
    with house.app.app_context(), writing():
        add_word("mot interdit", 1, "lea.longue-adresse@musee.example")
        db.session.commit()
    office.expected.append(re.compile(r"status of 4(09|22) "))
    return office


@pytest.mark.parametrize("path", TABLES)
def test_no_table_is_pushed_sideways_on_a_phone(office: Screen, path: str) -> None:
    for language in ("fr", "zh"):
        office.page.set_viewport_size(PHONE)
        office.page.goto(f"/{language}{path}")
        assert office.page.evaluate(PUSHED) == []
        office.look(f"office-{path.strip('/').replace('/', '-')}-{language}")


@pytest.mark.parametrize("path", PAIRS)
def test_fields_beside_each_other_stand_in_line(office: Screen, path: str) -> None:
    office.page.set_viewport_size(DESK)
    for language in ("fr", "zh"):
        office.page.goto(f"/{language}{path}")
        assert office.page.evaluate(OUT_OF_LINE) == []
        office.look(f"office-pairs-{path.strip('/').replace('/', '-')}-{language}")


@pytest.mark.parametrize("data", [RUINED, WRONG])
def test_an_import_fits_a_phone(office: Screen, data: str) -> None:
    office.page.set_viewport_size(PHONE)
    office.page.goto("/fr/admin/banks/import?bank=Essai")
    office.page.locator("[name=file]").set_input_files(
        {"name": "b.csv", "mimeType": "text/csv", "buffer": data.encode()}
    )
    office.page.locator("main form .button").first.click()
    office.page.locator("table").first.wait_for()
    office.look(f"office-import-{len(data)}")
    office.page.set_viewport_size(PHONE)
    buttons = office.page.locator("main form .actions .button:not(.plain)")
    boxes = [box for one in buttons.all() if (box := one.bounding_box())]
    below = [box["width"] for box in boxes if box["y"] != boxes[0]["y"]]
    assert all(abs(width - boxes[0]["width"]) < 1 for width in below)


def test_a_draft_that_comes_back_says_so_in_line(office: Screen) -> None:
    office.page.set_viewport_size(PHONE)
    path = f"/fr/admin/events/{COMING}/edit"
    office.page.goto(path)
    office.page.locator("[name=title-fr]").fill("Une autre soirée")
    office.page.goto(path)
    notice = office.page.locator(".restored")
    text, button = notice.locator("p").bounding_box(), notice.locator("button").bounding_box()
    assert text is not None
    assert button is not None
    letters = "(one) => { const r = document.createRange(); r.selectNodeContents(one);"
    left = notice.locator("button").evaluate(f"{letters} return r.getBoundingClientRect().left; }}")
    assert button["y"] <= text["y"] or abs(left - text["x"]) < 2
    office.look("office-draft")
    notice.locator("button").click()


def test_a_form_that_came_second_fits_a_phone(office: Screen, house: House) -> None:
    office.page.set_viewport_size(PHONE)
    office.page.goto(f"/fr/admin/events/{COMING}/edit")
    with house.app.app_context(), writing():
        event = get_event(COMING)
        event.title, event.preset = Localized("Nuit bleue", event.title.zh), "accuracy"
        event.version += 1
        db.session.commit()
    office.page.locator("[name=title-fr]").fill("Nuit verte : qui vient ?")
    office.page.locator("main form .button").first.click()
    office.page.locator(".notice.warning table").first.wait_for()
    assert office.page.locator("[name=title-fr]").input_value() == "Nuit verte : qui vient ?"
    assert office.page.locator("[name=preset]:checked").input_value() == "accuracy"
    assert "vous seulement" not in office.page.locator(".notice.warning").inner_text()
    assert office.page.evaluate(PUSHED) == []
    office.look("office-collision")
    office.page.locator("main form .button").first.click()
    office.page.wait_for_url(re.compile(f"/events/{COMING}$"))


@pytest.mark.parametrize(("fr", "zh"), [("Quand ? " * 30, "何时？"), ("Quand ?", "何时？" * 30)])
def test_the_time_that_a_question_takes_is_worked_out_while_one_types(
    office: Screen, house: House, fr: str, zh: str
) -> None:
    with house.app.app_context(), writing():
        asked = make_question(seconds=120)
        draft, bank, question = draft_of(asked), asked.bank_id, asked.id
        db.session.commit()
        db.session.remove()
    written = replace(draft, prompt=Localized(fr.strip(), zh))
    plateau = reading_plateau_ms(reading_units_of(written), SHORTEST_SPREAD_MS)
    page = office.page
    page.goto(f"/zh/admin/banks/{bank}/questions/{question}")
    page.locator("[name=prompt-fr]").fill(fr)
    page.locator("[name=prompt-zh]").fill(zh)
    least = re.compile(rf"前{round(plateau / 1000, 1):g}秒.*至少需要{minimum_seconds(plateau)}秒")
    expect(page.locator("[data-pace]")).to_have_text(least)
    page.locator("[name=seconds]").fill("5")
    expect(page.locator("[data-pace].wrong")).to_have_count(1)
    page.goto("about:blank")
