"""A viewer in front of the quiz: the live page, by touch or by keys."""

import json
import re
from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, expect

from tests.journeys.house import CODE
from tests.journeys.screen import Screen

# The slowest channel, the look at one's points, and a machine that has other things to do.
PATIENCE_MS = 30_000
# The scenes that came, in the page itself: some last for seconds only.
WITNESS = """
document.addEventListener("DOMContentLoaded", () => {
  const stage = document.getElementById("stage");
  const note = () => {
    const scene = stage.querySelector(".scene");
    const seen = document.documentElement.dataset.seen || "";
    const name = scene ? `${scene.dataset.phase}-${scene.dataset.round || 0}` : "";
    document.documentElement.dataset.seen = `${seen} ${name}`;
  };
  if (stage) {
    new MutationObserver(note).observe(stage, { childList: true });
  }
});
"""


# What a browser says of an answer or a name that is asked about.
REFUSED = re.compile("status of 422")


def digits(text: str) -> int:
    """The number in a text, whatever parts its thousands."""
    return int("".join(re.findall(r"\d", text)) or 0)


def saying_one(number: int) -> str:
    """A pattern of a number, whatever parts its thousands."""
    return r"\b" + r"\D?".join(f"{number:,}".split(",")) + r"\b"


def saying(*numbers: int) -> re.Pattern[str]:
    """Matches a text with exactly these numbers, whatever parts their thousands."""
    figures = [r"\D?".join(f"{number:,}".split(",")) for number in numbers]
    return re.compile(r"^\D*" + r"\D+".join(figures) + r"\D*$")


class Phone:
    """The live page of one player."""

    def __init__(self, screen: Screen, nickname: str, channel: str, lang: str) -> None:
        self.screen, self.page = screen, screen.page
        self.nickname, self.channel, self.lang = nickname, channel, lang
        self.stage = self.page.locator("#stage")
        self.page.add_init_script(WITNESS)

    @property
    def path(self) -> str:
        """The public page."""
        return f"/{self.lang}/e/{CODE}/{self.channel}"

    def arrive(self) -> None:
        """Come by the channel's link, which finds the browser's language."""
        self.page.goto(f"/e/{CODE}/{self.channel}")
        assert self.page.url.endswith(self.path)
        expect(self.page.locator("#nickname")).not_to_have_value("")

    def join(self) -> None:
        """Take a seat under one's own name."""
        self.page.locator("#nickname").fill(self.nickname)
        self.page.locator("#join > button").click()
        expect(self.page.locator(".top .mine bdi")).to_have_text(self.nickname)

    def is_refused(self, nickname: str) -> None:
        """Try a name that may not stand in the picture: it says why, and offers another one."""
        self.screen.expected.append(REFUSED)
        self.page.locator("#nickname").fill(nickname)
        self.page.locator("#nickname").press("Enter")
        expect(self.page.locator("#nickname-error")).not_to_be_empty()
        expect(self.page.locator("#offer button")).not_to_have_text("")

    def is_asked(self, typed: str, *readings: str) -> None:
        """Send a number that could be several, and choose the first."""
        self.screen.expected.append(REFUSED)
        self.write(typed)
        expect(self.stage.locator("[data-reading]")).not_to_be_empty()
        self.send()
        buttons = self.stage.locator("[data-readings] button")
        expect(buttons).to_have_text([*readings])
        self.screen.look(f"scene-ambiguous-{self.lang}")
        buttons.first.click()

    def sees(self, phase: str, number: int | None = None) -> None:
        """Wait until that scene is on, of that round."""
        numbered = "" if number is None else f"[data-round='{number}']"
        scene = self.page.locator(f".scene[data-phase={phase}]{numbered}")
        expect(scene).to_be_visible(timeout=PATIENCE_MS)

    def saw(self, phase: str, number: int) -> None:
        """Wait until that scene is on, or was since the page was loaded."""
        seen = re.compile(rf" {phase}-{number}\b")
        expect(self.page.locator("html")).to_have_attribute("data-seen", seen, timeout=PATIENCE_MS)

    def word(self, name: str) -> str:
        """What the page's script says of that name, in the page's language."""
        words = self.page.locator("#words").get_attribute("data-words")
        return str(json.loads(str(words))[name])

    def is_told(self, number: int, *, before: int, points: int) -> None:
        """What was mended stands above the scene, until it is read."""
        told = self.page.locator("#mended p")
        figures = (f"(?=.*{saying_one(one)})" for one in (number, before, points))
        expect(told).to_have_text(re.compile("".join(figures)), timeout=PATIENCE_MS)

    def has_read(self) -> None:
        """Close it; it does not come back."""
        self.page.locator("#mended button").click(timeout=PATIENCE_MS)
        expect(self.page.locator("#mended")).to_be_hidden()

    def row(self, text: str) -> Locator:
        """The row of a choice."""
        exact = re.compile(f"^{re.escape(text)}$")
        return self.stage.locator(".choice", has=self.page.locator(".text", has_text=exact))

    def choose(self, *texts: str) -> None:
        """Touch rows: the only one is sent by that, several wait for the button."""
        for text in texts:
            self.row(text).click()

    def touch(self, name: str) -> None:
        """Touch the mark on the picture, instead of the row that names it."""
        letter = str(self.row(name).get_attribute("data-letter"))
        self.stage.locator(".marks .mark", has_text=letter).click()

    def write(self, text: str) -> None:
        """Type a number or a text."""
        self.page.locator("#value").fill(text)

    def write_words(self, *words: str) -> None:
        """Type a word a field."""
        for number, word in enumerate(words, 1):
            self.page.locator(f"#word{number}").fill(word)

    def pair(self, *pairs: str) -> None:
        """Give each text on the left, as in `left=right`, what belongs to it."""
        for left, right in (pair.split("=") for pair in pairs):
            item = self.stage.locator(f".match-left[data-name='{left}']")
            # The next one without a pair is picked by itself.
            if item.get_attribute("aria-pressed") != "true":
                self.pick(item)
            self.pick(self.stage.locator(f".match-right[data-name='{right}']"))

    def pick(self, item: Locator) -> None:
        """Touch a text of a pair."""
        item.click()

    def arrange(self, texts: Sequence[str]) -> None:
        """Bring the rows into this order by their buttons."""
        for place, text in enumerate(texts):
            while self.place_of(text) > place:
                self.row(text).locator(".step").first.click()

    def place_of(self, text: str) -> int:
        """At which place the row stands, from 0."""
        rows = self.stage.locator(".order .text").all_text_contents()
        return rows.index(text)

    def send(self) -> None:
        """Press the button below the question."""
        self.stage.locator("form.answer .actions .button").click()

    def is_closed(self) -> None:
        """Wait until the page says that the time is over."""
        says = self.stage.locator(".says", has_text=self.word("timeUpSent"))
        expect(says).to_be_visible(timeout=PATIENCE_MS)

    def is_sent(self) -> None:
        """Wait until the page says that the answer is stored."""
        expect(self.stage.locator("form.settled")).to_be_visible()
        says = self.stage.locator(".mark-says, .says").filter(has_text=self.word("sent"))
        expect(says.first).to_be_visible(timeout=PATIENCE_MS)

    def shows(self, part: str) -> None:
        """Wait until the scene has that part."""
        expect(self.stage.locator(part).first).to_be_visible(timeout=PATIENCE_MS)

    def switch(self) -> None:
        """Go on in the other language, in one touch."""
        self.page.locator(".languages a").click()
        self.lang = {"fr": "zh", "zh": "fr"}[self.lang]
        expect(self.page.locator("html")).to_have_attribute(
            "lang", {"fr": "fr", "zh": "zh-Hans"}[self.lang]
        )

    def has_won(self, points: int, score: int) -> None:
        """Wait for the points of the round in place, and for the sum in the line at the top."""
        result = self.stage.locator("[data-mine=result]")
        expect(result.locator("p.verdict")).to_be_visible(timeout=PATIENCE_MS)
        won = result.locator(".won")
        assert digits(won.inner_text() if won.count() else "0") == points, self.nickname
        self.has_score(score)

    def has_score(self, score: int) -> None:
        """Wait for that score in the line at the top."""
        bar = self.page.locator(".top .mine .figures")
        expect(bar).to_have_text(saying(score), timeout=PATIENCE_MS)

    def reads(self, board: Mapping[str, int]) -> None:
        """Everybody of `board` stands on the board in place, with that score."""
        rows = self.page.locator(".standings tr:has(td.score)")
        expect(rows).to_have_count(len(board))
        for name, score in board.items():
            expect(rows.filter(has_text=name).locator(".score")).to_have_text(saying(score))

    def ends(self, score: int, rank: int, players: int) -> None:
        """Wait for one's own score and rank at the end."""
        own = self.stage.locator("[data-mine=standing]")
        expect(own.locator(".total")).to_have_text(saying(score), timeout=PATIENCE_MS)
        expect(own.locator("p").nth(2)).to_have_text(saying(rank, players))


