"""Banks change whole, for whoever saw them last, and never hold a question twice."""

from dataclasses import replace

import pytest
from flask import Flask

from quiz.bank.actions import create_bank, import_questions, lock_bank, rename_bank
from quiz.bank.edits import add_question, edit_question
from quiz.bank.formats.bilingual import read, write
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.models import Bank, Question
from quiz.bank.queries import demo_file, draft_of, export_bank, list_banks, list_questions
from quiz.bank.rules import Changed, Unfit
from quiz.errors import Conflict, Invalid, NotFound
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import KEYS, make_draft
from tests.clocks import EVENING
from tests.factories import make_bank

BY = "admin@museum.example"
pytestmark = pytest.mark.usefixtures("app")


def prompts(bank: Bank) -> list[str]:
    return [question.prompt.fr for question in list_questions(bank.id)]


@pytest.fixture
def bank() -> Bank:
    """A bank of three questions: un, deux, trois."""
    bank = make_bank()
    for text in ("un", "deux", "trois"):
        add_question(bank.id, make_draft(prompt=Localized(text, "题")), BY)
    db.session.commit()
    return bank


def test_a_bank_is_made_under_a_tidy_name() -> None:
    bank = create_bank("  V&A \n 2020 ", EVENING, BY)
    assert (bank.name, bank.made_at, bank.version) == ("V&A 2020", EVENING, 1)


@pytest.mark.parametrize("name", ["", " \n", "a" * 121, "a\x00b"])
def test_a_bank_needs_a_name_that_can_be_read(name: str) -> None:
    with pytest.raises(Invalid):
        create_bank(name, EVENING, BY)


def test_names_of_banks_differ() -> None:
    create_bank("V&A", EVENING, BY)
    with pytest.raises(Conflict) as refused:
        create_bank(" V&A ", EVENING, BY)
    assert str(refused.value) == "There is already a bank named “V&A”."


def test_rename(bank: Bank) -> None:
    seen = bank.version
    assert rename_bank(bank.id, "Céramique", seen, BY).name == "Céramique"
    assert rename_bank(bank.id, "Céramique", seen + 1, BY).version == seen + 2
    with pytest.raises(Changed) as refused:
        rename_bank(bank.id, "Laque", seen, BY)
    assert refused.value.now is bank
    assert bank.name == "Céramique"


@pytest.mark.both_databases
def test_import_makes_the_bank_once(app: Flask) -> None:
    done = import_questions("V&A", demo_file(), EVENING)
    assert (done.bank.name, done.added, done.already) == ("V&A", 30, 0)
    again = import_questions(" V&A ", demo_file(), EVENING)
    assert (again.bank, again.added, again.already) == (done.bank, 0, 30)
    db.session.commit()
    assert [(row.name, row.questions) for row in list_banks()] == [("V&A", 30)]
    stored = [draft_of(question) for question in list_questions(done.bank.id)]
    assert stored == list(read(demo_file()))
    exported = export_bank(done.bank.id, "fr")
    assert list(read(exported)) == stored
    after = import_questions("V&A", exported, EVENING)
    assert (after.added, after.already, after.changed) == (0, 30, 0)


def test_import_adds_after_what_is_there(bank: Bank) -> None:
    new = make_draft("poll")
    old = make_draft(prompt=Localized("deux", "题"))
    done = import_questions(bank.name, write([new, old, new]), EVENING)
    assert (done.added, done.already) == (1, 2)
    assert prompts(bank) == ["un", "deux", "trois", "Lequel est le plus ancien ?"]
    assert [question.position for question in bank.questions] == [1, 2, 3, 4]


def test_a_wrong_file_leaves_no_trace() -> None:
    data = write([make_draft(), make_draft(prompt=Localized("Quoi ?", ""))])
    with pytest.raises(FileRefused):
        import_questions("V&A", data, EVENING)
    assert list_banks() == []


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_a_question_is_kept_as_written(kind: str) -> None:
    draft = make_draft(
        kind,
        seconds=45,
        weight=2,
        explanation=Localized("Parce que.", "因为。"),
        maker=Localized("Sèvres", "Sèvres"),
        picture_with_question=True,
        tags=("asie", "chine"),
    )
    question = add_question(
        make_bank().id, replace(draft, maker=Localized(" Sèvres ", " Sèvres ")), BY
    )
    db.session.commit()
    assert draft_of(question) == draft
    assert (question.position, question.version) == (1, 1)


def test_a_question_may_have_gaps_but_nothing_wrong(bank: Bank) -> None:
    add_question(
        bank.id, make_draft("single", prompt=Localized("Quoi ?", ""), key={}, choices=()), BY
    )
    with pytest.raises(Unfit) as refused:
        add_question(bank.id, make_draft(prompt=Localized("Quoi ?", ""), seconds=0), BY)
    assert [problem.field for problem in refused.value.problems] == ["seconds"]
    assert prompts(bank) == ["un", "deux", "trois", "Quoi ?"]


def test_a_question_is_in_its_bank_once(bank: Bank) -> None:
    with pytest.raises(Conflict) as refused:
        add_question(bank.id, make_draft(prompt=Localized(" deux", "题")), BY)
    assert str(refused.value) == "This question is already in the bank."
    assert (
        add_question(make_bank().id, make_draft(prompt=Localized("deux", "题")), BY).position == 1
    )


def test_edit_replaces_what_the_editor_saw(bank: Bank) -> None:
    question = list_questions(bank.id)[1]
    draft = make_draft("poll", prompt=Localized("deux bis", "题"))
    edited = edit_question(question.id, draft, 1, BY)
    assert (draft_of(edited), edited.version, edited.position) == (draft, 2, 2)
    with pytest.raises(Changed) as refused:
        edit_question(question.id, make_draft(prompt=Localized("trop tard", "晚了")), 1, BY)
    assert refused.value.now is question
    assert question.prompt.fr == "deux bis"
    assert edit_question(question.id, draft, 2, BY).version == 3


def test_edit_makes_no_twin_and_keeps_nothing_wrong(bank: Bank) -> None:
    question = list_questions(bank.id)[1]
    with pytest.raises(Conflict):
        edit_question(question.id, make_draft(prompt=Localized("un", "题")), 1, BY)
    with pytest.raises(Unfit):
        edit_question(question.id, make_draft(weight=11), 1, BY)
    db.session.rollback()
    assert prompts(bank) == ["un", "deux", "trois"]


def test_what_is_gone_is_not_found(bank: Bank) -> None:
    with pytest.raises(NotFound):
        edit_question(999, make_draft(), 1, BY)
    with pytest.raises(NotFound):
        lock_bank(999)


def test_deleted_between_look_and_lock(bank: Bank) -> None:
    question = list_questions(bank.id)[1]
    # Another connection's delete, which this one's identity map has not heard of.
    table = Question.__table__
    db.session.connection().execute(table.delete().where(table.c.id == question.id))
    with pytest.raises(NotFound):
        edit_question(question.id, make_draft(), 1, BY)
