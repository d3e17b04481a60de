"""Mends, on both databases: a key, a weight, a verdict that changes after the count, and back."""

from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.database import writing
from quiz.errors import Conflict, Invalid, NotFound
from quiz.events.mends import Change
from quiz.events.models import Mend
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.mend import ask_mend, undo_mend
from quiz.game.integrity.check import event_differences
from quiz.game.mend.run import LEASE_MS, mend_next
from quiz.game.models import Answer, Board, MendedAnswer, Standing
from quiz.statements import open_book
from tests.evenings import Evening
from tests.typed_rounds import A, B, C, make_typed, mend, play, say

pytestmark = pytest.mark.both_databases
# The clock is asked when a mend is found, claimed, and as it is judged: then it is the third time.
MIDDLE = 3


@pytest.fixture
def players(evening: Evening) -> tuple[int, ...]:
    return make_typed(evening)


def standings() -> dict[int, tuple[int, int]]:
    db.session.rollback()
    rows = db.session.scalars(select(Standing))
    return {row.player_id: (row.score, row.right_answers) for row in rows}


def board(evening: Evening, number: int) -> list[tuple[str, int, int, int | None]]:
    db.session.rollback()
    kept = db.session.get_one(Board, evening.round(number).times.id, populate_existing=True)
    return [tuple(row[1:]) for row in kept.top["rows"]]


def differences(evening: Evening) -> list[str]:
    db.session.rollback()
    return [str(sentence) for sentence in event_differences(evening.event_id)]


def test_a_form_that_the_key_forgot_is_right_everywhere(
    evening: Evening, players: tuple[int, ...]
) -> None:
    play(evening, 1, a="ruyi", b="sceptre")
    play(evening, 2, a="vase", b="vase", c="ruyi")
    assert standings() == {A: (1_000, 1), B: (0, 0), C: (1_000, 1)}
    mend_id = mend(evening, 1, Change(accept="Le Sceptre"))
    assert standings() == {A: (1_000, 1), B: (1_000, 1), C: (1_000, 1)}
    assert board(evening, 1) == [("Ana", 1_000, 1, None), ("Bo", 1_000, 1, None)]
    assert board(evening, 2) == [
        ("Ana", 1_000, 1, 1),
        ("Bo", 1_000, 1, 1),
        ("Cy", 1_000, 1, 3),
    ]
    kept = db.session.get_one(Mend, mend_id)
    assert (kept.percent, kept.changed, kept.inverse) == (100, 1, {"withdraw": "Le Sceptre"})
    rows = db.session.scalars(select(MendedAnswer)).all()
    assert [(row.player_id, row.points_before, row.points) for row in rows] == [(B, 0, 1_000)]
    assert evening.round(1).content["key"]["forms"] == ["ruyi", "Le Sceptre"]
    assert differences(evening) == []


def test_it_is_undone_by_the_same_action(evening: Evening, players: tuple[int, ...]) -> None:
    play(evening, 1, a="ruyi", b="sceptre")
    before = standings(), board(evening, 1)
    mend_id = mend(evening, 1, Change(accept="sceptre"))
    assert (standings(), board(evening, 1)) != before
    with writing():
        undoing = undo_mend(evening.event_id, mend_id or 0, evening.clock.now(), "console")
        db.session.commit()
    assert undoing is not None
    evening.desk.mending.run_once()
    assert (standings(), board(evening, 1)) == before
    assert differences(evening) == []
    acts = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "round.mend")).all()
    assert [(entry.actor, entry.details) for entry in acts] == [
        ("ana@museum.example", {"round": 1, "accept": "sceptre"}),
        ("console", {"round": 1, "withdraw": "sceptre"}),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change(weight=3), {A: (3_000, 1), B: (0, 0)}),
        (Change(weight=0), {A: (0, 1), B: (0, 0)}),
        (Change(void=True), {A: (0, 0), B: (0, 0)}),
        (Change(key={"forms": ["vase"]}), {A: (0, 0), B: (1_000, 1)}),
    ],
)
def test_weight_key_and_verdict_are_mended_and_undone_alike(
    evening: Evening,
    players: tuple[int, ...],
    change: Change,
    expected: dict[int, tuple[int, int]],
) -> None:
    play(evening, 1, a="ruyi", b="vase")
    before = standings(), board(evening, 1)
    mend_id = mend(evening, 1, change)
    assert standings() == expected
    assert differences(evening) == []
    with writing():
        undo_mend(evening.event_id, mend_id or 0, evening.clock.now(), "console")
        db.session.commit()
    evening.desk.mending.run_once()
    assert (standings(), board(evening, 1)) == before
    assert differences(evening) == []


