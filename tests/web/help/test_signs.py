"""Sentences of help: their signs, and that what they name is there under that name."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from quiz.cli import main
from quiz.config import ROOT
from quiz.i18n.localized import LANGUAGES
from quiz.web.help.signs import labels, marked_up

TEMPLATES = ROOT / "quiz" / "templates" / "help"
COMMAND = re.compile(r"[`\"]quiz (\w+)")


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    path = ROOT / "translations" / str(request.param) / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=str(request.param))


def said_here(message: Message) -> bool:
    """Whether help says it."""
    return any("/help/" in place for place, _ in message.locations)


def said_elsewhere(message: Message) -> bool:
    """Whether a screen says it."""
    return any("/help/" not in place for place, _ in message.locations)


def sentences(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id and said_here(message))


def test_signs_become_elements() -> None:
    assert marked_up("Press *Ban & go*, [L] or type `quiz doctor`.") == (
        "Press <b>Ban &amp; go</b>, <kbd>L</kbd> or type <code>quiz doctor</code>."
    )


def test_labels_are_those_between_stars() -> None:
    assert labels("*Events*, then *New event*: [L], `quiz`.") == ["Events", "New event"]


def test_labels_are_called_as_screens_call_them(catalogue: Catalog) -> None:
    """Wherever a label is renamed or translated anew, help follows or fails here."""
    wrong = []
    for message in sentences(catalogue):
        named = [catalogue.get(label) for label in labels(str(message.id))]
        known = [label for label in named if label is not None and said_elsewhere(label)]
        wanted = Counter(str(label.string) for label in known)
        if len(known) != len(named) or Counter(labels(str(message.string))) != wanted:
            wrong.append(message.id)
    assert wrong == []


def test_commands_are_there() -> None:
    texts = [path.read_text("utf-8") for path in TEMPLATES.glob("*/*.html")]
    named = {name for text in texts for name in COMMAND.findall(text)}

    assert {"backup", "restore", "integrity", "doctor", "purge", "staff"} <= named
    assert named - set(main.commands) == set()
