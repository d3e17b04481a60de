"""`quiz bank` brings files in whole or not at all, writes them out, and changes what was edited."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.bank.queries import demo_file, find_bank, list_banks, list_questions
from quiz.cli import main
from quiz.extensions import db
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT, make_kahoot


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The V&A's questions, as a file."""
    path = tmp_path / "bank-va.csv"
    path.write_bytes(demo_file())
    return path


def say(runner: FlaskCliRunner, *words: str | Path) -> tuple[int, str]:
    """The exit code and all that was printed."""
    done = runner.invoke(main, ["bank", *map(str, words)])
    db.session.rollback()
    return done.exit_code, done.output


def test_import_list_export(runner: FlaskCliRunner, file: Path, tmp_path: Path) -> None:
    assert say(runner, "list") == (0, "There is no bank yet.\n")
    line = "bank-va: 30 questions added, 0 already there.\n"
    assert say(runner, "import", file) == (0, line)
    line = "bank-va: 0 questions added, 30 already there.\n"
    assert say(runner, "import", file) == (0, line)
    assert say(runner, "list") == (0, "   30  bank-va\n")
    copy = tmp_path / "copy.csv"
    assert say(runner, "export", "bank-va", copy) == (0, f"bank-va: written to {copy}.\n")
    line = "V&A: 30 questions added, 0 already there.\n"
    foreign = "30 rows have an id that this bank does not have: their questions are new.\n"
    assert say(runner, "import", copy, "--bank", "V&A") == (0, line + foreign)
    assert say(runner, "list") == (0, "   30  V&A\n   30  bank-va\n")


def test_an_edited_export_changes_its_bank(
    runner: FlaskCliRunner, file: Path, tmp_path: Path
) -> None:
    say(runner, "import", file)
    copy = tmp_path / "copy.csv"
    say(runner, "export", "bank-va", copy, "--language", "fr")
    copy.write_bytes(copy.read_bytes().replace(b"Le grand lit de Ware", b"Le lit", 1))
    line = "bank-va: 0 questions added, 29 already there.\n1 question changed.\n"
    assert say(runner, "import", copy, "--bank", "bank-va") == (0, line)
    bank = find_bank("bank-va")
    assert bank is not None
    first = list_questions(bank.id)[0]
    assert ([choice.fr for choice in first.choices][2], first.version) == ("Le lit", 2)
    kept = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert kept is not None
    assert kept.details == {"added": 0, "changed": [first.id]}
    # The file still says what it was written from, and somebody has changed that now.
    copy.write_bytes(copy.read_bytes().replace(b"Le lit", b"Le large lit", 1))
    code, printed = say(runner, "import", copy, "--bank", "bank-va")
    assert (code, printed.splitlines()[0]) == (0, "bank-va: 0 questions added, 29 already there.")
    assert "--overwrite" in printed
    assert list_questions(bank.id)[0].version == 2
    done = say(runner, "import", copy, "--bank", "bank-va", "--overwrite")
    assert (done, list_questions(bank.id)[0].version) == ((0, line), 3)


def test_ruined_text_is_taken_only_when_asked_for(runner: FlaskCliRunner, file: Path) -> None:
    file.write_bytes(
        "kind,prompt_fr,prompt_zh,correct\nnumber,Quelle fa?ade ?,哪一面？,2\n".encode()
    )
    code, printed = say(runner, "import", file)
    assert (code, "Letters were lost" in printed) == (1, True)
    assert list_banks() == []
    code, printed = say(runner, "import", file, "--anyway")
    assert (code, "1 question added" in printed) == (0, True)


