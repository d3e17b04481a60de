"""An evening in real browsers: who is there, how a round is played, how it stands by our sums."""

import re
from collections.abc import Callable, Mapping
from os import environ
from typing import Any

from playwright.sync_api import Browser, expect

from tests.journeys.console import Console
from tests.journeys.house import PASSWORD, House
from tests.journeys.phone import PATIENCE_MS, Keyboard, Phone
from tests.journeys.plain import Plain
from tests.journeys.programme import AMELIE, BASILE, LENA, QING, Plan
from tests.journeys.screen import DESK, PHONE, Screen, violations
from tests.journeys.words import untranslated

FULL_HD = {"width": 1920, "height": 1080}
STAGE = {"width": 1280, "height": 800}
TOUCH = {"viewport": PHONE, "has_touch": True}
WHOLE = "QUIZ_SOAK_SECONDS" in environ
OFFLINE = re.compile(r"ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED")
# Who answers first: as late as their channels are.
ORDER = (BASILE, AMELIE, LENA, QING)

# What a browser without scripts is looked at for: axe-core needs a script, so it gets a twin.
PLAIN = {"lobby", "open-multiple", "open-order", "open-text", "revealed-order", "board", "over"}

# What is not sent by the choice alone.
SENT = {"multiple", "order", "number", "text", "match", "cloud"}

# What a phone's reveal has of a kind, and the host before it.
REVEALED = {
    "match": "[data-mine=pair] span",
    "scale": ".scale-mean",
    "cloud": ".typed:not(:empty)",
    "number": ".own-number",
}
READ = {
    "match": ".choices .tally",
    "scale": ".scale-lines",
    "cloud": ".frequent",
    "number": ".histogram",
}

Way = Callable[["Evening", str, Plan], None]


