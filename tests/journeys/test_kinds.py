"""A scale, pairs, words and a number, played on phones in both languages, and read by the host."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.database import writing
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys.house import PASSWORD, House
from tests.journeys.rounds import count_round, take
from tests.journeys.screen import DESK, PHONE, Screen
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

CODE = "genres"
KINDS = ("scale", "match", "cloud", "number")
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def event(house: House) -> None:
    """An event of its own, with a question of each of these kinds."""
    with house.app.app_context(), writing():
        event = make_event(code=CODE, title=Localized("Genres", "题型"), overlay_secret="genres")
        make_channel(event, name="salle", delay_ms=0)
        bank = make_bank(name="Genres")
        for kind in KINDS:
            draft = make_draft(kind)
            written = {"prompt": draft.prompt, "choices": draft.choices, "key": dict(draft.key)}
            make_entry(event, make_question(bank, kind=kind, seconds=120, **written))
        db.session.commit()
        db.session.remove()


@pytest.fixture(scope="module")
def host(chromium: Browser, house: House, event: None) -> Iterator[Screen]:
    """A host who is signed in, before the console."""
    screen = Screen(chromium, "kinds", house.base, viewport=DESK, locale="fr-FR")
    screen.page.goto("/fr/account/sign-in")
    screen.page.locator("[name=email]").fill(house.hire("host"))
    screen.page.locator("[name=password]").fill(PASSWORD)
    screen.page.locator("form .button").last.click()
    screen.page.wait_for_url(re.compile("host/$"))
    screen.page.goto(f"/fr/host/{CODE}")
    yield screen
    screen.finish()


@pytest.fixture(scope="module")
def phones(chromium: Browser, house: House, event: None) -> Iterator[list[Screen]]:
    """A phone in French and one in Chinese, in the lobby."""
    screens = [
        Screen(chromium, name, house.base, viewport=PHONE, has_touch=True) for name in ("fr", "zh")
    ]
    for screen in screens:
        screen.page.goto(f"/{screen.name}/e/{CODE}/salle")
        screen.page.locator("#nickname").fill(f"Ming {screen.name}")
        screen.page.locator("#join button").last.click()
        screen.page.locator("#stage .scene").wait_for()
    yield screens
    for screen in screens:
        screen.finish()


def choose_a_step(page: Page) -> None:
    page.locator(".scale-steps .choice").nth(3).tap()


def match_all(page: Page) -> None:
    for right in page.locator(".match-right").all():
        right.tap()
    page.locator("form.answer .actions .button").tap()


def write_words(page: Page) -> None:
    page.locator("#word1").fill("Céladon")
    page.locator("#word2").fill("青瓷")
    page.locator("form.answer .actions .button").tap()


def guess_a_number(page: Page) -> None:
    page.locator("#value").fill("1860")
    page.locator("form.answer .actions .button").tap()


ANSWERS: dict[str, Callable[[Page], None]] = {
    "scale": choose_a_step,
    "match": match_all,
    "cloud": write_words,
    "number": guess_a_number,
}
# What the reveal has of each, and the host before it.
REVEALED = {
    "scale": (".scale-mean", ".scale-lines"),
    "match": ("[data-mine=pair] span", ".choices .tally"),
    "cloud": (".typed:not(:empty)", ".frequent"),
    "number": (".own-number", ".histogram"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_asked_answered_and_revealed(
    house: House, host: Screen, phones: list[Screen], kind: str
) -> None:
    take(house, CODE, Step.LAUNCH)
    for screen in phones:
        form = screen.page.locator(f"form[data-kind={kind}]")
        expect(form).to_be_visible(timeout=PATIENCE_MS)
        screen.look(f"{kind}-open-{screen.name}")
        assert untranslated(screen.page, screen.name) == []
        ANSWERS[kind](screen.page)
        expect(screen.page.locator("form.settled")).to_be_visible()
    seen, read = REVEALED[kind]
    expect(host.page.locator(f"[data-part=stage] {read}").first).to_be_visible(timeout=PATIENCE_MS)
    host.look(f"{kind}-console")
    count_round(house, CODE)
    take(house, CODE, Step.REVEAL)
    for screen in phones:
        revealed = screen.page.locator(f".scene[data-phase=revealed][data-kind={kind}]")
        expect(revealed.locator(seen).first).to_be_visible(timeout=PATIENCE_MS)
        screen.look(f"{kind}-revealed-{screen.name}")
        assert untranslated(screen.page, screen.name) == []
