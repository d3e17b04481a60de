"""Help's pictures show what their alternatives say; `make pictures` takes them anew."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from quiz.i18n.localized import LANGUAGES
from quiz.web.assets import FOLDER
from quiz.web.help.pictures import PICTURES, HelpPicture
from tests.journeys.help_screens import show_all
from tests.journeys.house import House

pytestmark = pytest.mark.chromium

TAKES = "QUIZ_HELP_PICTURES" in os.environ
COLOURS = 64
# For each picture what its alternative says is seen there, and where that stands on the screen.
PARTS = {
    "question": {
        "the nickname and the score at the top": ".top .mine",
        "the number of the question": "#stage .round",
        "the seconds left": "#stage .timing .seconds",
        "the question,": "#stage .prompt",
        "four answers": "#stage .choice >> nth=3",
    },
    "reveal": {
        "whether the answer was right": "#stage .result .verdict",
        "the points it brought": "#stage .result .won",
        "the right answer marked": "#stage .choice.right",
        "among the four": "#stage .choice >> nth=3",
    },
    "console": {
        "the clock": ".stage-clock",
        "the line about the answer": ".aloud",
        "the large button": "#next",
        "the small ones": "#step-launch",
        "the question in both languages": ".stage-column .prompt:lang(zh)",
        "its key": ".stage-column .right",
        "the channels": ".channels .sight",
        "the run of show": "#show-title",
    },
    "overlay": {
        "the question and its choices": ".panel .prompt",
        "in French": ".panel :lang(fr)",
        "in Chinese": ".panel :lang(zh)",
        "a ring with the seconds": ".meter svg",
    },
    "editor": {
        "French left": ".question-form [name=prompt-fr]",
        "Chinese right": ".question-form [name=prompt-zh]",
        "the phone in both languages": "[data-preview=zh-open]",
        "the bar that": ".editor-bar",
        "what each language lacks": "[data-gaps] li",
    },
    "import": {
        "fine": ".light.green",
        "to be looked at": ".light.amber",
        "left out": ".light.red",
        "what to mend": ".problems-read li",
    },
    "staff": {
        "name": "tbody th",
        "role": "tbody select",
        "to make a sign-in link": "form[action$=link] button",
        "to sign out everywhere": "form[action$=sign-out] button.plain >> nth=0",
        "to deactivate": "form[action$=deactivate] button",
    },
}


class Album:
    """What was seen of each screen in each language: its picture, and what it lacks."""

    def __init__(self) -> None:
        self.shots: dict[tuple[str, str], bytes] = {}
        self.lacks: dict[tuple[str, str], list[str]] = {}

    def see(self, name: str, language: str, page: Page) -> None:
        """Keep the screen as it is now."""
        parts = PARTS[name].items()
        self.lacks[name, language] = [said for said, where in parts if not in_sight(page, where)]
        self.shots[name, language] = page.screenshot(animations="disabled")


def in_sight(page: Page, selector: str) -> bool:
    """Whether the first of these is on the screen, at least its beginning."""
    found = page.locator(selector)
    box = found.first.bounding_box() if found.count() else None
    width, height = page.evaluate("[innerWidth, innerHeight]")
    return box is not None and 0 <= box["x"] < width and 0 <= box["y"] < height


@pytest.fixture(scope="module")
def album(chromium: Browser, house: House) -> Album:
    """All of them."""
    album = Album()
    show_all(chromium, house, album.see)
    return album


def small(shot: bytes, picture: HelpPicture) -> bytes:
    """The picture in few colours; the studio's, which is larger than any page, as help shows it."""
    with Image.open(BytesIO(shot)) as image:
        plain = image.convert("RGB")
        if picture.speaks_both:
            plain = plain.resize((picture.width, picture.height), Image.Resampling.LANCZOS)
        kept = BytesIO()
        plain.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    return kept.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_a_screen_shows_what_its_picture_says(album: Album, name: str, language: str) -> None:
    assert album.lacks[name, language] == []
    if TAKES:
        picture = PICTURES[name]
        file = Path(FOLDER, picture.file(language))
        file.write_bytes(small(album.shots[name, language], picture))


def test_every_part_is_in_the_alternative(house: House) -> None:
    with house.app.app_context():
        spoken = {name: str(picture.alt) for name, picture in PICTURES.items()}
    assert {
        (name, phrase)
        for name, parts in PARTS.items()
        for phrase in parts
        if phrase not in spoken[name]
    } == set()
