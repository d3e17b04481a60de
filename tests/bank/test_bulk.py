"""Many questions are changed at once: what can be is, the rest is said, and all taken back."""

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.bank.bulk.act import change_many, ready_task, ready_undo, undo_many
from quiz.bank.bulk.base import Bulk, BulkOutcome, BulkWish
from quiz.bank.edits import add_question, edit_question
from quiz.bank.history.queries import list_versions
from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of, get_question, list_questions
from quiz.errors import Invalid, NotFound
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.clocks import EVENING
from tests.factories import make_bank

BY = "admin@museum.example"
pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def bank() -> Bank:
    """A bank of three questions: un, deux, trois."""
    bank = make_bank(name="A")
    for text in ("un", "deux", "trois"):
        add_question(bank.id, make_draft(prompt=Localized(text, "题")), BY)
    db.session.commit()
    return bank


def seen(bank: Bank) -> dict[int, int | None]:
    return {question.id: question.version for question in list_questions(bank.id)}


def do(change: Bulk, versions: dict[int, int | None], value: str = "") -> BulkOutcome:
    done = change_many(ready_task(BulkWish(change, value), versions), EVENING, BY)
    db.session.commit()
    return done


def take_back(done: BulkOutcome) -> BulkOutcome:
    undone = undo_many(ready_undo(done.entry_id), EVENING, BY)
    db.session.commit()
    return undone


def values(bank: Bank, name: str) -> list[object]:
    return [getattr(question, name) for question in list_questions(bank.id)]


def prompts(bank: Bank) -> list[str]:
    return [question.prompt.fr for question in list_questions(bank.id)]


@pytest.mark.both_databases
def test_a_tag_is_added_and_removed_again(app: Flask, bank: Bank) -> None:
    done = do(Bulk.ADD_TAG, seen(bank), " bols  bleus ")
    assert (len(done.changed), done.already, done.left) == (3, 0, [])
    assert values(bank, "tags") == [["bols bleus"]] * 3
    assert values(bank, "version") == [2, 2, 2]
    assert "\n#bolsbleus\n" in get_question(done.changed[0]).searched
    again = do(Bulk.ADD_TAG, seen(bank), "bols bleus")
    assert (again.changed, again.already, again.entry_id) == ([], 3, 0)
    take_back(done)
    assert values(bank, "tags") == [[]] * 3


@pytest.mark.both_databases
def test_seconds_go_back_to_what_each_question_had(app: Flask, bank: Bank) -> None:
    first = list_questions(bank.id)[0]
    do(Bulk.SECONDS, {first.id: None}, "45")
    done = do(Bulk.SECONDS, seen(bank), "20")
    assert values(bank, "seconds") == [20, 20, 20]
    last = list_questions(bank.id)[2]
    edit_question(last.id, make_draft(prompt=last.prompt, seconds=50), last.version, BY)
    db.session.commit()
    undone = take_back(done)
    # What somebody changed since is left alone.
    assert values(bank, "seconds") == [45, 30, 50]
    assert [one.prompt.fr for one in undone.left] == ["trois"]


def test_each_rewritten_question_has_a_version_in_its_history(bank: Bank) -> None:
    done = do(Bulk.WEIGHT, seen(bank), "3")
    versions = list_versions(done.changed[0], 1).rows
    assert versions[0].act == "question.weight"
    assert versions[0].content["weight"] == 3


def test_who_saw_another_version_changes_nothing(bank: Bank) -> None:
    versions = seen(bank)
    number = next(iter(versions))
    done = do(Bulk.WEIGHT, versions | {number: 7, 999_999: 1}, "2")
    assert len(done.changed) == 2
    assert sorted(one.prompt.fr for one in done.left) == ["", "un"]
    assert get_question(number).weight == 1


@pytest.mark.parametrize(
    ("change", "value"),
    [
        (Bulk.SECONDS, "0"),
        (Bulk.SECONDS, "vingt"),
        (Bulk.WEIGHT, "11"),
        (Bulk.ADD_TAG, "  "),
        (Bulk.ADD_TAG, "a|b"),
        (Bulk.MOVE, ""),
    ],
)
def test_a_value_that_no_question_can_have_is_refused(bank: Bank, change: Bulk, value: str) -> None:
    with pytest.raises(Invalid):
        ready_task(BulkWish(change, value), seen(bank))


