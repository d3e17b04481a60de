"""One more file format is a file of its own and a line of the registry: all doors take it."""

import json
from io import BytesIO

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from flask_babel import lazy_gettext as _l

from quiz.bank.formats import registry
from quiz.bank.formats.base import FileReading, Format, reading_of
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.kinds.registry import canonical
from quiz.bank.queries import demo_file, find_bank, list_questions
from quiz.bank.rules import Draft
from quiz.cli.bank import import_command
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.evenings import Evening

DATA = json.dumps([{"fr": "Quel thé ?", "zh": "哪种茶？"}]).encode()


def read_cards(data: bytes) -> FileReading:
    """Polls of two choices from a list of questions."""
    cards = json.loads(data)
    if not cards:
        raise FileRefused([FileError(_l("The file is empty."))])
    choices = (Localized("Le vert", "绿茶"), Localized("Le noir", "红茶"))
    drafts = (Draft(kind="poll", prompt=Localized(**card), choices=choices) for card in cards)
    return reading_of(map(canonical, drafts))


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> Format:
    """A made-up format, in the registry before our own."""
    made_up = Format(
        name="cards",
        description=_l("Bank"),
        suffixes=(".cards",),
        media_types=("application/x-cards",),
        recognizes=lambda data: data.startswith(b"["),
        read=read_cards,
    )
    monkeypatch.setattr(registry, "FORMATS", {"cards": made_up, **registry.FORMATS})
    return made_up


def prompts(bank: str) -> list[str]:
    db.session.rollback()
    found = find_bank(bank)
    assert found is not None
    return [question.prompt.fr for question in list_questions(found.id)]


def test_the_back_office_takes_it(cards: Format, admin_client: FlaskClient) -> None:
    page = admin_client.get("/fr/admin/banks/import").text
    assert f'accept="{registry.accept()}"' in page
    assert {".cards", "application/x-cards"} <= set(registry.accept().split(","))
    form = {"name": "Thés", "file": (BytesIO(DATA), "thes.cards")}
    assert admin_client.post("/fr/admin/banks/import", data=form).status_code == 303
    assert prompts("Thés") == ["Quel thé ?"]


def test_a_refusal_names_what_is_wrong(cards: Format, admin_client: FlaskClient) -> None:
    form = {"name": "Thés", "file": (BytesIO(b"[]"), "thes.cards")}
    page = admin_client.post("/fr/admin/banks/import", data=form)
    assert (page.status_code, "Le fichier est vide" in page.text) == (422, True)


def test_the_host_takes_it(cards: Format, host_client: FlaskClient, evening: Evening) -> None:
    form = {"bank": "Thés", "file": (BytesIO(DATA), "thes.cards")}
    assert host_client.post(f"/fr/host/{evening.code}/upload", data=form).status_code == 303
    assert prompts("Thés") == ["Quel thé ?"]


def test_the_command_line_takes_it(
    cards: Format, runner: FlaskCliRunner, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("files") / "thes.cards"
    file.write_bytes(DATA)
    assert runner.invoke(import_command, [str(file)]).exit_code == 0
    assert prompts("thes") == ["Quel thé ?"]


@pytest.mark.usefixtures("cards")
def test_our_own_is_still_known() -> None:
    assert len(registry.read_questions(demo_file()).drafts) == 30
