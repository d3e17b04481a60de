"""Every widget is whole: what pages link and include by its name is there."""

from pathlib import Path

import pytest

from quiz.bank.kinds.registry import KINDS, widgets
from quiz.config import ROOT
from quiz.web.assets import FOLDER

TEMPLATES = ("ask", "reveal", "given", "overlay_ask", "overlay_reveal", "write")


@pytest.mark.parametrize("widget", widgets())
def test_a_widget_has_its_templates_its_script_and_its_sheet(widget: str) -> None:
    folder = ROOT / "quiz" / "templates" / "kinds" / widget
    wanted = [folder / f"{name}.html" for name in TEMPLATES]
    wanted += [FOLDER / "js" / "kinds" / f"{widget}.js", FOLDER / "css" / "kinds" / f"{widget}.css"]
    assert [path for path in wanted if not path.is_file()] == []


def test_nothing_stands_there_that_no_widget_takes() -> None:
    folders: list[Path] = [ROOT / "quiz" / "templates" / "kinds", FOLDER / "js" / "kinds"]
    folders.append(FOLDER / "css" / "kinds")
    found = {path.stem for folder in folders for path in folder.iterdir()}
    assert found == {kind.widget for kind in KINDS.values()}
