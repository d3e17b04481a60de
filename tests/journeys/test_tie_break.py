"""Two players share the first place, and a number decides: on the console, phones and overlay."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from quiz.database import writing
from quiz.events.models import Event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys import rounds
from tests.journeys.house import House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import PHONE, Screen
from tests.journeys.staff import open_desk
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE = "departage"
YEAR = Localized("En quelle année le musée a-t-il ouvert ?", "博物馆哪一年开馆？")
FULL_HD = {"width": 1920, "height": 1080}
GUESSES = {"fr": "1850", "zh": "1851"}


@dataclass(frozen=True)
class Stand:
    """Who watches: a French and a Chinese phone, a console, an overlay."""

    phones: dict[str, Screen]
    regie: Screen
    overlay: Screen


@pytest.fixture
def stand(chromium: Browser, house: House) -> Iterator[Stand]:
    """Two who know the year, and a second question of the same kind."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE, title=Localized("Départage", "决胜"))
        make_channel(event, name="salle", delay_ms=0)
        bank = make_bank(name="Départage")
        for _ in range(2):
            key = {"value": "1852", "tolerance": "0"}
            make_entry(
                event,
                make_question(bank, prompt=YEAR, kind="number", choices=(), key=key, seconds=60),
            )
        db.session.commit()
        secret = (
            db.session.scalars(select(Event).where(Event.code == CODE)).one().overlays[0].secret
        )
        db.session.remove()
    phones = {lang: Screen(chromium, f"tie-{lang}", house.base, viewport=PHONE) for lang in GUESSES}
    overlay = Screen(chromium, "tie-overlay", house.base, viewport=FULL_HD)
    for lang, phone in phones.items():
        phone.page.goto(f"/{lang}/e/{CODE}/salle")
        phone.page.locator("#nickname").fill(f"Ming {lang}")
        phone.page.locator("#join button").last.click()
        phone.page.locator("#stage .scene").wait_for()
    overlay.page.goto(f"/overlay/{CODE}/{secret}")
    with open_desk(chromium, house, "departage", role="host") as regie:
        regie.page.goto(f"/fr/host/{CODE}")
        yield Stand(phones, regie, overlay)
    for screen in (*phones.values(), overlay):
        screen.finish()


def sees(screen: Screen, phase: str, number: int) -> None:
    scene = screen.page.locator(f".scene[data-phase={phase}][data-round='{number}']")
    expect(scene).to_be_visible(timeout=PATIENCE_MS)


def play(house: House, stand: Stand, number: int, guesses: dict[str, str]) -> None:
    """Let both answer, and the round be counted and revealed."""
    for lang, phone in stand.phones.items():
        sees(phone, "open", number)
        phone.page.locator("form.answer input[name=v], form.answer input[type=text]").first.fill(
            guesses[lang]
        )
        phone.page.locator("form.answer .actions .button").click()
        expect(phone.page.locator("[data-says]")).not_to_be_empty(timeout=PATIENCE_MS)
    rounds.count_round(house, CODE)
    rounds.take(house, CODE, Step.REVEAL)
    for phone in stand.phones.values():
        sees(phone, "revealed", number)


def test_a_number_decides_who_is_first(house: House, stand: Stand) -> None:
    rounds.take(house, CODE, Step.LAUNCH)
    play(house, stand, 1, dict.fromkeys(GUESSES, "1852"))
    offered = stand.regie.page.locator("#launch-tie-break")
    expect(offered).to_be_visible(timeout=PATIENCE_MS)
    stand.regie.look("tie-break-console")
    offered.click()
    for lang, phone in stand.phones.items():
        sees(phone, "ready", 2)
        expect(phone.page.locator(".tie-break")).to_be_visible()
        phone.look(f"tie-break-ready-{lang}")
        assert untranslated(phone.page, lang) == []
    expect(stand.overlay.page.locator(".scene.ready .stake")).to_contain_text("决胜题")
    stand.overlay.shoot("tie-break-overlay-ready")
    for lang, phone in stand.phones.items():
        sees(phone, "open", 2)
        phone.look(f"tie-break-open-{lang}")
    stand.overlay.shoot("tie-break-overlay-open")
    play(house, stand, 2, GUESSES)
    french, chinese = stand.phones["fr"].page, stand.phones["zh"].page
    expect(french.locator("[data-mine=result]")).to_contain_text("2", timeout=PATIENCE_MS)
    expect(chinese.locator("[data-mine=result]")).to_contain_text("第1名", timeout=PATIENCE_MS)
    for lang, phone in stand.phones.items():
        phone.look(f"tie-break-revealed-{lang}")
    rounds.take(house, CODE, Step.BOARD)
    expect(stand.overlay.page.locator(".scene.board")).to_have_count(1, timeout=PATIENCE_MS)
    stand.overlay.shoot("tie-break-overlay-board")
    for lang, phone in stand.phones.items():
        sees(phone, "board", 2)
        phone.look(f"tie-break-board-{lang}")
