"""Every command speaks the terminal's language, with an application or without one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.cli import main

LOCALES = {"en": "C.UTF-8", "fr": "fr_FR.UTF-8", "zh": "zh_CN.UTF-8"}
FINE = {"en": "The database answers.", "fr": "La base de données répond.", "zh": "数据库正常响应。"}
REFUSED = {
    "en": "QUIZ_CAPACITY must be a whole number above zero.",
    "fr": "QUIZ_CAPACITY doit être un nombre entier supérieur à zéro.",
    "zh": "QUIZ_CAPACITY须为大于零的整数。",
}


@pytest.fixture(params=LOCALES)
def language(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> str:
    """The language of a terminal in front of an empty instance."""
    monkeypatch.setenv("LC_ALL", LOCALES[request.param])
    monkeypatch.setenv("QUIZ_INSTANCE", str(tmp_path))
    return str(request.param)


def say(*words: str) -> Result:
    """What `quiz` answers."""
    return CliRunner().invoke(main, words, prog_name="quiz")


def test_a_command_without_an_application_speaks_it(language: str) -> None:
    assert say("bank", "list").exit_code == 0
    assert FINE[language] in say("doctor").output


@pytest.mark.parametrize("words", [["doctor"], ["serve"], ["bank", "list"], ["backup", "file"]])
def test_a_refusal_speaks_it(
    language: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_CAPACITY", "lots")
    refused = say(*words)
    assert (refused.exit_code, REFUSED[language] in refused.output) == (1, True)
