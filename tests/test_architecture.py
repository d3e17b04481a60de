"""The house holds: imports point down, files stay small, names are the ones agreed on."""

from pathlib import Path

import pytest

from tests.architecture import faults

ROOT = Path(__file__).resolve().parent.parent

# A blank behind a path tells two faults of one file apart.
PLANTED = {
    "quiz/game/rules.py": (
        "import quiz.web.crowd.routes",
        "quiz/game/rules.py imports upwards: quiz.web",
    ),
    "quiz/web/play/views.py": (
        "from quiz.web.host import views",
        "quiz/web/play/views.py imports another screen: quiz.web.host",
    ),
    "quiz/bank/rules.py": (
        "from quiz.accounts.roles import ADMIN",
        "quiz/bank/rules.py imports its neighbour: quiz.accounts",
    ),
    "quiz/scoring/rules.py": (
        "from quiz import bank",
        "quiz/scoring/rules.py imports upwards: quiz.bank",
    ),
    "quiz/clock.py": ("from quiz.app import x", "quiz/clock.py imports upwards: quiz.app"),
    "quiz/errors.py": (
        "def f() -> None:\n    import json",
        "quiz/errors.py:2 imports inside a function",
    ),
    "quiz/events/rules.py": (
        "from .models import Event",
        "quiz/events/rules.py:1 imports relatively",
    ),
    "quiz/live/rules.py": (
        "from flask_babel import gettext\nfrom quiz.extensions import db",
        "quiz/live/rules.py is pure, yet imports quiz.extensions",
    ),
    "quiz/scoring/rules.py ": (
        "import time",
        "quiz/scoring/rules.py is pure, yet imports time",
    ),
    "quiz/live/scene.py": (
        "from quiz.extensions import db",
        "quiz/live/scene.py is pure, yet imports quiz.extensions",
    ),
    "quiz/live/me.py": (
        "from flask import request",
        "quiz/live/me.py is pure, yet imports flask",
    ),
    "quiz/game/models.py": (
        "from quiz.game.queries import members",
        "quiz/game/models.py imports what is built upon it: quiz.game.queries",
    ),
    "quiz/events/queries.py": (
        "from quiz.bank.actions import add_question",
        "quiz/events/queries.py imports what is built upon it: quiz.bank.actions",
    ),
    "quiz/reports/players.py": (
        "from quiz.game.actions.crowd import set_banned",
        "quiz/reports/players.py imports what is built upon it: quiz.game.actions",
    ),
    "quiz/web/crowd/routes.py": (
        "from quiz.web.host.pages import done",
        "quiz/web/crowd/routes.py imports another screen: quiz.web.host",
    ),
    "quiz/web/language.py": (
        "from quiz.web.admin.banks import banks",
        "quiz/web/language.py imports another screen: quiz.web.admin",
    ),
    "quiz/cli/stage.py": (
        "from quiz.web.host.pages import done",
        "quiz/cli/stage.py imports another screen: quiz.web.host",
    ),
    "quiz/live/watch.py": ("told = 1", "quiz/live/watch.py:1 calls a thing “told”"),
    "quiz/live/watch.py ": (
        "def f(here: int) -> None: ...",
        "quiz/live/watch.py:1 calls a thing “here”",
    ),
    "quiz/game/timeline.py": ("", "quiz/game/timeline.py is not a name for a file in there"),
    "quiz/bank/utils.py": ("", "quiz/bank/utils.py is not a name for a file in there"),
    "quiz/web/helpers.py": ("", "quiz/web/helpers.py says nothing: helpers"),
    "quiz/services/rules.py": ("", "quiz/services is not a package of the map"),
    "quiz/extra.py": ("", "quiz/extra.py is not a module of the map"),
    "tests/bank/test_rules.py": ("\n" * 301, "tests/bank/test_rules.py has 301 lines"),
    "quiz/static/css/play.css": ("\n" * 301, "quiz/static/css/play.css has 301 lines"),
    "quiz/templates/play/a.html": (
        '<p style="color: red">',
        "quiz/templates/play/a.html:1 has an inline style",
    ),
    "quiz/templates/play/b.html": (
        "\n<script>let a</script>",
        "quiz/templates/play/b.html:2 has an inline script",
    ),
    "quiz/templates/play/c.html": (
        '<p onclick="go()">',
        "quiz/templates/play/c.html:1 has an inline handler",
    ),
    "quiz/templates/play/d.html": (
        "<style>p {}</style>",
        "quiz/templates/play/d.html:1 has an inline style",
    ),
    "migrations/versions/0002_more.py": (
        "from quiz.i18n.localized import Localized",
        "migrations/versions/0002_more.py imports quiz",
    ),
}


