"""What moves at a reveal: for nobody who asked for less of it, and never in the editor."""

import re

import pytest

from quiz.bank.kinds.registry import widgets
from quiz.config import ROOT

SHEETS = ROOT / "quiz" / "static" / "css"
MOVING = re.compile(r"@media \(prefers-reduced-motion: no-preference\) \{.*?\n\}\n", re.DOTALL)


@pytest.mark.parametrize("widget", widgets())
def test_a_widget_moves_only_for_who_may_like_it(widget: str) -> None:
    sheet = (SHEETS / "kinds" / f"{widget}.css").read_text("utf-8")
    assert "animation:" not in MOVING.sub("", sheet)


@pytest.mark.parametrize("widget", ["hotspot", "match", "number", "scale"])
def test_a_reveal_moves(widget: str) -> None:
    sheet = (SHEETS / "kinds" / f"{widget}.css").read_text("utf-8")
    moving = re.findall(r"animation: ([a-z-]+) ", "".join(MOVING.findall(sheet)))
    assert moving
    assert all(f"@keyframes {name} {{" in sheet for name in moving)


def test_a_screen_in_the_editor_stands_still() -> None:
    assert "animation: none !important" in (SHEETS / "preview.css").read_text("utf-8")
    for screen in ("play", "overlay"):
        page = ROOT / "quiz" / "templates" / screen / "preview.html"
        assert "css/preview.css" in page.read_text("utf-8")