def test_a_file_of_another_program_is_drafts_in_its_language(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    french, chinese = tmp_path / "fr.xlsx", tmp_path / "zh.xlsx"
    french.write_bytes(FRENCH_KAHOOT)
    chinese.write_bytes(CHINESE_KAHOOT)
    waiting = "The file is in French alone: its questions wait for their Chinese.\n"
    gaps = "2 questions have a gap and cannot be launched yet.\n"
    foreseen = (
        "Fine, row 9: Quel est le plus vieux ?\nFine, row 10: Lesquels sont verts ?\n"
        "fr: 2 questions would be added.\n"
    )
    assert say(runner, "import", french, "--dry-run") == (0, foreseen + waiting + gaps)
    assert list_banks() == []
    line = "fr: 2 questions added, 0 already there.\n"
    assert say(runner, "import", french) == (0, line + waiting + gaps)
    line = "V&A: 2 questions added, 0 already there.\n"
    assert say(runner, "import", french, "--pair", chinese, "--bank", "V&A") == (0, line)
    bank = find_bank("V&A")
    assert bank is not None
    assert list_questions(bank.id)[0].prompt.zh == "哪一件最古老？"


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_what_is_left_out_is_said_and_is_the_exit_code(
    runner: FlaskCliRunner, tmp_path: Path, option: tuple[str, ...]
) -> None:
    file = tmp_path / "fr.xlsx"
    good = ("Lequel ?", "le vase", "le bol", "", "", 20, 1)
    file.write_bytes(make_kahoot(good, ("", "le vase", "le bol", "", "", 20, 1)))
    code, printed = say(runner, "import", file, *option)
    assert code == 3
    assert "Left out" in printed
    assert "le vase" in printed
    assert [row.questions for row in list_banks()] == ([] if option else [1])


def test_imports_are_on_record(app: Flask, runner: FlaskCliRunner, file: Path) -> None:
    say(runner, "import", file)
    kept = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(entry.actor, entry.act, entry.subject, entry.details) for entry in kept] == [
        ("console", "bank.make", "bank 1", {}),
        ("console", "bank.import", "bank 1", {"added": 30}),
    ]


def test_a_wrong_file_is_refused_with_every_error(runner: FlaskCliRunner, file: Path) -> None:
    wrong = demo_file().replace("您最想近距离观赏V&A的哪件珍藏？".encode(), b"")
    file.write_bytes(wrong.replace(b",20,0,", b",soon,0,"))
    code, printed = say(runner, "import", file)
    assert code == 1
    assert printed.splitlines() == [
        "Row 2, column prompt_zh (Chinese): “Question” is missing in Chinese.",
        "Row 2, column seconds: “Seconds” must be a whole number from 1 to 3600.",
        "Error: The file has 2 errors; nothing was imported.",
    ]
    assert list_banks() == []


def test_an_unknown_bank_is_not_exported(runner: FlaskCliRunner, tmp_path: Path) -> None:
    path = tmp_path / "jade.csv"
    line = "Error: There is no bank named “Jade”.\n"
    assert say(runner, "export", "Jade", path) == (1, line)
    assert not path.exists()


@pytest.mark.parametrize("suffix", ["xlsx", "json"])
def test_a_bank_is_written_in_the_format_of_its_file(
    runner: FlaskCliRunner, file: Path, tmp_path: Path, suffix: str
) -> None:
    say(runner, "import", file)
    copy = tmp_path / f"copy.{suffix}"
    assert say(runner, "export", "bank-va", copy)[0] == 0
    assert say(runner, "import", copy, "--bank", "bank-va") == (
        0,
        "bank-va: 0 questions added, 30 already there.\n",
    )


def test_a_folder_that_is_missing_is_said(
    runner: FlaskCliRunner, file: Path, tmp_path: Path
) -> None:
    say(runner, "import", file)
    path = tmp_path / "missing" / "copy.csv"
    line = f"Error: Could not open file '{path}': No such file or directory\n"
    assert say(runner, "export", "bank-va", path) == (1, line)


def test_every_command_has_an_example(runner: FlaskCliRunner) -> None:
    for words in ((), ("import",), ("list",), ("export",)):
        code, printed = say(runner, *words, "--help")
        assert code == 0
        assert f"Example: quiz bank {words[0] if words else 'list'}" in printed
