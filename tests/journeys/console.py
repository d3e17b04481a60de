"""The host in front of the console: steps by click and by key, and what it says."""

import re
from itertools import cycle
from typing import Any

from playwright.sync_api import Locator, Response, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.journeys.house import CODE
from tests.journeys.phone import PATIENCE_MS
from tests.journeys.programme import SECONDS
from tests.journeys.screen import Screen, violations
from tests.journeys.words import untranslated

KEYS = {
    "launch": "l",
    "close": "c",
    "extend": "t",
    "reveal": "r",
    "board": "b",
    "cancel": "x",
    "interlude": "i",
    "resume": "s",
    "again": "g",
    "void": "v",
    "end": "e",
    "undo": "u",
}
ASKED = {"void", "end"}
# What two makes of clickers send to go on.
CLICKS = ("PageDown", "ArrowRight")
SETTLED_MS = 3_000
# Until a question that nobody closes has ended.
ENDS_MS = 1_000 * SECONDS + PATIENCE_MS
TRIES = 4


def is_post(answer: Response) -> bool:
    """Whether this is what a step was answered with."""
    return answer.request.method == "POST"


class Console:
    """The host's page of the evening; `hand` is `key` or `clicker` for who has only that."""

    def __init__(self, screen: Screen, hand: str = "") -> None:
        self.screen, self.page, self.hand = screen, screen.page, hand
        self._clicks = cycle(CLICKS)

    def open(self, lang: str) -> None:
        """Come to the console."""
        self.lang = lang
        self.page.goto(f"/{lang}/host/{CODE}")
        expect(self.page.locator("#console")).to_be_visible()

    def take(self, step: str, *, by: str) -> None:
        """Take a step by `click`, `key` or `clicker` once it can be, and hear that it is done."""
        button = self.button(step)
        expect(button).not_to_have_attribute("aria-disabled", "true", timeout=PATIENCE_MS)
        answer = self.press(step, self.way(step, by))
        assert answer["status"] == "done", answer
        expect(self.page.locator("#status")).to_have_class(re.compile("done"))

    def way(self, step: str, by: str) -> str:
        """How a step is taken: by the one hand; what the large button is not, by its key."""
        if self.hand == "clicker":
            return "clicker" if self.is_next(step) else "key"
        return self.hand or by

    def is_next(self, step: str) -> bool:
        """Whether the large button takes that step, and asks nothing before."""
        path = self.page.locator(f"#next[formaction*='/steps/{step}']")
        return step not in ASKED and path.count() == 1

    def arms(self, by: str) -> bool:
        """Whether the reveal is armed while the question is open, as a clicker can."""
        return (self.hand or by) == "clicker"

    def launch(self, *, by: str) -> None:
        """Launch the next question; the large button shows the board first, if it was not seen."""
        expect(self.button("launch")).not_to_have_attribute("aria-disabled", "true")
        if self.arms(by) and self.is_next("board"):
            self.take("board", by=by)
        self.take("launch", by=by)

    def arm(self) -> None:
        """By a clicker: the answer shall appear once the question is closed."""
        button = self.page.locator("#next[data-arm]")
        expect(button).to_have_attribute("aria-pressed", "false", timeout=PATIENCE_MS)
        self.page.keyboard.press(next(self._clicks))
        expect(button).to_have_attribute("aria-pressed", "true")

    def reveals(self) -> None:
        """Wait until the answer is asked for, as it was armed, by nobody's hand."""
        asked = re.compile("done")
        expect(self.button("reveal")).to_have_class(asked, timeout=ENDS_MS)

    def shows(self, part: str) -> None:
        """Wait until the stage has that part."""
        part = f"[data-part=stage] {part}"
        expect(self.page.locator(part).first).to_be_visible(timeout=PATIENCE_MS)

    def press(self, step: str, by: str) -> dict[str, Any]:
        """Press until it is heard: the console leaves out what may be half a double click."""
        for _ in range(TRIES):
            try:
                with self.page.expect_response(is_post, timeout=SETTLED_MS) as posted:
                    self.press_once(step, by)
            except TooLate:
                continue
            return dict(posted.value.json())
        raise AssertionError(f"{step} is not heard.")

    def press_together(self, first: str, second: str) -> list[dict[str, Any]]:
        """Press the keys of two steps in one breath, and hear what both were answered with."""
        heard: list[Response] = []
        self.page.on("response", lambda answer: heard.append(answer) if is_post(answer) else None)
        with self.page.expect_response(lambda a: is_post(a) and f"/{second}" in a.url):
            self.page.keyboard.press(KEYS[first])
            self.page.keyboard.press(KEYS[second])
        return [dict(answer.json()) for answer in heard]

    def press_once(self, step: str, by: str) -> None:
        """The step's button, its key, or a clicker's, and the answer to what it asks."""
        if by == "clicker":
            self.page.keyboard.press(next(self._clicks))
        elif by == "key":
            self.page.keyboard.press(KEYS[step])
        else:
            self.button(step).click()
        if step in ASKED and by == "key":
            self.page.keyboard.press("Enter")
        elif step in ASKED:
            self.page.locator(f"#ask-{step}-1").click()

    def button(self, step: str) -> Locator:
        """The small button of a step, or what asks before it."""
        name = f"#ask-{step} summary" if step in ASKED else f"#step-{step}"
        return self.page.locator(name)

    def accept(self) -> None:
        """Accept by two keys what was typed most and is not right."""
        self.page.keyboard.press("a")
        foreseen = self.page.locator(".typed details[open] [data-foreseen] p")
        expect(foreseen.first).to_be_visible(timeout=PATIENCE_MS)
        self.look("accept")
        with self.page.expect_response(is_post) as posted:
            self.page.keyboard.press("Enter")
        assert posted.value.json()["status"] == "done"
        expect(self.page.locator(".typed .typed-act button")).to_be_visible(timeout=PATIENCE_MS)

    def undo_accepted(self) -> None:
        """Undo it by its button."""
        button = self.page.locator(".typed .typed-act button")
        with self.page.expect_response(is_post) as posted:
            if self.hand:
                button.press("Enter")
            else:
                button.click()
        assert posted.value.json()["status"] == "done"

    def counts(self, name: str, number: int) -> None:
        """Wait until a number on the stage is that."""
        place = self.page.locator(f".stage-numbers [data-number={name}]")
        expect(place).to_have_text(str(number), timeout=PATIENCE_MS)

    def overlay_address(self) -> str:
        """The secret link of the page for the studio's software."""
        return str(self.page.locator("#link-0 .address a").get_attribute("href"))

    def look(self, name: str) -> None:
        """Keep a picture, and find nothing wrong with it."""
        assert untranslated(self.page, self.lang) == []
        self.screen.shoot(f"console-{name}-{self.lang}-1280")
        assert violations(self.page) == []
