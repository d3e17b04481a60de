"""What an undo takes out of a bank is in the bin, and comes back with the undo of that."""

import pytest
from sqlalchemy import select, update

from quiz.bank.actions import import_questions
from quiz.bank.edits import add_question
from quiz.bank.history.actions import Stays, undo_step
from quiz.bank.history.queries import step_of
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of, export_bank, list_questions
from quiz.bin import WITH_BINNED
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft, many_questions
from tests.clocks import EVENING, SettableClock
from tests.factories import make_bank, make_question

BY = "admin@museum.example"
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


def prompts(bank_id: int) -> list[str]:
    db.session.expire_all()
    return [question.prompt.fr for question in list_questions(bank_id)]


def in_bin() -> list[Question]:
    every = select(Question).where(Question.binned_at.is_not(None)).order_by(Question.position)
    return list(db.session.scalars(every.execution_options(**WITH_BINNED)))


def test_an_import_goes_into_the_bin_and_comes_back(clock: SettableClock) -> None:
    done = import_questions("V&A", many_questions(3), EVENING, BY)
    bank_id, before = done.bank.id, prompts(done.bank.id)
    undone = undo_step(bank_id, done.step, "other@museum.example")
    assert (undone.back, undone.binned, prompts(bank_id)) == (0, 3, [])
    assert [(row.binned_at, row.binned_by, row.version) for row in in_bin()] == [
        (EVENING, "other@museum.example", 2)
    ] * 3
    again = undo_step(bank_id, undone.step, BY)
    assert (again.back, again.binned, again.left) == (3, 0, ())
    assert (prompts(bank_id), in_bin()) == (before, [])
    assert undo_step(bank_id, again.step, BY).back == 3


def test_the_history_of_what_came_back_is_whole() -> None:
    question = add_question(make_bank().id, make_draft(), BY)
    undone = undo_step(question.bank_id, step_of(question.id, 1), BY)
    undo_step(question.bank_id, undone.step, BY)
    db.session.expire_all()
    assert (question.version, question.binned_at, draft_of(question)) == (3, None, make_draft())
    rows = db.session.scalars(select(QuestionVersion).order_by(QuestionVersion.number))
    kept = [(row.number, row.act, row.is_first) for row in rows]
    assert kept == [
        (1, "question.make", True),
        (2, "bank.undo", False),
        (3, "bank.undo", False),
    ]


def test_what_was_written_again_meanwhile_does_not_come_back() -> None:
    question = add_question(make_bank().id, make_draft(), BY)
    undone = undo_step(question.bank_id, step_of(question.id, 1), BY)
    add_question(question.bank_id, make_draft(), BY)
    again = undo_step(question.bank_id, undone.step, BY)
    assert (again.count, again.left) == (0, ((make_draft().prompt, Stays.TWIN),))


def test_one_comes_back_while_another_one_gives_way() -> None:
    bank = make_bank()
    one = make_question(bank, prompt=Localized("un", "题"))
    text = export_bank(bank.id, "fr").decode("utf-8-sig")
    head, row = text.splitlines()[:2]
    new = row.rpartition(";")[0].rpartition(";")[0] + ";;"
    file = "\r\n".join((head, row.replace(";un;", ";deux;"), new))
    done = import_questions(bank.name, file.encode(), EVENING, BY)
    assert (done.changed, done.added, prompts(bank.id)) == (1, 1, ["deux", "un"])
    undone = undo_step(bank.id, done.step, BY)
    assert (undone.back, undone.binned, prompts(bank.id)) == (1, 1, ["un"])
    again = undo_step(bank.id, undone.step, BY)
    assert (again.back, again.left, prompts(bank.id)) == (2, (), ["deux", "un"])
    assert one.version == 4


@pytest.mark.parametrize("away", ["bin", "bank"])
def test_what_is_elsewhere_stays_there(away: str) -> None:
    question = add_question(make_bank().id, make_draft(), BY)
    bank_id, step = question.bank_id, step_of(question.id, 1)
    values = {"binned_at": 1} if away == "bin" else {"bank_id": make_bank().id}
    db.session.execute(update(Question).where(Question.id == question.id).values(**values))
    undone = undo_step(bank_id, step, BY)
    assert (undone.count, undone.left) == (0, ((make_draft().prompt, Stays.ELSEWHERE),))
