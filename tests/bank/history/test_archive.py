"""A bank taken away as an archive comes back with its history, and goes on with it."""

import pytest

from quiz.bank.actions import import_questions
from quiz.bank.edits import add_question, edit_question
from quiz.bank.formats.past_versions import PastVersion
from quiz.bank.history.actions import go_back, undo_step
from quiz.bank.history.archive import archived_pictures, export_archive
from quiz.bank.history.queries import histories_of
from quiz.bank.queries import draft_of, list_questions
from quiz.bank.rules import picture_name
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.clocks import EVENING, SettableClock
from tests.factories import make_bank, make_question

BY = "admin@museum.example"
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


def without_import(bank_id: int) -> list[tuple[PastVersion, ...]]:
    """The versions of each question of a bank, but for the last one."""
    found = histories_of(bank_id, 100)
    return [found[question.id][:-1] for question in list_questions(bank_id)]


def test_a_bank_comes_back_with_its_history(clock: SettableClock) -> None:
    bank = make_bank(name="V&A")
    question = add_question(bank.id, make_draft(), BY)
    for version, seconds in enumerate((45, 60), 1):
        clock.advance(60_000)
        edit_question(question.id, make_draft(seconds=seconds), version, BY)
    old = make_question(bank, version=7)
    kept = histories_of(bank.id, 100)
    done = import_questions("Copie", export_archive(bank.id, {}), EVENING, BY)
    copied, without = list_questions(done.bank.id)
    assert without_import(done.bank.id) == [kept[question.id], ()]
    assert [draft_of(copied), draft_of(without)] == [draft_of(question), draft_of(old)]
    assert (copied.version, without.version) == (4, 1)
    last = histories_of(done.bank.id, 1)[copied.id]
    assert [(one.number, one.act) for one in last] == [(4, "bank.import")]
    go_back(copied.id, 1, 4, BY)
    assert draft_of(copied) == make_draft()


def test_an_imported_history_goes_with_the_import() -> None:
    bank = make_bank(name="V&A")
    question = add_question(bank.id, make_draft(), BY)
    edit_question(question.id, make_draft(seconds=45), 1, BY)
    done = import_questions("Copie", export_archive(bank.id, {}), EVENING, BY)
    undone = undo_step(done.bank.id, done.step, BY)
    assert (undone.binned, list_questions(done.bank.id)) == (1, [])
    assert histories_of(done.bank.id, 100) == {}


def test_a_question_that_is_there_keeps_its_own_history() -> None:
    bank = make_bank(name="V&A")
    question = add_question(bank.id, make_draft(), BY)
    data = export_archive(bank.id, {})
    edit_question(question.id, make_draft(seconds=45), 1, BY)
    before = histories_of(bank.id, 100)
    import_questions("V&A", data, EVENING, BY)
    assert histories_of(bank.id, 100) == before


def test_the_newest_versions_are_taken() -> None:
    question = add_question(make_bank().id, make_draft(), BY)
    for version in range(1, 5):
        edit_question(question.id, make_draft(seconds=40 + version), version, BY)
    found = histories_of(question.bank_id, 2)[question.id]
    assert [one.number for one in found] == [4, 5]


def test_pictures_of_earlier_versions_are_taken_along() -> None:
    names = [picture_name(letter * 32) for letter in "ab"]
    alt = Localized("Un vase", "一只花瓶")
    question = add_question(make_bank().id, make_draft(image=names[0], image_alt=alt), BY)
    edit_question(question.id, make_draft(image=names[1], image_alt=alt), 1, BY)
    assert archived_pictures(question.bank_id) == {names[0]: "a" * 32, names[1]: "b" * 32}