def test_what_would_make_a_twin_stays_as_it_is(bank: Bank) -> None:
    twin = make_draft(prompt=Localized("un", "题"), weight=2)
    add_question(bank.id, twin, BY)
    db.session.commit()
    done = do(Bulk.WEIGHT, seen(bank), "2")
    assert (len(done.changed), done.already) == (2, 1)
    assert [one.prompt.fr for one in done.left] == ["un"]


@pytest.mark.both_databases
def test_questions_move_to_the_end_of_another_bank_and_back(app: Flask, bank: Bank) -> None:
    other = make_bank(name="B")
    for text in ("zéro", "deux"):
        add_question(other.id, make_draft(prompt=Localized(text, "题")), BY)
    db.session.commit()
    done = do(Bulk.MOVE, seen(bank), str(other.id))
    assert prompts(other) == ["zéro", "deux", "un", "trois"]
    assert prompts(bank) == ["deux"]
    assert [one.prompt.fr for one in done.left] == ["deux"]
    take_back(done)
    assert (prompts(other), prompts(bank)) == (["zéro", "deux"], ["un", "deux", "trois"])


@pytest.mark.both_databases
def test_copies_are_questions_of_their_own(app: Flask, bank: Bank) -> None:
    other = make_bank(name="B")
    db.session.commit()
    done = do(Bulk.COPY, seen(bank), str(other.id))
    assert prompts(other) == prompts(bank) == ["un", "deux", "trois"]
    assert values(other, "version") == [1, 1, 1]
    assert list_versions(done.changed[0], 1).rows[0].is_first
    changed = list_questions(other.id)[0]
    edit_question(changed.id, make_draft(prompt=changed.prompt, weight=4), 1, BY)
    db.session.commit()
    take_back(done)
    # A copy that somebody has changed since is nobody's to take away.
    assert prompts(other) == ["un"]


@pytest.mark.both_databases
def test_archived_and_binned_ones_come_back(app: Flask, bank: Bank) -> None:
    archived = do(Bulk.ARCHIVE, seen(bank))
    assert values(bank, "archived") == [True] * 3
    assert draft_of(list_questions(bank.id)[0]).prompt.fr == "un"
    assert list_questions(bank.id, archived=False) == []
    take_back(archived)
    assert values(bank, "archived") == [False] * 3
    binned = do(Bulk.BIN, seen(bank))
    assert prompts(bank) == []
    with pytest.raises(NotFound):
        get_question(binned.changed[0])
    # The same question may be written again, and then the one in the bin stays there.
    add_question(bank.id, make_draft(prompt=Localized("deux", "题")), BY)
    db.session.commit()
    undone = take_back(binned)
    assert sorted(prompts(bank)) == ["deux", "trois", "un"]
    assert [one.prompt.fr for one in undone.left] == ["deux"]


def test_an_act_is_one_entry_of_the_record(bank: Bank) -> None:
    do(Bulk.SECONDS, seen(bank), "20")
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    entry = db.session.scalar(newest)
    assert entry is not None
    assert (entry.act, entry.subject, entry.actor) == ("question.seconds", f"bank {bank.id}", BY)
    assert (entry.details["questions"], entry.details["value"]) == (3, "20")
    with pytest.raises(NotFound):
        ready_undo(entry.id + 1)


@pytest.mark.both_databases
def test_many_are_written_in_one_statement(app: Flask) -> None:
    bank = make_bank(name="grande")
    drafts = [make_draft(prompt=Localized(f"n° {n}", "题")) for n in range(40)]
    for draft in drafts:
        add_question(bank.id, draft, BY)
    db.session.commit()
    done = do(Bulk.ADD_TAG, dict.fromkeys(seen(bank)), "tous")
    assert len(done.changed) == 40
    assert db.session.scalar(select(Question.id).where(Question.version != 2)) is None
