"""Overlays of both orientations and the room's screen, scene by scene, over a busy still."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select, update

from quiz.bank.rules import CHOICE_LONGEST, PROMPT
from quiz.database import writing
from quiz.events.models import Output, Round
from quiz.events.outputs import PORTRAIT, SCREEN_KIND
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.models import Player
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_channel, make_entry, make_event, make_question
from tests.journeys import rounds
from tests.journeys.frames import astray_texts, faint_texts
from tests.journeys.house import House
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.screen import Screen
from tests.viewers import Viewer

pytestmark = pytest.mark.chromium

CODE = "ecrans"
WIDE, TALL = {"width": 1920, "height": 1080}, {"width": 1080, "height": 1920}
# What such a picture is on a phone's slow network.
SMALL = {"width": 854, "height": 480}, {"width": 480, "height": 854}
LONG = Localized(
    "Quel empereur de la dynastie Ming fit livrer à sa cour la porcelaine de Jingdezhen ? " * 4,
    "哪一位明代皇帝命景德镇御窑厂为宫廷烧造瓷器？" * 8,
)
# What a French choice of full length comes to in Chinese.
CHOICE_LONGEST_ZH = 60
BRIEF = Localized("Ming ?", "明？")
STRIPES = "#fff 0 3vw, #b33 3vw 5vw, #111 5vw 8vw, #ec3 8vw 9vw"
BUSY = f"html {{ background: repeating-linear-gradient(45deg, {STRIPES}) fixed !important; }}"
PAINT = f"""addEventListener("DOMContentLoaded", () => {{
  const style = document.createElement("style");
  style.innerHTML = "{BUSY}";
  document.head.appendChild(style);
}})"""
NAMES = ("Grand-Mère du Jardin", "青花小鹤青花小鹤", "Zoé")


@dataclass(frozen=True)
class Studio:
    """The screens by name, and the house that they follow."""

    screens: dict[str, Screen]
    house: House
    faults: list[str] = field(default_factory=list)

    def see(self, phase: str, name: str = "") -> None:
        """Wait until each shows that scene, and measure it at both sizes."""
        for kind, screen in self.screens.items():
            expect(screen.page.locator(f".scene.{phase}")).to_be_attached(timeout=PATIENCE_MS)
            full = screen.page.viewport_size
            assert full is not None
            for size in (full, SMALL[full["height"] > full["width"]]):
                screen.page.set_viewport_size(size)
                screen.page.wait_for_timeout(300)
                where = f"{kind}, {name or phase}, {size['width']} px"
                screen.shoot(f"{kind}-{name or phase}-{size['width']}")
                wrong = [*astray_texts(screen.page), *faint_texts(screen.page)]
                self.faults.extend(f"{where}: {text}" for text in wrong)
            screen.page.set_viewport_size(full)


@pytest.fixture
def studio(chromium: Browser, house: House) -> Iterator[Studio]:
    """Two overlays and a room's screen of an event with the longest and the shortest question."""
    secrets = {"wide": "1" * 64, "tall": "2" * 64, "hall": "3" * 64}
    with house.app.app_context(), writing():
        event = make_event(code=CODE, overlay_secret=secrets["wide"])
        channel = make_channel(event, name="salle", delay_ms=0)
        event.outputs.append(
            Output(secret=secrets["tall"], orientation=PORTRAIT, channel_id=channel.id)
        )
        event.outputs.append(
            Output(secret=secrets["hall"], kind=SCREEN_KIND, channel_id=channel.id)
        )
        bank = make_bank(name="Écrans")
        longest = tuple(
            Localized(LONG.fr[n : n + CHOICE_LONGEST], LONG.zh[n : n + CHOICE_LONGEST_ZH])
            for n in range(4)
        )
        prompt = Localized(LONG.fr[: PROMPT.longest], LONG.zh[: PROMPT.longest])
        make_entry(event, make_question(bank, prompt=prompt, choices=longest, seconds=300))
        make_entry(event, make_question(bank, prompt=BRIEF, seconds=300))
        db.session.commit()
        db.session.remove()
    screens = {
        name: Screen(
            chromium,
            name,
            house.base,
            viewport=TALL if name == "tall" else WIDE,
            reduced_motion="reduce",
        )
        for name in secrets
    }
    for name, screen in screens.items():
        path = "screen" if name == "hall" else "overlay"
        if name != "hall":
            screen.page.add_init_script(PAINT)
        screen.page.goto(f"/{path}/{CODE}/{secrets[name]}")
    yield Studio(screens, house)
    for screen in screens.values():
        screen.finish()


def join(house: House) -> list[Viewer]:
    """Three who take part."""
    viewers = [Viewer(house.node.port, CODE, "salle", name) for name in NAMES]
    assert [viewer.join().status for viewer in viewers] == [201] * len(NAMES)
    return viewers


def answer(house: House, viewers: list[Viewer]) -> None:
    """All of them are right, and the host has read their names."""
    with house.app.app_context():
        event_id = get_event(CODE).id
        content = db.session.scalars(select(Round.content).where(Round.event_id == event_id)).one()
        db.session.remove()
    for viewer in viewers:
        assert viewer.answer(1, content["key"]["right"][0]).status == 201
    with house.app.app_context(), writing():
        seen = update(Player).where(Player.event_id == event_id).values(unseen_since=None)
        db.session.execute(seen)
        db.session.commit()
        db.session.remove()


def test_every_scene_is_read_over_any_picture(studio: Studio) -> None:
    house = studio.house
    studio.see("lobby")
    viewers = join(house)
    rounds.take(house, CODE, Step.LAUNCH)
    studio.see("ready")
    studio.see("open", "open-long")
    answer(house, viewers)
    rounds.count_round(house, CODE)
    studio.see("open", "closed-long")
    rounds.take(house, CODE, Step.REVEAL)
    studio.see("revealed", "revealed-long")
    rounds.take(house, CODE, Step.BOARD)
    studio.see("board")
    rounds.take(house, CODE, Step.INTERLUDE)
    studio.see("interlude")
    rounds.take(house, CODE, Step.RESUME)
    rounds.take(house, CODE, Step.LAUNCH)
    studio.see("open", "open-brief")
    rounds.take(house, CODE, Step.VOID)
    studio.see("void")
    rounds.count_round(house, CODE)
    rounds.take(house, CODE, Step.END)
    studio.see("over")
    for viewer in viewers:
        viewer.hang_up()
    assert "\n".join(studio.faults) == ""
