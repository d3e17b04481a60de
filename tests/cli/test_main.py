"""Every command shows an example, and says a refusal in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from quiz.cli import main


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, groups too."""
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))


@pytest.mark.parametrize("words", list(commands(main)), ids=" ".join)
def test_every_command_has_an_example(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*words, "--help"], prog_name="quiz")
    assert result.exit_code == 0
    assert "Example: quiz" in " ".join(result.output.split())


def test_a_refusal_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZ_INSTANCE", str(tmp_path))
    monkeypatch.setenv("QUIZ_CAPACITY", "lots")
    result = CliRunner().invoke(main, ["bank", "list"])
    assert result.exit_code == 1
    assert result.output == "Error: QUIZ_CAPACITY must be a whole number above zero.\n"


def test_the_first_command_makes_the_key_and_the_tables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUIZ_INSTANCE", str(tmp_path / "instance"))
    result = CliRunner().invoke(main, ["bank", "list"])
    assert (result.exit_code, result.output) == (0, "There is no bank yet.\n")
    assert (tmp_path / "instance" / "secret").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "instance" / "quiz.sqlite").exists()
