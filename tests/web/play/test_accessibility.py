"""What a machine can tell about access: every scene, as a phone shows it, in both languages."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.web.play.scenes import (
    make_choices,
    make_lines,
    make_question,
    make_scene,
    make_solution,
)
from tests.web.play.stand import Stand

pytestmark = pytest.mark.chromium
REVEALED = make_choices(4, right=False, share=25)
SHOWN: dict[str, dict[str, Any]] = {
    "ready": {},
    "open": {"question": make_question("multiple", choices=make_choices(4))},
    "revealed": {"question": make_question("multiple", choices=REVEALED, solution=make_solution())},
    "board": {"lines": make_lines(), "players": 15_234},
    "void": {},
    "interlude": {},
    "over": {"lines": make_lines(3), "players": 15_234},
}
FORMS = ("single", "order", "number", "text")


def faults(stand: Stand) -> list[tuple[str, str]]:
    """What axe-core finds on the page as it is."""
    found = Axe().run(stand.page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found]


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_no_scene_has_a_fault(stand: Stand, language: str) -> None:
    assert stand.me is not None
    stand.me |= {"round": 3, "answer": REVEALED[0].id, "result": {"credit": 0.5, "points": 400}}
    stand.me |= {"score": 5_320, "rank": 1_203, "players": 166_000}
    stand.visit(language)
    for phase, values in {"lobby": {}, **SHOWN}.items():
        stand.show(phase, make_scene(phase, **values), round=3)
        expect(stand.page.locator(f'[data-phase="{phase}"]')).to_be_visible()
        assert faults(stand) == []


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_no_form_has_a_fault(stand: Stand, language: str) -> None:
    stand.visit(language)
    for kind in FORMS:
        choices = make_choices(4) if kind in ("single", "order") else ()
        stand.open(make_scene("open", question=make_question(kind, choices=choices)))
        expect(stand.page.locator(f"form.{kind}")).to_be_visible()
        assert faults(stand) == []


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_landing_has_no_fault(stand: Stand, language: str) -> None:
    stand.me = None
    stand.visit(language)
    expect(stand.page.locator("#nickname")).not_to_have_value("")
    assert faults(stand) == []