class Keyboard(Phone):
    """A player who has no mouse and no touch, and wants nothing to move."""

    def join(self) -> None:
        self.screen.tab_to(self.page.locator("#nickname"))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(self.nickname)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".top .mine bdi")).to_have_text(self.nickname)

    def choose(self, *texts: str) -> None:
        """One by its letter, several by Tab and the space bar."""
        if len(texts) == 1:
            letter = self.row(texts[0]).get_attribute("data-letter")
            self.screen.tab_to(self.stage.locator("form.answer input"))
            self.page.keyboard.press(str(letter))
            return
        for text in texts:
            self.screen.tab_to(self.row(text).locator("input"))
            self.page.keyboard.press("Space")

    def write(self, text: str) -> None:
        self.screen.tab_to(self.page.locator("#value"))
        self.page.keyboard.type(text)

    def write_words(self, *words: str) -> None:
        for number, word in enumerate(words, 1):
            self.screen.tab_to(self.page.locator(f"#word{number}"))
            self.page.keyboard.type(word)

    def pair(self, *pairs: str) -> None:
        self.screen.tab_to(self.stage.locator(".match-item").first)
        super().pair(*pairs)

    def pick(self, item: Locator) -> None:
        """By its letter or its digit."""
        self.page.keyboard.press(str(item.get_attribute("data-key")))

    def arrange(self, texts: Sequence[str]) -> None:
        """Each row by the arrow keys on its button."""
        for place, text in enumerate(texts):
            if self.place_of(text) > place:
                self.screen.tab_to(self.row(text).locator(".step").first)
            while self.place_of(text) > place:
                self.page.keyboard.press("ArrowUp")

    def send(self) -> None:
        self.screen.tab_to(self.stage.locator("form.answer .actions .button"))
        self.page.keyboard.press("Enter")

    def sees(self, phase: str, number: int | None = None) -> None:
        super().sees(phase, number)
        self.is_still()

    def is_still(self) -> None:
        """Nothing moves on this page."""
        moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
        assert self.page.evaluate(moving) == 0
