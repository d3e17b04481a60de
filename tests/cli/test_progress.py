"""A long command says how far it is where somebody looks, and nowhere else."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest

from quiz.cli.progress import WatchedWork
from tests.bank.drafts import many_questions


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def said(stream: StringIO, *, is_large: bool) -> str:
    progress = WatchedWork(stream, is_large=is_large)
    progress.begin("Reading…")
    assert list(progress.follow("Questions", range(3))) == [0, 1, 2]
    assert list(progress.follow("Pictures", ())) == []
    return stream.getvalue()


def test_a_terminal_is_told() -> None:
    found = said(Terminal(), is_large=True)
    assert found.startswith("Reading…\n")
    assert "3/3" in found
    assert "Pictures" not in found


@pytest.mark.parametrize(
    ("stream", "is_large"), [(StringIO(), True), (StringIO(), False), (Terminal(), False)]
)
def test_nobody_else_is(stream: StringIO, *, is_large: bool) -> None:
    assert said(stream, is_large=is_large) == ""


def looked_at(terminal: int) -> bytes:
    """All that is written to a terminal until nobody has it any more."""
    found = b""
    # Linux says so with an error (EIO).
    with suppress(OSError):
        while said := os.read(terminal, 10_000):
            found += said
    return found


@pytest.mark.parametrize("has_terminal", [True, False])
def test_an_import_says_how_far_it_is_on_a_terminal(
    database_url: str, tmp_path: Path, *, has_terminal: bool
) -> None:
    file = tmp_path / "bank.csv"
    file.write_bytes(many_questions(700))
    ours, theirs = pty.openpty()
    place = {"QUIZ_DATABASE_URL": database_url, "QUIZ_INSTANCE": str(tmp_path), "LC_ALL": "C.UTF-8"}
    done = subprocess.Popen(
        [sys.executable, "-c", "from quiz.cli import main; main()", "bank", "import", str(file)],
        env=os.environ | place,
        stdout=subprocess.PIPE,
        stderr=theirs if has_terminal else subprocess.PIPE,
    )
    os.close(theirs)
    seen = looked_at(ours)
    os.close(ours)
    printed, error = done.communicate(timeout=60)
    steps = ("Reading bank.csv…", "700/700", "Writing 700 questions…")
    assert [step in (seen or error).decode() for step in steps] == [has_terminal] * 3
    assert printed.decode() == "bank: 700 questions added, 0 already there.\n"
    assert done.returncode == 0
