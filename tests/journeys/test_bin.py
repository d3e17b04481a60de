"""A curator puts a bank in order: many at once, archived, into the bin and back; events too."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_channel, make_event, make_player, make_question
from tests.journeys.house import House
from tests.journeys.screen import DESK, PHONE, Screen
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def banks(house: House) -> tuple[int, int]:
    """A bank of five questions, another one, and an event that somebody played long ago."""
    with house.app.app_context(), writing():
        source, target = make_bank(name="À trier"), make_bank(name="Rangée")
        for number in range(1, 6):
            prompt = Localized(f"Quel vase, le n° {number} ?", f"哪一件花瓶，第{number}件？")
            make_question(source, prompt=prompt)
        event = make_event(code="ancien", title=Localized("Un soir d’hiver", "冬夜"))
        make_player(make_channel(event, name="salle"), joined_at=1)
        numbers = source.id, target.id
        db.session.commit()
        db.session.remove()
    return numbers


@pytest.fixture(scope="module")
def curator(office: Screen) -> Screen:
    office.expected.append(re.compile(r"status of 4(09|22) "))
    return office


def row(page: Page, number: int) -> Locator:
    return page.locator("#results tbody tr").filter(has_text=f"n° {number}")


def tick(page: Page, *numbers: int) -> None:
    for number in numbers:
        row(page, number).locator("[name=question]").check()


def change(page: Page, what: str, **values: str) -> None:
    page.locator("#bulk-change").select_option(what)
    for name, value in values.items():
        field = page.locator(f"#bulk-{name}")
        if name == "target":
            field.select_option(label=value)
        else:
            field.fill(value)
    page.locator("#bulk button").click()


def test_a_bank_is_put_in_order(curator: Screen, banks: tuple[int, int]) -> None:
    page, (source, _target) = curator.page, banks
    page.goto(f"/fr/admin/banks/{source}")
    bar = page.locator("#bulk")
    expect(bar).to_have_class(re.compile("is-idle"))
    tick(page, 1, 2, 3)
    expect(bar).not_to_have_class(re.compile("is-idle"))
    expect(page.locator("[data-bulk-count]")).to_have_text("Sélection : 3")
    curator.look("bulk-ticked-fr")
    change(page, "add_tag", tag="céladon")
    expect(page.get_by_text("3 questions sont modifiées.")).to_be_visible()
    expect(page.locator("#results tbody tr").filter(has_text="céladon")).to_have_count(3)
    curator.look("bulk-changed-fr")

    tick(page, 1, 2, 3)
    change(page, "move", target="Rangée")
    expect(page.locator("#results tbody tr")).to_have_count(2)
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator("#results tbody tr")).to_have_count(5)

    tick(page, 4)
    change(page, "archive")
    expect(page.locator("#results tbody tr")).to_have_count(4)
    page.locator("#by-ready").select_option("archived")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(row(page, 4).locator(".badge")).to_have_text("Archivée")
    curator.look("bulk-archived-fr")


def test_all_on_a_page_are_ticked_by_keys(curator: Screen, banks: tuple[int, int]) -> None:
    page, (source, _target) = curator.page, banks
    page.goto(f"/zh/admin/banks/{source}")
    all_of_them = page.locator("[data-tick-all] input")
    all_of_them.focus()
    page.keyboard.press("Space")
    boxes = page.locator("#results [name=question]")
    expect(page.locator("#results [name=question]:checked")).to_have_count(boxes.count())
    curator.tab_to(boxes)
    page.keyboard.press("Space")
    assert all_of_them.evaluate("(box) => box.indeterminate")
    curator.look("bulk-all-zh")
    change(page, "seconds", number="0")
    expect(page.get_by_text("请输入1至3600之间的整数。")).to_be_visible()
    assert untranslated(page, "zh") == []


def test_a_question_goes_into_the_bin_and_comes_back(
    curator: Screen, banks: tuple[int, int]
) -> None:
    page, (source, _target) = curator.page, banks
    page.goto(f"/fr/admin/banks/{source}")
    row(page, 5).get_by_role("link").first.click()
    page.get_by_text("Mettre la question à la corbeille").click()
    curator.look("bin-question-asked-fr")
    page.get_by_role("button", name="Mettre à la corbeille").click()
    expect(row(page, 5)).to_have_count(0)
    for language in ("fr", "zh"):
        page.goto(f"/{language}/admin/bin")
        assert untranslated(page, language) == []
        curator.look(f"bin-question-{language}")
    page.get_by_role("button", name="恢复").click()
    page.goto(f"/fr/admin/banks/{source}")
    expect(row(page, 5)).to_have_count(1)


def test_an_event_is_duplicated_and_one_with_players_deleted(
    curator: Screen, house: House, banks: tuple[int, int]
) -> None:
    page = curator.page
    page.goto("/fr/admin/events/ancien")
    curator.look("event-itself-fr")
    page.get_by_role("link", name="Dupliquer le direct").click()
    page.locator("[name=code]").fill("nouveau")
    page.locator("[name=starts]").fill("2031-01-05T20:00")
    curator.look("event-copy-fr")
    page.get_by_role("button", name="Créer le direct").click()
    page.wait_for_url("**/fr/admin/events/nouveau")
    with house.app.app_context():
        assert [channel.name for channel in get_event("nouveau").channels] == ["salle"]
        db.session.remove()

    page.set_viewport_size(PHONE)
    page.goto("/zh/admin/events/ancien")
    page.get_by_text("将直播活动移入回收站").click()
    page.locator("[name=typed]").fill("autre")
    curator.look("event-typed-zh")
    page.get_by_role("button", name="移入回收站").click()
    expect(page.get_by_role("alert")).to_contain_text("ancien")
    page.get_by_text("将直播活动移入回收站").click()
    page.locator("[name=typed]").fill("ancien")
    page.get_by_role("button", name="移入回收站").click()
    expect(page.get_by_text("直播活动已移入回收站")).to_be_visible()
    page.goto("/zh/admin/bin")
    curator.look("bin-event-zh")
    page.get_by_role("button", name="恢复").click()
    page.wait_for_url("**/zh/admin/events/ancien")
    page.set_viewport_size(DESK)
