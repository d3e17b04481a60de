"""Every question that a bank accepts fits into the studio's picture, none of it under the code."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize, expect

from quiz.bank.citation import ObjectView
from quiz.bank.room import is_in_parts
from quiz.bank.rules import CHOICE_LONGEST, PROMPT, Draft
from quiz.i18n.localized import Localized
from quiz.live.scene import SceneView
from tests.web.play.scenes import make_choices, make_question, make_scene, make_solution
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium

LANDSCAPE: ViewportSize = {"width": 1920, "height": 1080}
PORTRAIT: ViewportSize = {"width": 1080, "height": 1920}
FR = "Dans cette vitrine consacrée aux porcelaines d’exportation de la Compagnie des Indes, "
ZH = "在这个展柜里陈列着东印度公司的外销瓷器其中哪一件是康熙至乾隆年间由景德镇烧制"
WORD = "anticonstitutionnellement"
LOOKS, LOOK_MS = 8, 7_000
# What is seen now: boxes that leave the picture or the panel, or lie under the QR code; the texts;
# the smallest type, in px of a picture 1920 (upright: 1080) wide.
SEEN = """() => {
  const panel = document.querySelector(".panel"), join = document.getElementById("join");
  const scale = innerWidth / (innerWidth > innerHeight ? 1920 : 1080);
  const inside = panel.getBoundingClientRect(), code = join.getBoundingClientRect();
  const texts = Array.from(panel.querySelectorAll("[lang]")).filter((one) => one.offsetWidth);
  const faults = texts.filter((one) => {
    const box = one.getBoundingClientRect();
    const out = box.top < inside.top || box.bottom > inside.bottom || box.right > inside.right + 1;
    const cut = one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline";
    return out || cut;
  }).map((one) => one.textContent.slice(0, 30));
  const upright = innerHeight > innerWidth;
  const [top, bottom] = upright ? [0.22, 0.58] : [0.57, 0.95];
  // Where it lies once it has come to rest.
  const { offsetTop, offsetHeight } = panel;
  if (offsetTop < top * innerHeight - 1 || offsetTop + offsetHeight > bottom * innerHeight + 1) {
    faults.push("the panel leaves its part of the picture");
  }
  if (inside.left < 0 || inside.right > innerWidth) {
    faults.push("the panel leaves the picture");
  }
  const over = inside.top < code.bottom && inside.left < code.right && code.left < inside.right;
  if (code.width && over) {
    faults.push("the panel is under the code");
  }
  const sizes = texts.map((one) => parseFloat(getComputedStyle(one).fontSize) / scale);
  return [faults, texts.map((one) => one.textContent), Math.min(...sizes)];
}"""


def make_text(fr: int, zh: int, number: int = 0) -> Localized:
    """A text of that many characters in each language, its number first."""
    return Localized((f"{number} " + FR * 9)[:fr], (f"{number}" + ZH * 20)[:zh])


CITED = ObjectView(
    title=make_text(60, 20), maker=make_text(40, 12), date=Localized("XVIIIe siècle", "清乾隆")
)
LONGEST = make_text(PROMPT.longest, PROMPT.longest)
LONG = make_text(220, 100)
QUESTIONS = {
    "short": (make_text(40, 20), 4, 20),
    "usual": (make_text(120, 45), 4, 30),
    "just": (make_text(150, 60), 4, 60),
    "long": (LONG, 6, 60),
    "two": (make_text(200, 100), 2, 60),
    "choices": (make_text(120, 50), 6, CHOICE_LONGEST),
    "longest": (LONGEST, 6, CHOICE_LONGEST),
    "longest-two": (LONGEST, 2, CHOICE_LONGEST),
    "words": (Localized(WORD * 12, "青" * 300), 4, 120),
}


@pytest.fixture
def make_stand(app: Flask, chromium: Browser, request: pytest.FixtureRequest) -> Any:
    """A stand whose page is as large as the picture."""

    def make(size: ViewportSize) -> Stand:
        page = chromium.new_page(viewport=size)
        request.addfinalizer(page.close)
        return Stand(app, page)

    return make


def scene(name: str, phase: str) -> SceneView:
    prompt, count, longest = QUESTIONS[name]
    choices = tuple(
        replace(choice, text=make_text(longest, longest, place), right=place == 1, share=17)
        for place, choice in enumerate(make_choices(count))
    )
    question = make_question("single", prompt=prompt, choices=choices)
    if phase == "open":
        open_ = tuple(replace(choice, right=None, share=None) for choice in choices)
        return make_scene("open", question=replace(question, choices=open_))
    told = make_solution(value="", object=CITED)
    return make_scene("revealed", question=replace(question, solution=told))


def looks(page: Page) -> tuple[set[str], set[str], float, int]:
    """Everything that is wrong, all texts and the smallest type, over every part of the scene."""
    faults: set[str] = set()
    texts: set[str] = set()
    smallest, parts = 1_000.0, 0
    for _ in range(LOOKS):
        found, read, size = page.evaluate(SEEN)
        faults.update(found)
        parts += not texts.issuperset(read)
        texts.update(read)
        smallest = min(smallest, size)
        page.clock.run_for(LOOK_MS)
    return faults, texts, smallest, parts


@pytest.mark.parametrize("phase", ["open", "revealed"])
@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["flat", "upright"])
def test_it_fits(make_stand: Any, size: ViewportSize, name: str, phase: str) -> None:
    stand = make_stand(size)
    view = scene(name, phase)
    stand.page.clock.install()
    if phase == "open":
        stand.open(view, seconds=600)
    else:
        stand.show("revealed", view, round=3)
    stand.visit_overlay()
    expect(stand.page.locator(f".scene[data-phase={phase}] .panel")).to_be_visible()
    stand.page.clock.run_for(LOOK_MS)
    faults, texts, smallest, _parts = looks(stand.page)
    assert faults == set()
    assert smallest >= 27.9
    read = "".join(texts).replace("\u202f", " ").replace("\xa0", " ").replace("\u2060", "")
    for choice in view.question.choices if view.question else ():
        assert choice.text.fr[:40] in read
        assert choice.text.zh[:40] in read


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_author_is_warned_where_parts_begin(make_stand: Any, name: str) -> None:
    prompt, count, longest = QUESTIONS[name]
    choices = tuple(make_text(longest, longest, place) for place in range(count))
    stand = make_stand(LANDSCAPE)
    stand.open(scene(name, "open"), seconds=600)
    stand.visit_overlay()
    expect(stand.page.locator(".scene[data-phase=open] .panel")).to_be_visible()
    in_parts = stand.page.locator(".panel.parts").count() == 1
    assert is_in_parts(Draft(kind="single", prompt=prompt, choices=choices)) is in_parts
