"""A player whose browser runs no script of ours."""

import re
from collections.abc import Sequence
from contextlib import suppress

from playwright.sync_api import Error, Locator, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.journeys.house import CODE
from tests.journeys.phone import PATIENCE_MS, Phone, saying

ASK_AGAIN_MS = 1_000
ITSELF_AGAIN = re.compile(r"<meta http-equiv=\"refresh\"[^>]*>|<script.*?</script>")


class Plain(Phone):
    """A browser without our script: forms, and a page that asks again by itself."""

    def arrive(self) -> None:
        self.page.goto(f"/e/{CODE}/{self.channel}")
        assert self.page.url.endswith(self.path)
        self.stage = self.page.locator("main")

    def join(self) -> None:
        self.page.locator("#nickname").fill(self.nickname)
        self.page.locator("#join > button").click()
        expect(self.page.locator(".top .mine bdi")).to_have_text(self.nickname)

    def sees(self, phase: str, number: int | None = None) -> None:
        """Ask again by hand until that scene is on: its own refresh would come later."""
        numbered = "" if number is None else f"[data-round='{number}']"
        scene = self.page.locator(f".scene[data-phase={phase}]{numbered}")
        for _ in range(PATIENCE_MS // ASK_AGAIN_MS):
            if self.waits_for(scene):
                return
        expect(scene).to_be_visible()

    def waits_for(self, scene: Locator) -> bool:
        """Whether it comes within a second; if not, ask again as a person does."""
        again = self.page.locator(".again a")
        with suppress(TooLate):
            scene.wait_for(timeout=ASK_AGAIN_MS)
            return True
        # Its own refresh may be under way at the same moment.
        with suppress(Error):
            if again.is_visible():
                again.click(timeout=ASK_AGAIN_MS)
            else:
                self.page.goto(f"{self.path}/play")
        return False

    def markup(self) -> str:
        """The page as it came, without what makes it load again."""
        answer = self.page.request.get(f"{self.path}/play")
        return ITSELF_AGAIN.sub("", answer.text())

    def choose(self, *texts: str) -> None:
        for text in texts:
            self.row(text).locator("input").check()

    def arrange(self, texts: Sequence[str]) -> None:
        """Give each row its place in a list."""
        for place, text in enumerate(texts, 1):
            self.row(text).locator("select").select_option(str(place))

    def pair(self, *pairs: str) -> None:
        """Choose from the list of each text on the left."""
        for left, right in (pair.split("=") for pair in pairs):
            row = self.row(left)
            value = row.locator("option", has_text=right).get_attribute("value")
            row.locator("select").select_option(value)

    def is_sent(self) -> None:
        expect(self.page.locator(".own-words .given")).to_be_visible()

    def has_won(self, points: int, score: int) -> None:
        expect(self.page.locator(".own-words .verdict")).to_be_visible()
        won = self.page.locator(".own-words .points")
        if points:
            expect(won).to_have_text(saying(points))
        else:
            expect(won).to_have_count(0)
        self.has_score(score)

    def ends(self, score: int, rank: int, players: int) -> None:
        own = self.page.locator(".own-words")
        expect(own).to_have_text(saying(score, rank, players))
