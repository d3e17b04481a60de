"""Whatever is written of a question is kept, as it then stands, by whoever writes it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from quiz.bank.actions import import_questions, mend_spelling
from quiz.bank.bin import erase_question
from quiz.bank.bulk.act import change_many, ready_task
from quiz.bank.bulk.base import Bulk, BulkWish
from quiz.bank.edits import add_question, edit_question
from quiz.bank.flaws import spelling_mends
from quiz.bank.formats.json_drafts import draft_of_json, json_of_draft
from quiz.bank.history.actions import go_back, undo_step
from quiz.bank.history.queries import step_of
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of, export_bank, get_question, list_questions
from quiz.bank.rules import Draft
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import KEYS, make_draft, many_questions
from tests.clocks import EVENING, SettableClock
from tests.factories import make_bank, make_question

BY = "admin@museum.example"
pytestmark = [pytest.mark.usefixtures("app", "clock"), pytest.mark.both_databases]


def versions(question_id: int) -> list[QuestionVersion]:
    chosen = select(QuestionVersion).where(QuestionVersion.question_id == question_id)
    return list(db.session.scalars(chosen.order_by(QuestionVersion.number)))


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_a_new_question_is_its_first_version(kind: str) -> None:
    draft = make_draft(
        kind,
        prompt=Localized('« L’"aïeule" » \\ ?', "“哪一件”\\最古老？"),
        tags=("asie", 'a"b'),
        picture_with_question=True,
        may_be_negative=kind == "number",
    )
    question = add_question(make_bank().id, draft, BY)
    (kept,) = versions(question.id)
    assert (kept.number, kept.actor, kept.act, kept.is_first) == (1, BY, "question.make", True)
    assert kept.made_at == EVENING
    assert kept.content == json_of_draft(draft_of(question)) | {"outdated_texts": {}}
    assert draft_of_json(kept.content) == draft


def test_a_change_is_kept_beside_what_was_before(clock: SettableClock) -> None:
    question = add_question(make_bank().id, make_draft(), BY)
    clock.advance(5_000)
    edit_question(question.id, make_draft(seconds=45), 1, "other@museum.example")
    first, second = versions(question.id)
    assert (first.content["seconds"], second.content["seconds"]) == (30, 45)
    assert (second.number, second.actor, second.act) == (2, "other@museum.example", "question.edit")
    assert (second.made_at, second.is_first) == (EVENING + 5_000, False)
    assert first.step != second.step


def test_what_was_there_before_there_was_a_history_is_kept_with_its_first_change() -> None:
    question = make_question(make_bank(), version=4)
    before = draft_of(question)
    edit_question(question.id, make_draft(), 4, BY)
    old, new = versions(question.id)
    assert (old.number, old.made_at, old.actor, old.act, old.step) == (4, None, "", "", "")
    assert (draft_of_json(old.content), old.is_first) == (before, False)
    assert new.number == 5


def test_a_deleted_question_takes_its_history_with_it() -> None:
    question = add_question(make_bank().id, make_draft(), BY)
    number = question.id
    change_many(ready_task(BulkWish(Bulk.BIN), {number: 1}), EVENING, BY)
    assert len(versions(number)) == 1
    erase_question(number, BY)
    assert versions(number) == []


def test_a_file_is_one_step() -> None:
    done = import_questions("V&A", many_questions(3), EVENING, BY)
    edited = export_bank(done.bank.id, "fr").replace("numéro 1".encode(), b"no 1")
    again = import_questions("V&A", edited, EVENING, BY)
    rows = [versions(question.id) for question in list_questions(done.bank.id)]
    assert [[row.number for row in of_one] for of_one in rows] == [[1], [1, 2], [1]]
    assert {of_one[0].step for of_one in rows} == {done.step}
    assert {(of_one[0].act, of_one[0].is_first) for of_one in rows} == {("bank.import", True)}
    assert (rows[1][1].step, rows[1][1].is_first) == (again.step, False)
    assert again.step != done.step


def add() -> None:
    add_question(make_bank().id, make_draft(), BY)


def edit() -> None:
    question = make_question(make_bank())
    edit_question(question.id, make_draft(), 1, BY)


def load() -> None:
    import_questions("V&A", many_questions(3), EVENING)


def reload() -> None:
    load()
    (bank_id,) = {question.bank_id for question in db.session.scalars(select(Question))}
    changed = export_bank(bank_id, "fr").replace("numéro".encode(), b"no")
    import_questions("V&A", changed, EVENING)


def mend() -> None:
    question = make_question(make_bank(), prompt=Localized("Lequel?", "哪一件？"))
    mend_spelling(question.bank_id, spelling_mends(question.bank_id, {question.id: 1}), BY)


def take_back() -> None:
    edit()
    question = db.session.scalars(select(Question)).one()
    go_back(question.id, 1, 2, BY)


def undo() -> None:
    edit()
    question = db.session.scalars(select(Question)).one()
    undo_step(question.bank_id, step_of(question.id, 2), BY)


@pytest.mark.parametrize("act", [add, edit, load, reload, mend, take_back, undo])
def test_after_every_act_the_last_version_is_the_question(act: Callable[[], None]) -> None:
    act()
    db.session.expire_all()
    questions = list(db.session.scalars(select(Question)))
    assert questions
    for question in questions:
        last = versions(question.id)[-1]
        assert last.number == question.version
        assert draft_of_json(last.content) == draft_of(question)
        assert (last.actor, last.act, last.step) != ("", "", "")


def test_old_contents_are_read_without_what_they_did_not_have_yet() -> None:
    old = {"kind": "poll", "prompt": {"fr": "Quoi ?"}, "explanation": "Parce que", "other": 1}
    read = draft_of_json(old)
    assert read == Draft(
        kind="poll",
        prompt=Localized("Quoi ?", ""),
        explanation=Localized("Parce que", "Parce que"),
    )
    assert replace(read, kind="single").seconds == 30


def test_every_part_is_kept_by_its_name() -> None:
    question = get_question(add_question(make_bank().id, make_draft("number"), BY).id)
    (kept,) = versions(question.id)
    assert kept.content["key"] == {"value": "1852", "tolerance": "20"}
    assert kept.content["may_be_negative"] is False
    assert kept.content["choices"] == []