def test_before_the_count_it_is_kept_and_the_count_applies_it(
    evening: Evening, players: tuple[int, ...]
) -> None:
    evening.launch_and_open()
    say(evening, A, "ruyi", 1)
    say(evening, B, "sceptre", 1)
    mend_id = mend(evening, 1, Change(accept="sceptre"))
    assert db.session.get_one(Mend, mend_id).done_at is None
    assert evening.round(1).content["key"]["forms"] == ["ruyi"]
    evening.count()
    assert standings() == {A: (1_000, 1), B: (1_000, 1)}
    assert evening.round(1).content["key"]["forms"] == ["ruyi", "sceptre"]
    assert db.session.get_one(Mend, mend_id).changed == 1
    # Nobody had seen other points before: nobody is told of a change.
    assert db.session.scalars(select(MendedAnswer)).all() == []
    assert differences(evening) == []


def test_it_waits_while_another_round_is_launched_and_uncounted(
    evening: Evening, players: tuple[int, ...]
) -> None:
    play(evening, 1, a="ruyi", b="sceptre")
    evening.launch_and_open()
    say(evening, B, "ruyi", 2)
    mend_id = mend(evening, 1, Change(accept="sceptre"))
    assert db.session.get_one(Mend, mend_id).done_at is None
    assert standings() == {A: (1_000, 1), B: (0, 0)}
    evening.count()
    evening.desk.mending.run_once()
    assert standings() == {A: (1_000, 1), B: (2_000, 2)}
    assert board(evening, 2) == [("Bo", 2_000, 1, 1), ("Ana", 1_000, 2, 1)]
    assert differences(evening) == []


def test_a_change_that_waits_is_taken_back_without_a_trace_in_the_points(
    evening: Evening, players: tuple[int, ...]
) -> None:
    evening.launch_and_open()
    say(evening, B, "sceptre", 1)
    mend_id = mend(evening, 1, Change(accept="sceptre"))
    with writing():
        assert undo_mend(evening.event_id, mend_id or 0, evening.clock.now(), "console") is None
        db.session.commit()
    evening.count()
    assert standings() == {B: (0, 0)}
    assert differences(evening) == []


def test_two_changes_and_a_void_between_them_add_up(
    evening: Evening, players: tuple[int, ...]
) -> None:
    play(evening, 1, a="ruyi", b="sceptre", c="vase")
    evening.launch_and_open()
    for change in (Change(accept="sceptre"), Change(void=True), Change(accept="vase")):
        mend(evening, 1, change)
    assert standings() == {A: (1_000, 1), B: (0, 0), C: (0, 0)}
    evening.count()
    evening.desk.mending.run_once()
    assert standings() == {A: (0, 0), B: (0, 0), C: (0, 0)}
    assert differences(evening) == []
    mend(evening, 1, Change(void=False))
    assert standings() == {A: (1_000, 1), B: (1_000, 1), C: (1_000, 1)}
    assert differences(evening) == []


