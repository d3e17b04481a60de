"""What WTForms says in our forms is said in French and in Chinese."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from wtforms.i18n import messages_path

from quiz.config import ROOT
from quiz.i18n.localized import LANGUAGES
from quiz.web.account.forms import SignInForm

THEIRS = Path(messages_path())


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def ours(language: str) -> Catalog:
    return catalogue(ROOT / "translations" / language / "LC_MESSAGES" / "wtforms.po")


def texts(message: Message | None) -> tuple[str, ...]:
    if message is None or message.fuzzy:
        return ()
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(strings) if all(strings) else ()


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%(?:\(\w+\))?[sd]", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_has_a_gap(language: str) -> None:
    theirs = catalogue(THEIRS / language / "LC_MESSAGES" / "wtforms.po")
    own = ours(language)
    gaps = [
        message.id
        for message in catalogue(THEIRS / "wtforms.pot")
        if message.id and not (texts(own.get(message.id)) or texts(theirs.get(message.id)))
    ]

    assert gaps == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_say_ourselves_is_theirs_to_say(language: str) -> None:
    known = catalogue(THEIRS / "wtforms.pot")
    wrong = [
        message.id
        for message in ours(language)
        if message.id
        and (
            known.get(message.id) is None
            or {frozenset(placeholders(text)) for text in texts(message)}
            != {frozenset(placeholders(str(message.id)))}
            or any("'" in text for text in texts(message))
        )
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "sentence"), [("fr", "Veuillez remplir ce champ."), ("zh", "请填写此项。")]
)
def test_a_form_says_it(app: Flask, tmp_path: Path, language: str, sentence: str) -> None:
    folder = tmp_path / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "wtforms.mo").open("wb") as file:
        write_mo(file, ours(language))
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(tmp_path)
    with app.test_request_context(f"/{language}/account/sign-in", method="POST"):
        app.preprocess_request()
        form = SignInForm()
        form.validate()

    assert form.errors["email"] == [sentence]
