"""All checks of a question in one list, and how many of them a bank says stand open."""

from dataclasses import replace

import pytest

from quiz.bank.actions import mend_spelling
from quiz.bank.checks.registry import flaws
from quiz.bank.edits import add_question, edit_question, renew_facts, settle_flaws
from quiz.bank.facts import EDITION
from quiz.bank.flaws import open_flaws, spelling_mends
from quiz.bank.queries import get_question
from quiz.bank.rules import Changed, Draft, picture_name
from quiz.bank.search import Search, find_page
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.factories import make_bank

PICTURE = picture_name("a" * 32)


@pytest.fixture
def flawed() -> Draft:
    """A question with something for every check."""
    return make_draft(
        prompt=Localized("En 1852, lequel?", "哪一件？"),
        choices=(
            Localized("Sèvres", "塞夫尔"),
            Localized("sevres", "塞弗尔"),
            Localized("Le bol vert de Longquan", "龙泉碗"),
        ),
        key={"right": [3]},
        explanation=Localized(
            "Le bol fut offert au musée par sa veuve, qui habitait Pékin.", "碗。"
        ),
        image=PICTURE,
        image_alt=Localized("Le bol vert de Longquan", "一只碗"),
    )


def test_every_check_is_asked(flawed: Draft) -> None:
    assert [flaw.check for flaw in flaws(flawed)] == [
        *("length", "figures", "choices", "caution", "spelling", "source", "credit", "rights")
    ]


@pytest.mark.usefixtures("app")
@pytest.mark.both_databases
def test_a_bank_counts_what_stands_open(flawed: Draft) -> None:
    bank = make_bank()
    assert open_flaws(bank.id).count == 0
    question = add_question(bank.id, flawed, "test")
    for number in range(5):
        prompt = Localized(f"Lequel, {number} ?", f"哪一件，{number}？")
        source = "https://museum.example"
        draft = make_draft(prompt=prompt, source_url=source, key={"right": [1]})
        add_question(bank.id, draft, "test")
    found = open_flaws(bank.id)
    assert (found.of_questions, len(found.of_bank), found.count) == (8, 1, 9)
    assert find_page(Search(bank_id=bank.id, flawed=True), 1).rows == [question]


@pytest.mark.usefixtures("app")
@pytest.mark.both_databases
def test_signs_are_mended_in_what_nobody_changed_since() -> None:
    bank, other = make_bank(), make_bank()
    wrong = [
        add_question(bank.id, make_draft(prompt=Localized(text, "哪一件?")), "test").id
        for text in ("Lequel?", "Lequel ?", "Lesquels?")
    ]
    elsewhere = add_question(other.id, make_draft(prompt=Localized("Lequel?", "哪？")), "test").id
    seen = {wrong[0]: 1, wrong[1]: 9, wrong[2]: 1, elsewhere: 1, 999: 1}
    mends = spelling_mends(bank.id, seen)
    assert [mend.id for mend in mends] == [wrong[0], wrong[2]]
    mend_spelling(bank.id, mends, "test")
    db.session.expire_all()
    assert [get_question(number).prompt.fr for number in (*wrong, elsewhere)] == [
        *("Lequel ?", "Lequel ?", "Lesquels ?", "Lequel?")
    ]
    assert [get_question(number).version for number in wrong] == [2, 1, 2]
    # What would now say the same as the first one stays as it is.
    assert spelling_mends(bank.id, {wrong[1]: 1}) == []
    with pytest.raises(Changed):
        mend_spelling(bank.id, mends, "test")


@pytest.mark.usefixtures("app")
@pytest.mark.both_databases
def test_what_was_left_as_it_is_stands_open_again_once_it_changes(flawed: Draft) -> None:
    bank = make_bank()
    question = add_question(bank.id, flawed, "test")
    settle_flaws(question.id, 1, "test")
    shown = [Search(bank_id=bank.id, flawed=True, settled=settled) for settled in (False, True)]
    assert [find_page(search, 1).rows for search in shown] == [[], [question]]
    assert open_flaws(bank.id).count == 0
    edit_question(question.id, replace(flawed, seconds=45), 1, "test")
    assert [find_page(search, 1).rows for search in shown] == [[question], []]
    assert open_flaws(bank.id).count == 8
    settle_flaws(question.id, 2, "test")
    settle_flaws(question.id, 2, "test", settled=False)
    assert open_flaws(bank.id).count == 8


@pytest.mark.usefixtures("app")
@pytest.mark.both_databases
def test_a_check_that_finds_more_opens_what_was_settled(flawed: Draft) -> None:
    question = add_question(make_bank().id, flawed, "test")
    settle_flaws(question.id, 1, "test")
    question.flaws, question.facts_edition = question.flaws - 1, EDITION - 1
    db.session.flush()
    assert renew_facts() == 1
    db.session.expire(question)
    assert question.checked_version == 0
