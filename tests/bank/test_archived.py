"""What is archived is offered nowhere, and no file loses it or its state."""

import json

import pytest
from flask import Flask

from quiz.bank.actions import add_file
from quiz.bank.bulk.act import change_many, ready_task
from quiz.bank.bulk.base import Bulk, BulkWish
from quiz.bank.edits import add_question
from quiz.bank.flaws import open_flaws
from quiz.bank.history.archive import export_archive
from quiz.bank.imports import read_file
from quiz.bank.models import Bank
from quiz.bank.queries import (
    compare_file,
    count_archived,
    export_bank,
    get_question,
    list_banks,
    list_numbers,
    list_questions,
    neighbours,
)
from quiz.bank.search import Search, Usability, find_all, find_first
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.clocks import EVENING
from tests.factories import make_bank

BY = "admin@museum.example"
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


@pytest.fixture
def bank() -> Bank:
    """A bank of three questions, of which the second is archived."""
    bank = make_bank(name="Vases")
    for text in ("Un ?", "Deux ?", "Trois ?"):
        add_question(bank.id, make_draft(prompt=Localized(text, "题")), BY)
    second = list_questions(bank.id)[1].id
    change_many(ready_task(BulkWish(Bulk.ARCHIVE), {second: None}), EVENING, BY)
    db.session.commit()
    return bank


def test_it_is_in_no_list_and_no_number(app: Flask, bank: Bank) -> None:
    first, second, third = (question.id for question in list_questions(bank.id))
    assert list(find_all(Search())) == list_numbers(bank.id) == [first, third]
    assert [question.id for question in find_first(Search("?"), 9)] == [first, third]
    assert list(find_all(Search(readiness=Usability.ARCHIVED))) == [second]
    assert list(find_all(Search(readiness=Usability.EVERY))) == [first, second, third]
    assert [(row.questions, row.unready) for row in list_banks()] == [(2, 0)]
    assert count_archived(bank.id) == 1
    assert neighbours(get_question(first)) == (None, third)
    assert neighbours(get_question(second)) == (None, None)


def test_its_flaws_are_not_counted(app: Flask, bank: Bank) -> None:
    counts = {row.flaws for row in list_questions(bank.id)}
    assert counts == {list_questions(bank.id)[0].flaws}
    assert open_flaws(bank.id).of_questions == 2 * counts.pop()


def test_a_sheet_leaves_it_out_unless_asked(app: Flask, bank: Bank) -> None:
    plain, whole = export_bank(bank.id, "fr"), export_bank(bank.id, "fr", archived=True)
    assert (b"Deux" in plain, b"Deux" in whole) == (False, True)


def test_the_archive_keeps_its_state(app: Flask, bank: Bank) -> None:
    data = export_archive(bank.id, {})
    states = [question.get("archived", False) for question in json.loads(data)["questions"]]
    assert states == [False, True, False]
    file = read_file(data)
    add_file("Copie", file, compare_file("Copie", file), EVENING, BY)
    db.session.commit()
    copied = next(row for row in list_banks() if row.name == "Copie")
    assert [question.archived for question in list_questions(copied.id)] == states