class Evening:
    """Everybody who is there; the host has a mouse and all keys, or only what `hand` says."""

    console: Console
    admin: Screen
    overlay: Screen
    twin: Screen

    def __init__(self, house: House, browser: Browser, hand: str = "") -> None:
        self.house, self.browser, self.hand = house, browser, hand
        self.screens: list[Screen] = []
        self.viewers: dict[str, Phone] = {}
        self.scores: dict[str, int] = {}
        self.asleep: list[Phone] = []
        self.number = 0

    def screen(self, name: str, **options: Any) -> Screen:
        """A browser of its own."""
        self.screens.append(Screen(self.browser, name, self.house.base, **options))
        return self.screens[-1]

    def finish(self) -> None:
        """Everybody goes home."""
        for screen in self.screens:
            screen.finish()

    def gather(self) -> None:
        """The staff signs in, the overlay is on, three viewers join."""
        link = self.house.node.links["enrol"]
        self.admin = self.enrol(link, "Odile Martin", "odile@musee.example")
        desk = self.enrol(self.invite("host"), "Hugo Lefèvre", "hugo@musee.example")
        self.console = Console(desk, self.hand)
        self.console.open("fr")
        self.overlay = self.screen("overlay", viewport=FULL_HD)
        self.overlay.page.goto(self.console.overlay_address())
        self.enter(Phone(self.screen(AMELIE, **TOUCH, locale="fr-FR"), AMELIE, "youtube", "fr"))
        self.enter(Phone(self.screen(QING, **TOUCH, locale="zh-CN"), QING, "kuaishou", "zh"))
        plain = self.screen(BASILE, viewport=PHONE, locale="fr-FR", java_script_enabled=False)
        self.enter(Plain(plain, BASILE, "salle", "fr"), refused="P.U.T.E")
        self.twin = self.screen("twin", viewport=PHONE)
        self.see("lobby")
        self.console.counts("players", 3)

    def enrol(self, link: str, name: str, email: str) -> Screen:
        """Open an enrolment link, and be on the staff."""
        screen = self.screen(name, viewport=STAGE)
        screen.page.goto(link)
        screen.page.locator("[name=name]").fill(name)
        screen.page.locator("[name=email]").fill(email)
        screen.page.locator("[name=password]").fill(PASSWORD)
        screen.page.locator("form:has([name=password]) .actions .button").click()
        expect(screen.page.locator(".staff-person a")).to_have_text(name)
        return screen

    def invite(self, role: str) -> str:
        """The admin makes somebody's link on the staff's page."""
        self.admin.page.goto("/fr/account/staff")
        form = self.admin.page.locator("form", has=self.admin.page.locator("[type=radio]"))
        form.locator(f"[value={role}]").check()
        form.locator(".button").click()
        return self.admin.page.locator(".link-to-copy code").inner_text()

    def enter(self, viewer: Phone, *, refused: str = "") -> None:
        """Somebody comes by a channel's link and joins, maybe after a name that is not taken."""
        viewer.arrive()
        if refused:
            viewer.is_refused(refused)
        viewer.join()
        self.viewers[viewer.nickname] = viewer
        self.scores[viewer.nickname] = 0

    def enter_late(self, nickname: str) -> None:
        """Somebody who has only a keyboard comes in mid-question."""
        screen = self.screen(nickname, viewport=DESK, locale="fr-FR", reduced_motion="reduce")
        self.enter(Keyboard(screen, nickname, "youtube", "fr"), refused="c0nnard")

    def see(self, phase: str, number: int | None = None, *, picture: str = "") -> None:
        """That scene comes to everybody; with a picture, it is looked at in both languages."""
        expect(self.overlay.page.locator(f".scene.{phase}")).to_be_attached(timeout=PATIENCE_MS)
        for nickname in filter(self.viewers.__contains__, ORDER):
            self.viewers[nickname].sees(phase, number)
        if picture:
            self.look(picture)

    def look(self, name: str) -> None:
        """Both phones, the one without a script, the overlay and the console as they are now."""
        for nickname in (AMELIE, QING):
            self.look_in_turn(nickname, name)
        self.look_at_plain(name)
        self.overlay.shoot(f"overlay-{name}")
        assert violations(self.overlay.page) == []
        self.console.look(name)

    def look_at(self, nickname: str, name: str) -> None:
        """One phone's screen, in its language."""
        viewer = self.viewers[nickname]
        assert untranslated(viewer.page, viewer.lang) == []
        viewer.screen.look(f"scene-{name}-{viewer.lang}")

    def look_in_turn(self, nickname: str, name: str) -> None:
        """The same; in the short form one phone is measured and looked at, by turns, both are read.

        `make soak` looks at every screen in both languages.
        """
        if WHOLE or nickname == (AMELIE, QING)[self.number % 2]:
            self.look_at(nickname, name)
        else:
            viewer = self.viewers[nickname]
            assert untranslated(viewer.page, viewer.lang) == []

    def look_at_plain(self, name: str) -> None:
        """The page of the browser without a script, in one that has them and never asks again."""
        plain = self.viewers[BASILE]
        if name in PLAIN and isinstance(plain, Plain):
            html = plain.markup()
            self.twin.page.route("**/twin", lambda route: route.fulfill(body=html))
            self.twin.page.goto("/twin")
            assert untranslated(self.twin.page, plain.lang) == []
            self.twin.look(f"plain-{name}-{plain.lang}")
            self.twin.page.unroute("**/twin")

    def play(
        self, number: int, plan: Plan, *, by: str, ways: Mapping[str, Way] | None = None
    ) -> None:
        """A round from its launch to everybody's points; `ways` tells who answers otherwise."""
        self.number = number
        self.console.launch(by=by)
        for nickname in (AMELIE, QING):
            self.viewers[nickname].saw("ready", number)
            if number == 1:
                self.look_at(nickname, "ready")
        for nickname in filter(plan.answers.__contains__, ORDER):
            (ways or {}).get(nickname, give)(self, nickname, plan)
        self.console.counts("answers", len(plan.answers))
        if plan.kind in READ:
            self.console.shows(READ[plan.kind])
        self.reveal(number, plan, by)
        self.wake()
        self.see("revealed", number)
        for nickname, viewer in self.viewers.items():
            self.scores[nickname] += plan.points[nickname]
            viewer.has_won(plan.points[nickname], self.scores[nickname])
        for nickname in (AMELIE, QING):
            self.viewers[nickname].shows(REVEALED.get(plan.kind, ".object"))
        self.look(f"revealed-{plan.kind}")

    def reveal(self, number: int, plan: Plan, by: str) -> None:
        """The question is closed, or left to end by itself; then its answer is shown."""
        if self.console.arms(by):
            self.console.arm()
        # Who has only a clicker waits for the end.
        if self.hand != "clicker":
            self.console.take("close", by="key")
        # The question stays open for the lead: time enough to look.
        self.overlay.shoot(f"overlay-open-{plan.kind}")
        self.console.look(f"open-{plan.kind}")
        if number == 1 and self.hand != "clicker":
            self.look_when_closed()
        if self.console.arms(by):
            self.console.reveals()
        else:
            self.console.take("reveal", by=by)

    def look_when_closed(self) -> None:
        """The time is over, and nothing is told yet."""
        for nickname in (AMELIE, QING):
            self.viewers[nickname].is_closed()
            self.look_at(nickname, "closed")
        self.overlay.shoot("overlay-closed")
        self.console.look("closed")

    def wake(self) -> None:
        """Whoever slept comes back to the page."""
        while self.asleep:
            viewer = self.asleep.pop()
            viewer.page.goto(viewer.path)

    def accept(self, nickname: str, plan: Plan, number: int) -> None:
        """The host takes by one key, after what it changes, a form that the key forgot."""
        won = max(plan.points.values())
        self.console.accept()
        self.scores[nickname] += won
        viewer = self.viewers[nickname]
        viewer.is_told(number, before=0, points=won)
        viewer.has_score(self.scores[nickname])
        self.look("mended")
        viewer.has_read()

    def take_back(self, nickname: str, plan: Plan) -> None:
        """It is undone as easily."""
        won = max(plan.points.values())
        self.console.undo_accepted()
        self.scores[nickname] -= won
        viewer = self.viewers[nickname]
        viewer.has_score(self.scores[nickname])
        viewer.has_read()

    def void(self, plan: Plan, number: int) -> None:
        """Take the points of the round back from everybody."""
        self.console.take("void", by="click")
        self.see("void", number, picture="void")
        for nickname, viewer in self.viewers.items():
            self.scores[nickname] -= plan.points[nickname]
            viewer.has_score(self.scores[nickname])


def give(evening: Evening, nickname: str, plan: Plan) -> None:
    """Answer as the programme says, as soon as the question is seen."""
    viewer = evening.viewers[nickname]
    viewer.sees("open")
    if nickname in (AMELIE, QING):
        evening.look_in_turn(nickname, f"open-{plan.kind}")
    elif nickname == BASILE:
        evening.look_at_plain(f"open-{plan.kind}")
    fill(viewer, plan)
    viewer.is_sent()


def fill(viewer: Phone, plan: Plan) -> None:
    """Put the programme's answer in, and send it."""
    answer = plan.answers[viewer.nickname]
    if plan.kind == "order":
        viewer.arrange(answer)
    elif plan.kind in ("number", "text"):
        viewer.write(*answer)
    elif plan.kind == "cloud":
        viewer.write_words(*answer)
    elif plan.kind == "match":
        viewer.pair(*answer)
    else:
        viewer.choose(*answer)
    if plan.kind in SENT or isinstance(viewer, Plain):
        viewer.send()
