"""Whatever writes a question keeps which of its texts are behind their other language."""

from dataclasses import replace
from typing import Any

import pytest

from quiz.audit.queries import entries_about
from quiz.bank.actions import import_questions, mend_spelling
from quiz.bank.edits import add_question, confirm_translation, edit_question, translate_question
from quiz.bank.flaws import spelling_mends
from quiz.bank.history.actions import go_back, undo_step
from quiz.bank.history.archive import export_archive
from quiz.bank.history.queries import step_of
from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of, export_bank, find_bank, list_questions
from quiz.bank.rules import Changed
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.clocks import EVENING
from tests.factories import make_bank

BY = "admin@museum.example"
ASKED = Localized("Lequel est le plus ancien ?", "哪一件最古老？")
CHANGED = Localized("Lequel est le plus récent ?", ASKED.zh)
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


@pytest.fixture
def bank() -> Bank:
    """A bank of one question."""
    bank = make_bank(name="Vases")
    add_question(bank.id, make_draft(prompt=ASKED, explanation=Localized("Vieux.", "旧。")), BY)
    db.session.commit()
    return bank


def only(bank: Bank) -> Question:
    db.session.expire_all()
    (question,) = list_questions(bank.id)
    return question


def edit(bank: Bank, **texts: Any) -> Question:
    question = only(bank)
    edit_question(question.id, replace(draft_of(question), **texts), question.version, BY)
    db.session.commit()
    return only(bank)


def test_an_edit_of_one_language_leaves_the_other_behind(bank: Bank) -> None:
    question = edit(bank, prompt=CHANGED)
    assert question.outdated == "zh"
    assert question.outdated_texts is not None
    state = question.outdated_texts["prompt"]
    assert (state["language"], state["former"]) == ("zh", ASKED.fr)
    assert edit(bank, seconds=45).outdated == "zh"
    question = edit(bank, prompt=Localized(CHANGED.fr, "哪一件最新？"))
    assert (question.outdated, question.outdated_texts) == ("", {})


def test_taking_a_change_back_settles_it(bank: Bank) -> None:
    assert edit(bank, prompt=CHANGED).outdated == "zh"
    assert edit(bank, prompt=ASKED).outdated == ""


def test_a_file_that_changes_one_language_leaves_the_other_behind(bank: Bank) -> None:
    sheet = export_bank(bank.id, "fr").decode()
    assert sheet.count("Vieux.") == 1
    import_questions("Vases", sheet.replace("Vieux.", "Neuf.").encode(), EVENING)
    db.session.commit()
    assert (only(bank).outdated, list(only(bank).outdated_texts or {})) == ("zh", ["explanation"])
    sheet = export_bank(bank.id, "zh").decode()
    import_questions("Vases", sheet.replace("旧。", "新。").encode(), EVENING)
    db.session.commit()
    assert (only(bank).outdated, only(bank).outdated_texts) == ("", {})


def test_mended_signs_leave_it_as_it_is(bank: Bank) -> None:
    edit(
        bank, prompt=Localized('Lequel est "neuf" ?', ASKED.zh), explanation=Localized("Vu", "旧.")
    )
    before = only(bank)
    mend_spelling(bank.id, spelling_mends(bank.id, {before.id: before.version}), BY)
    db.session.commit()
    after = only(bank)
    assert after.prompt.fr == "Lequel est « neuf » ?"
    assert (after.outdated, list(after.outdated_texts or {})) == ("zh", ["prompt", "explanation"])
    edit(bank, prompt=ASKED, explanation=Localized("Vieux", "旧。"))
    assert only(bank).outdated == ""


def test_who_saw_both_says_that_it_still_holds(bank: Bank) -> None:
    question = edit(bank, prompt=CHANGED)
    with pytest.raises(Changed):
        confirm_translation(question.id, question.version - 1, BY)
    for _again in range(2):
        confirm_translation(question.id, question.version, BY)
    db.session.commit()
    assert (only(bank).outdated, only(bank).version) == ("", 2)
    acts = [entry.act for entry in entries_about(f"bank {bank.id}")]
    assert acts.count("question.confirm") == 1


def test_an_archive_brings_it_back(bank: Bank) -> None:
    edit(bank, prompt=CHANGED)
    archive = export_archive(bank.id, {})
    import_questions("Copie", archive, EVENING)
    db.session.commit()
    copy = find_bank("Copie")
    assert copy is not None
    assert only(copy).outdated == "zh"
    assert only(copy).outdated_texts == only(bank).outdated_texts


def test_what_is_taken_back_is_as_far_behind_as_it_was(bank: Bank) -> None:
    question = edit(bank, prompt=CHANGED)
    behind = question.outdated_texts
    done = translate_question(
        question.id,
        replace(draft_of(question), prompt=Localized(CHANGED.fr, "哪一件最新？")),
        "zh",
        question.version,
        BY,
    )
    db.session.commit()
    assert only(bank).outdated == ""
    number, step = done.version, step_of(done.id, done.version)
    undone = undo_step(bank.id, step, BY)
    db.session.commit()
    assert undone.count == 1
    assert (only(bank).outdated, only(bank).outdated_texts) == ("zh", behind)
    go_back(done.id, number, only(bank).version, BY)
    db.session.commit()
    assert (only(bank).prompt.zh, only(bank).outdated) == ("哪一件最新？", "")


def test_a_translator_settles_all_that_was_seen(bank: Bank) -> None:
    question = edit(bank, prompt=CHANGED, explanation=Localized("Neuf.", "旧。"))
    after = replace(draft_of(question), explanation=Localized("Neuf.", "新。"))
    translate_question(question.id, after, "zh", question.version, BY)
    db.session.commit()
    assert (only(bank).outdated, only(bank).explanation.zh) == ("", "新。")


def test_what_was_found_to_hold_holds_when_a_later_change_is_taken_back(bank: Bank) -> None:
    question = edit(bank, prompt=CHANGED)
    confirm_translation(question.id, question.version, BY)
    db.session.commit()
    later = edit(bank, seconds=45)
    undo_step(bank.id, step_of(later.id, later.version), BY)
    db.session.commit()
    assert (only(bank).seconds, only(bank).outdated) == (30, "")