def test_what_is_so_already_is_no_change(evening: Evening, players: tuple[int, ...]) -> None:
    play(evening, 1, b="sceptre")
    assert mend(evening, 1, Change(accept="RUYI !")) is None
    assert mend(evening, 1, Change(accept="sceptre")) is not None
    assert mend(evening, 1, Change(accept="Sceptre")) is None
    assert mend(evening, 1, Change(weight=1)) is None
    assert mend(evening, 1, Change(void=False)) is None


@pytest.mark.parametrize(
    ("number", "change", "refusal"),
    [
        (7, Change(accept="x"), NotFound),
        (1, Change(accept="!"), Invalid),
        (1, Change(accept="x" * 61), Invalid),
        (1, Change(weight=11), Invalid),
        (2, Change(accept="x"), Conflict),
    ],
)
def test_what_cannot_be_mended_is_refused(
    evening: Evening,
    players: tuple[int, ...],
    number: int,
    change: Change,
    refusal: type[Exception],
) -> None:
    play(evening, 1, b="sceptre")
    evening.step(Step.LAUNCH)
    with pytest.raises(refusal):
        mend(evening, number, change)


def test_a_player_who_was_banned_meanwhile_stays_off_the_board(
    evening: Evening, players: tuple[int, ...]
) -> None:
    play(evening, 1, a="ruyi", b="sceptre")
    evening.ban("Ana")
    mend(evening, 1, Change(accept="sceptre"))
    assert board(evening, 1) == [("Bo", 1_000, 1, None)]
    evening.ban("Ana", banned=False)
    assert board(evening, 1) == [("Ana", 1_000, 1, None), ("Bo", 1_000, 1, None)]
    assert differences(evening) == []


def test_no_answer_is_changed_twice(evening: Evening, players: tuple[int, ...]) -> None:
    play(evening, 1, b="sceptre")
    mend(evening, 1, Change(accept="sceptre"))
    evening.desk.mending.run_once()
    evening.desk.mending.run_once()
    assert standings() == {B: (1_000, 1)}
    stored = db.session.scalars(select(Answer)).one()
    assert (stored.credit, stored.points) == ("1", 1_000)


def test_what_a_process_left_half_done_another_takes_over(
    evening: Evening, players: tuple[int, ...]
) -> None:
    play(evening, 1, b="sceptre")
    with writing():
        made = ask_mend(evening.event_id, 1, Change(accept="sceptre"), evening.clock.now(), "test")
        assert made is not None
        made.claimed_at, made.percent = evening.clock.now(), 60
        left = {"points_before": 0, "credit": "1", "points": 7, "right_gain": 1}
        db.session.add_all(
            MendedAnswer(mend_id=made.id, player_id=player, **left) for player in (B, C)
        )
        db.session.commit()
    evening.desk.mending.run_once()
    assert standings() == {B: (0, 0)}
    evening.clock.advance(LEASE_MS + 1)
    evening.desk.mending.run_once()
    assert standings() == {B: (1_000, 1)}
    rows = db.session.scalars(select(MendedAnswer)).all()
    assert [(row.player_id, row.points) for row in rows] == [(B, 1_000)]


def test_what_changes_meanwhile_is_not_lost(
    app: Flask, evening: Evening, players: tuple[int, ...]
) -> None:
    """Between the judging and the switch somebody is banned: it is worked out again."""
    play(evening, 1, a="ruyi", b="sceptre")
    with writing():
        ask_mend(evening.event_id, 1, Change(accept="sceptre"), evening.clock.now(), "test")
        db.session.commit()
    attempts = 0

    def ban_in_the_middle() -> int:
        nonlocal attempts
        attempts += 1
        if attempts == MIDDLE:
            evening.ban("Ana")
        return evening.clock.now()

    with closing(open_book(app.config["SQLALCHEMY_DATABASE_URI"], in_turn=True)) as book:
        assert not mend_next(book, ban_in_the_middle)
        assert standings() == {A: (1_000, 1), B: (0, 0)}
        assert mend_next(book, evening.clock.now)
    assert board(evening, 1) == [("Bo", 1_000, 1, None)]
    assert differences(evening) == []
