"""A question that says again what its object says cites it again."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from quiz.bank.citation import Citation
from quiz.bank.edits import add_question, edit_question
from quiz.bank.history.actions import go_back, undo_step
from quiz.bank.history.queries import step_of
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.factories import make_bank, make_object

BY = "admin@museum.example"
WORDS = Citation(object_title=Localized("Coupe", "碗"), maker=Localized("Ding", "定窑"))
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


@pytest.fixture
def question() -> Question:
    """A question that cited an object, and says something else now."""
    own = make_draft(object_title=WORDS.object_title, maker=WORDS.maker)
    made = add_question(make_bank().id, own, BY, make_object().id)
    edit_question(made.id, replace(own, maker=Localized("Ru", "汝窑")), 1, BY)
    assert made.object_id is None
    return made


def object_id_of(question: Question) -> int:
    """The object that it cited first."""
    version = db.session.get(QuestionVersion, (question.id, 1))
    assert version is not None
    assert version.object_id is not None
    return version.object_id


def test_back_to_its_object(question: Question) -> None:
    number = object_id_of(question)
    go_back(question.id, 1, 2, BY, {number: WORDS})
    assert question.object_id == number


def test_undone_to_its_object(question: Question) -> None:
    number = object_id_of(question)
    undone = undo_step(question.bank_id, step_of(question.id, 2), BY, (), {number: WORDS})
    db.session.expire_all()
    assert (undone.back, question.object_id, question.maker) == (1, number, WORDS.maker)
    last = db.session.get(QuestionVersion, (question.id, 3))
    assert last is not None
    assert last.object_id == number
    undo_step(question.bank_id, undone.step, BY, (), {number: WORDS})
    db.session.expire_all()
    assert question.object_id is None


def test_an_object_that_says_something_else_by_now_is_not_cited(question: Question) -> None:
    number = object_id_of(question)
    go_back(question.id, 1, 2, BY, {number: replace(WORDS, institution="V&A")})
    assert (question.object_id, question.maker) == (None, WORDS.maker)


def test_an_object_that_is_gone_is_not_cited(question: Question) -> None:
    go_back(question.id, 1, 2, BY, {})
    assert (question.object_id, question.maker) == (None, WORDS.maker)


def test_where_the_object_was_not_kept_what_is_cited_stays() -> None:
    own = make_draft(object_title=WORDS.object_title, maker=WORDS.maker)
    cited = make_object().id
    question = add_question(make_bank().id, own, BY, cited)
    edit_question(question.id, replace(own, seconds=45), 1, BY)
    db.session.execute(update(QuestionVersion).values(object_id=None))
    go_back(question.id, 1, 2, BY, {cited: WORDS})
    assert (question.object_id, draft_of(question)) == (cited, own)