def plant(root: Path, path: str, text: str) -> None:
    file = root / path.strip()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_the_house_holds() -> None:
    assert faults(ROOT) == []


@pytest.mark.parametrize("path", PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, path: str) -> None:
    text, fault = PLANTED[path]
    plant(tmp_path, path, text)
    assert faults(tmp_path) == [fault]


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("quiz/live/scene.py", 'a = kind == "single"', "names a kind of question: single"),
        (
            "quiz/web/host/forms.py",
            'A = ("order", "single")',
            "names a kind of question: order, single",
        ),
        (
            "quiz/templates/play/a.html",
            "{% if kind == 'order' %}",
            "names a kind of question: order",
        ),
        (
            "quiz/static/js/play/a.js",
            'is(dataset.kind === "order")',
            "names a kind of question: order",
        ),
        (
            "quiz/leaderboard/rules.py",
            'x = content["prompt"]',
            "reads a frozen copy beside its kind",
        ),
        ("quiz/web/values.py", 'by = "order"', None),
        ("quiz/templates/kinds/choices/ask.html", "{% if kind == 'single' %}", None),
        ("quiz/static/js/kinds/choices.js", 'is(dataset.kind === "single")', None),
        ("quiz/bank/kinds/tally.py", 'x = content["key"]["order"]', None),
    ],
)
def test_what_is_known_of_a_kind_outside_is_found(
    tmp_path: Path, path: str, text: str, fault: str | None
) -> None:
    for name in ("single", "order"):
        kind = f'class {name.title()}:\n    name = "{name}"\n'
        plant(tmp_path, f"quiz/bank/kinds/{name}.py", kind)
    plant(tmp_path, path, text)
    assert faults(tmp_path) == ([] if fault is None else [f"{path}:1 {fault}"])


def test_a_planted_circle_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "quiz/bank/formats/csv.py", "from quiz.bank.formats.cells import find")
    plant(tmp_path, "quiz/bank/formats/cells.py", "import quiz.bank.formats.csv")
    (fault,) = faults(tmp_path)
    assert fault.startswith("quiz.bank.")
    assert fault.endswith("import one another in a circle")


def test_a_name_of_several_things_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "quiz/bank/actions.py", "class Line: ...\n\ndef _own() -> None: ...")
    plant(tmp_path, "quiz/events/actions/edit.py", "def Line() -> None: ...\n\ndef _own(): ...")
    paths = "quiz/bank/actions.py, quiz/events/actions/edit.py"
    assert faults(tmp_path) == [f"Line is several things: {paths}"]


def test_what_a_pure_file_comes_by_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "quiz/live/pulse.py", "from quiz.live.watch import Watch")
    plant(tmp_path, "quiz/live/watch.py", "from quiz.game.reader import Reader")
    plant(tmp_path, "quiz/game/reader.py", "from quiz.database import connect")
    way = "quiz.live.watch → quiz.game.reader → quiz.database"
    assert faults(tmp_path) == [f"quiz/live/pulse.py is pure, yet comes by {way}"]


def test_scripts_with_a_source_or_data_are_no_fault(tmp_path: Path) -> None:
    text = '<script type="module" src="a.js"></script>\n<script type="application/json">{}</script>'
    plant(tmp_path, "quiz/templates/play/a.html", text)
    assert faults(tmp_path) == []


def test_a_noun_may_import_what_is_below_it(tmp_path: Path) -> None:
    plant(tmp_path, "quiz/events/models.py", "from quiz.bank.models import Question")
    plant(tmp_path, "quiz/bank/models.py", "from quiz.extensions import Base")
    plant(tmp_path, "quiz/extensions.py", "from quiz.i18n.column import LocalizedText")
    plant(tmp_path, "quiz/bank/actions/order.py", "from quiz.bank.models import Bank")
    assert faults(tmp_path) == []
