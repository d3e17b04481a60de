"""`quiz bank check` says what an editor should look at again, in one bank or in all."""

import pytest
from flask.testing import FlaskCliRunner

from quiz.cli import main
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_question

SOURCE = "https://museum.example"
VASES = """\
Vases: 2 things to look at again
    Lequel?
        “Question” has signs typed wrongly.
        Lequel? → Lequel ?
        Its source is missing: nobody can check the answer.
"""


@pytest.fixture
def banks(runner: FlaskCliRunner) -> None:
    """One bank with flaws, one without."""
    make_question(make_bank(name="Bols"), source_url=SOURCE)
    make_question(make_bank(name="Vases"), prompt=Localized("Lequel?", "哪一件？"))
    db.session.commit()


@pytest.mark.usefixtures("banks")
@pytest.mark.parametrize(
    ("words", "code", "printed"),
    [
        (("Bols",), 0, "Bols: 0 things to look at again\n"),
        (("Vases",), 3, VASES),
        ((), 3, "Bols: 0 things to look at again\n" + VASES),
        (("Jade",), 1, "Error: There is no bank named “Jade”.\n"),
    ],
)
def test_what_stands_open_is_said(
    runner: FlaskCliRunner, words: tuple[str, ...], code: int, printed: str
) -> None:
    done = runner.invoke(main, ["bank", "check", *words])
    assert (done.exit_code, done.output) == (code, printed)
