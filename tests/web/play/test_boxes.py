"""The longest texts fit every phone, at every size of type: nothing sideways, nothing cut off."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from quiz.bank.citation import ObjectView
from quiz.bank.rules import CHOICE_LONGEST, CITED_TEXTS, OPTIONAL_TEXTS, PROMPT
from quiz.i18n.localized import Localized
from quiz.leaderboard.rules import Line
from quiz.live.scene import SceneView
from tests.web.play.scenes import make_choices, make_question, make_scene, make_solution
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium

WIDTHS = (320, 360, 1440)
SIZES = (100, 200)  # percent
LONGEST_NAME = "Wäinämöinen Ylijumala"[:20]
WORD = "anticonstitutionnellement"
ADDRESS = "https://collections.museum.example/search/the-collection/objects?q=" + "porcelaine" * 12
# Boxes that stand out of the page, or whose text is cut off, with the first words of each.
FAULTS = """() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) {
    found.push("the page scrolls sideways");
  }
  document.querySelectorAll("body *").forEach((one) => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (!box.width || one.closest(".visually-hidden, .skip, svg") || style.position === "fixed") {
      return;
    }
    const isText = style.display !== "inline" && !one.matches("input, textarea, select");
    const cut = isText && style.overflow !== "visible"
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
    if (box.right > width + 1 || box.left < -1 || (cut && one.children.length === 0)) {
      found.push(`${one.tagName} ${one.className}: ${one.textContent.trim().slice(0, 30)}`);
    }
  });
  return found.slice(0, 6);
}"""


def long_text(longest: int) -> Localized:
    """A text of that many characters, of a French word without end and of Chinese signs."""
    return Localized((f"{WORD} " + WORD * 99)[:longest], ("青花描金纹章大盘" * 99)[:longest])


def question(kind: str) -> Any:
    choices = tuple(
        replace(choice, text=long_text(CHOICE_LONGEST), right=place == 1, share=17, place=place + 1)
        for place, choice in enumerate(make_choices())
    )
    asked = () if kind in ("number", "text") else choices
    return make_question(kind, prompt=long_text(PROMPT.longest), choices=asked)


def scenes() -> dict[str, SceneView]:
    explanation = long_text(OPTIONAL_TEXTS[0].longest)
    title = long_text(OPTIONAL_TEXTS[1].longest)
    longest = long_text(CITED_TEXTS[0].longest)
    cited = ObjectView(
        title, longest, longest, longest, longest, WORD * 8, WORD * 9, WORD * 9, WORD * 9, ADDRESS
    )
    solution = make_solution(
        explanation=explanation, object=cited, forms=(WORD * 2, "青" * 60), value="123456789012345"
    )
    lines = tuple(Line(n, 99_999 - n, 1, LONGEST_NAME, -n) for n in range(1, 11))
    crowds = tuple(Line(161_234 + n, 99_999 - n, 1_234) for n in range(10))
    made = {
        f"open-{kind}": make_scene("open", question=question(kind))
        for kind in ("single", "multiple", "order", "number", "text")
    }
    made |= {
        f"revealed-{kind}": make_scene(
            "revealed", question=replace(question(kind), solution=solution)
        )
        for kind in ("single", "order", "text")
    }
    titled = {"title": long_text(200), "museum": long_text(200)}
    made["board"] = make_scene("board", lines=lines, players=166_000)
    made["board-crowds"] = make_scene("board", lines=crowds, players=166_000)
    made["lobby"] = make_scene("lobby", number=None, **titled)
    made["over"] = make_scene("over", lines=lines[:3], players=166_000, **titled)
    first = Line(1, 99_999, 161_234)
    made["over-crowd"] = make_scene("over", lines=(first,), players=166_000)
    return made


SCENES = scenes()


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("name", SCENES)
def test_the_longest_scene_fits(app: Flask, chromium: Browser, name: str, language: str) -> None:
    page = chromium.new_page()
    stand = Stand(app, page)
    phase, view = name.split("-", maxsplit=1)[0], SCENES[name]
    if phase == "open":
        stand.open(view, seconds=600)
    else:
        stand.show(phase, view, round=None if view.number is None else 3)
    assert stand.me is not None
    stand.me["player"]["nickname"] = LONGEST_NAME
    stand.me |= {"score": 123_456, "rank": 161_234, "tied": 1_234, "players": 166_000}
    found = {}
    page.set_viewport_size({"width": 360, "height": 640})
    stand.visit(language)
    expect(page.locator(f".scene[data-phase={phase}]")).to_be_visible()
    for width in WIDTHS:
        for size in SIZES:
            page.set_viewport_size({"width": width, "height": 640})
            page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
            if faults := page.evaluate(FAULTS):
                found[width, size] = faults
    page.close()
    assert found == {}
