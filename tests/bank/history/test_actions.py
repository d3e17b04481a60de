"""Changes are taken back where nobody was there since, and that can be taken back, too."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from quiz.audit.models import AuditEntry
from quiz.bank.actions import import_questions, mend_spelling
from quiz.bank.edits import add_question, edit_question
from quiz.bank.flaws import spelling_mends
from quiz.bank.history.actions import Stays, go_back, undo_step
from quiz.bank.history.queries import count_versions, step_of
from quiz.bank.models import Bank, Question, QuestionVersion
from quiz.bank.queries import draft_of, export_bank, list_questions
from quiz.bank.rules import Changed
from quiz.errors import Conflict, Invalid, NotFound
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft, many_questions
from tests.clocks import EVENING
from tests.factories import make_bank, make_question

BY = "admin@museum.example"
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


def seconds(bank: Bank) -> list[int]:
    return [question.seconds for question in list_questions(bank.id)]


def prompts(bank_id: int) -> list[str]:
    return [question.prompt.fr for question in list_questions(bank_id)]


@pytest.fixture
def question() -> Question:
    """A question that was changed twice: 30, 45 and 60 s."""
    made = add_question(make_bank().id, make_draft(), BY)
    for version, value in enumerate((45, 60), 1):
        edit_question(made.id, make_draft(seconds=value), version, BY)
    return made


def test_back_to_the_first_version_and_forth(question: Question) -> None:
    go_back(question.id, 1, 3, BY)
    assert (question.seconds, question.version) == (30, 4)
    go_back(question.id, 3, 4, BY)
    assert (question.seconds, question.version) == (60, 5)
    assert count_versions(question.id) == 5
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None
    assert (last.act, last.details) == (
        "question.undo",
        {"question": question.id, "version": 5, "fields": ["seconds"], "back_to": 3},
    )


def test_who_did_not_see_the_last_version_is_told(question: Question) -> None:
    with pytest.raises(Changed):
        go_back(question.id, 1, 2, BY)
    assert (question.seconds, count_versions(question.id)) == (60, 3)


def test_there_is_no_way_back_to_what_is_not_kept(question: Question) -> None:
    with pytest.raises(NotFound):
        go_back(question.id, 7, 3, BY)


def test_a_kind_that_is_known_no_more_is_no_way_back(question: Question) -> None:
    old = QuestionVersion.question_id == question.id, QuestionVersion.number == 1
    content = {"kind": "roulette", "prompt": {"fr": "Quoi ?", "zh": "什么？"}}
    db.session.execute(update(QuestionVersion).where(*old).values(content=content))
    with pytest.raises(Invalid) as refused:
        go_back(question.id, 1, 3, BY)
    assert str(refused.value) == "This version cannot be read any more."


def test_no_way_back_makes_a_question_twice(question: Question) -> None:
    add_question(question.bank_id, make_draft(), BY)
    with pytest.raises(Conflict):
        go_back(question.id, 1, 3, BY)


def test_an_edit_is_undone_and_that_as_well(question: Question) -> None:
    bank = question.bank
    undone = undo_step(bank.id, step_of(question.id, 3), BY)
    assert (undone.back, undone.binned, undone.left, seconds(bank)) == (1, 0, (), [45])
    again = undo_step(bank.id, undone.step, BY)
    assert (again.back, seconds(bank), count_versions(question.id)) == (1, [60], 5)


def test_what_was_added_is_removed() -> None:
    bank = make_bank()
    made = add_question(bank.id, make_draft(), BY)
    undone = undo_step(bank.id, step_of(made.id, 1), BY)
    assert (undone.back, undone.binned, prompts(bank.id)) == (0, 1, [])


def test_what_somebody_changed_since_stays(question: Question) -> None:
    version = question.bank.version
    undone = undo_step(question.bank_id, step_of(question.id, 2), BY)
    assert undone.left == ((question.prompt, Stays.CHANGED),)
    assert (undone.count, undone.step, seconds(question.bank)) == (0, "", [60])
    assert question.bank.version == version + 1


@pytest.mark.parametrize("step", ["", "unknown"])
def test_a_step_that_is_not_there_undoes_nothing(question: Question, step: str) -> None:
    undone = undo_step(question.bank_id, step, BY)
    assert (undone.count, undone.left, seconds(question.bank)) == (0, (), [60])


def test_another_bank_undoes_nothing_of_it(question: Question) -> None:
    undone = undo_step(make_bank().id, step_of(question.id, 3), BY)
    assert (undone.count, seconds(question.bank)) == (0, [60])


def test_a_file_is_undone_in_one_step() -> None:
    bank = import_questions("V&A", many_questions(4), EVENING, BY).bank
    before = prompts(bank.id)
    edited = export_bank(bank.id, "fr").replace("numéro".encode(), b"no")
    done = import_questions("V&A", edited, EVENING, BY)
    assert done.changed == 4
    somebody = list_questions(bank.id)[1]
    other = replace(draft_of(somebody), seconds=50)
    edit_question(somebody.id, other, 2, "other@museum.example")
    undone = undo_step(bank.id, done.step, BY)
    assert (undone.back, undone.binned) == (3, 0)
    assert undone.left == ((somebody.prompt, Stays.CHANGED),)
    assert prompts(bank.id) == [before[0], "Quel est le vase no 1 ?", *before[2:]]
    undo_step(bank.id, undone.step, BY)
    assert prompts(bank.id) == [text.replace("numéro", "no") for text in before]


def test_what_is_in_a_run_of_show_is_not_removed() -> None:
    done = import_questions("V&A", many_questions(3), EVENING, BY)
    planned = list_questions(done.bank.id)[1]
    undone = undo_step(done.bank.id, done.step, BY, {planned.id})
    assert (undone.back, undone.binned) == (0, 2)
    assert undone.left == ((planned.prompt, Stays.PLANNED),)
    assert prompts(done.bank.id) == [planned.prompt.fr]


def test_two_questions_that_changed_places_change_back() -> None:
    bank = make_bank()
    one, two = (make_question(bank, prompt=Localized(text, "题")) for text in ("un", "deux"))
    text = export_bank(bank.id, "fr").decode("utf-8-sig")
    swapped = text.replace(";un;", ";?;").replace(";deux;", ";un;").replace(";?;", ";deux;")
    done = import_questions(bank.name, swapped.encode(), EVENING, BY)
    assert (done.changed, prompts(bank.id)) == (2, ["deux", "un"])
    assert undo_step(bank.id, done.step, BY).back == 2
    assert prompts(bank.id) == ["un", "deux"]
    assert {one.version, two.version} == {3}


def test_what_another_question_says_by_now_is_not_said_twice() -> None:
    bank = make_bank()
    made = add_question(bank.id, make_draft(), BY)
    edit_question(made.id, make_draft(seconds=45), 1, BY)
    add_question(bank.id, make_draft(), BY)
    undone = undo_step(bank.id, step_of(made.id, 2), BY)
    assert undone.left == ((made.prompt, Stays.TWIN),)
    assert seconds(bank) == [45, 30]


def test_what_cannot_be_read_any_more_stays(question: Question) -> None:
    old = QuestionVersion.question_id == question.id, QuestionVersion.number == 2
    db.session.execute(update(QuestionVersion).where(*old).values(content={"kind": "roulette"}))
    undone = undo_step(question.bank_id, step_of(question.id, 3), BY)
    assert undone.left == ((question.prompt, Stays.UNREADABLE),)
    assert seconds(question.bank) == [60]


def test_a_mend_of_signs_is_undone() -> None:
    question = make_question(make_bank(), prompt=Localized("Lequel?", "哪一件？"))
    mends = spelling_mends(question.bank_id, {question.id: 1})
    step = mend_spelling(question.bank_id, mends, BY)
    assert prompts(question.bank_id) == ["Lequel ?"]
    assert undo_step(question.bank_id, step, BY).back == 1
    assert prompts(question.bank_id) == ["Lequel?"]
