"""A bank goes into the bin with its questions, comes back with them, or is deleted for good."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.bank.actions import create_bank
from quiz.bank.bin import (
    bin_bank,
    erase_bank,
    erase_old_banks,
    erase_question,
    list_binned_banks,
    list_binned_questions,
    restore_bank,
)
from quiz.bank.bulk.act import change_many, ready_task
from quiz.bank.bulk.base import Bulk, BulkWish
from quiz.bank.edits import add_question, renew_facts
from quiz.bank.models import Bank, Question
from quiz.bank.queries import count_questions, find_bank, get_bank, list_banks, list_questions
from quiz.bank.search import Search, find_all
from quiz.bin import KEPT_MS, WITH_BINNED
from quiz.errors import Conflict, NotFound
from quiz.events.models import Entry, Round
from quiz.events.queries import count_binned_places, event_facts, list_entries, next_entry
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.clocks import EVENING
from tests.factories import make_bank, make_entry, make_event, make_round

BY = "admin@museum.example"
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


@pytest.fixture
def bank() -> Bank:
    """A bank of two questions: un, deux."""
    bank = make_bank(name="Vases")
    for text in ("un", "deux"):
        add_question(bank.id, make_draft(prompt=Localized(text, "题")), BY)
    db.session.commit()
    return bank


def do(change: Bulk, *numbers: int) -> list[int]:
    done = change_many(ready_task(BulkWish(change), dict.fromkeys(numbers)), EVENING, BY)
    db.session.commit()
    return done.changed


def bin_it(bank: Bank, now: int = EVENING) -> None:
    bin_bank(bank.id, bank.version, now, BY)
    db.session.commit()


def test_nothing_of_a_binned_bank_is_found(app: Flask, bank: Bank) -> None:
    number, questions = bank.id, list_questions(bank.id)
    first = questions[0].id
    bin_it(bank)
    assert (list_banks(), find_bank("Vases"), count_questions(number)) == ([], None, 0)
    assert list(find_all(Search("un"))) == []
    with pytest.raises(NotFound):
        get_bank(number)
    assert db.session.scalar(select(func.count(Question.id))) == 0
    named = select(Question.id).where(Question.bank_id.in_(select(Bank.id)))
    assert db.session.scalars(named).all() == []
    db.session.expunge_all()
    assert db.session.get(Question, first) is None
    assert [row.name for row in list_binned_banks()] == ["Vases"]
    # Its questions went with it, and are not listed one by one.
    assert list(list_binned_questions()) == []


def test_a_bank_comes_back_with_the_questions_that_went_with_it(app: Flask, bank: Bank) -> None:
    first, second = (question.id for question in list_questions(bank.id))
    do(Bulk.BIN, first)
    bin_it(get_bank(bank.id))
    assert [row.id for row in list_binned_questions()] == [first]
    # Its bank is in the bin too.
    assert do(Bulk.RESTORE, first) == []
    restore_bank(bank.id, BY)
    db.session.commit()
    assert [question.id for question in list_questions(bank.id)] == [second]
    assert do(Bulk.RESTORE, first) == [first]
    assert [question.id for question in list_questions(bank.id)] == [first, second]


def test_a_name_that_is_taken_keeps_a_bank_in_the_bin(app: Flask, bank: Bank) -> None:
    number = bank.id
    bin_it(bank)
    create_bank("Vases", EVENING, BY)
    db.session.commit()
    with pytest.raises(Conflict):
        restore_bank(number, BY)
    db.session.rollback()
    assert [row.id for row in list_binned_banks()] == [number]


def test_a_binned_question_keeps_its_place_in_a_run_of_show(app: Flask, bank: Bank) -> None:
    event = make_event()
    first, second = list_questions(bank.id)
    for question in (first, second):
        make_entry(event, question)
    db.session.commit()
    number = first.id
    do(Bulk.BIN, number)
    following, facts = next_entry(event.id), event_facts(event.id)
    assert following is not None
    assert facts is not None
    assert (following.question_id, facts.planned) == (second.id, 1)
    assert [entry.question_id for entry in list_entries(event.id)] == [second.id]
    assert count_binned_places(event.id) == 1
    do(Bulk.RESTORE, number)
    assert [entry.question_id for entry in list_entries(event.id)] == [number, second.id]
    assert count_binned_places(event.id) == 0


def test_what_is_erased_is_gone_and_rounds_keep_their_copy(app: Flask, bank: Bank) -> None:
    question = list_questions(bank.id)[0]
    played = make_round(make_event(), question)
    make_entry(make_event(), question)
    db.session.commit()
    number, content = question.id, played.content
    with pytest.raises(NotFound):
        erase_question(number, BY)
    do(Bulk.BIN, number)
    erase_question(number, BY)
    db.session.commit()
    assert db.session.scalars(select(Entry)).all() == []
    kept = db.session.scalars(select(Round)).one()
    assert (kept.question_id, kept.content) == (None, content)
    with pytest.raises(NotFound):
        erase_bank(bank.id, BY)
    db.session.rollback()
    bin_it(get_bank(bank.id))
    erase_bank(bank.id, BY)
    db.session.commit()
    everything = select(func.count(Question.id)).execution_options(**WITH_BINNED)
    assert db.session.scalar(everything) == 0


def test_after_thirty_days_the_bin_is_emptied(app: Flask, bank: Bank) -> None:
    other = make_bank(name="Bols")
    add_question(other.id, make_draft(), BY)
    db.session.commit()
    do(Bulk.BIN, list_questions(other.id)[0].id)
    bin_it(get_bank(bank.id), EVENING + 1)
    assert erase_old_banks(EVENING + KEPT_MS - KEPT_MS, BY) == (0, 0)
    assert erase_old_banks(EVENING + 1, BY) == (0, 1)
    assert erase_old_banks(EVENING + 2, BY) == (1, 0)


def test_facts_are_renewed_in_the_bin_too(app: Flask, bank: Bank) -> None:
    number = list_questions(bank.id)[0].id
    get = select(Question).where(Question.id == number).execution_options(**WITH_BINNED)
    do(Bulk.BIN, number)
    db.session.scalars(get).one().facts_edition = 0
    db.session.commit()
    assert renew_facts() == 1
