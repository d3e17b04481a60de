"""Banks are found by number and by name, and listed with their counts."""

import pytest

from quiz.bank.formats.bilingual import read
from quiz.bank.queries import (
    BankRow,
    export_bank,
    find_bank,
    get_bank,
    get_bank_named,
    get_question,
    list_banks,
    list_questions,
)
from quiz.errors import NotFound
from tests.clocks import EVENING
from tests.factories import make_bank, make_question

pytestmark = pytest.mark.usefixtures("app")


def test_banks_are_listed_by_name_with_their_questions() -> None:
    second, first = make_bank(name="Laque"), make_bank(name="Céramique")
    for seconds in (30, 30, 3):
        make_question(first, seconds=seconds)
    assert list_banks() == [
        BankRow(first.id, "Céramique", 1, EVENING, 3, 1),
        BankRow(second.id, "Laque", 1, EVENING, 0, 0),
    ]


def test_banks_and_questions_are_found() -> None:
    bank = make_bank(name="Laque")
    question = make_question(bank)
    assert find_bank("Laque") is get_bank_named("Laque") is get_bank(bank.id) is bank
    assert find_bank("laque") is None
    assert get_question(question.id) is question
    assert list_questions(bank.id) == [question]


def test_what_is_not_there_is_said_by_name() -> None:
    with pytest.raises(NotFound) as refused:
        get_bank_named("Jade")
    assert str(refused.value) == "There is no bank named “Jade”."
    with pytest.raises(NotFound):
        get_bank(1)
    with pytest.raises(NotFound):
        get_question(1)


def test_questions_stand_in_their_order() -> None:
    bank = make_bank()
    last, first = make_question(bank, position=9), make_question(bank, position=2)
    assert list_questions(bank.id) == [first, last]
    assert [draft.prompt for draft in read(export_bank(bank.id, "zh"))] == [
        first.prompt,
        last.prompt,
    ]
