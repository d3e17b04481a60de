"""`quiz purge`: names and passes go, answers and ranks stay, and the integrity check agrees."""

from random import Random

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from quiz.accounts.rules import NETWORK_KEPT
from quiz.audit.actions import NETWORK, record
from quiz.audit.models import AuditEntry
from quiz.bank.edits import add_question, edit_question
from quiz.bank.models import Question
from quiz.bank.rules import picture_name
from quiz.bin import WITH_BINNED
from quiz.cli.purge import purge
from quiz.events.models import Event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.integrity.check import event_differences
from quiz.game.models import Answer, Board, Player
from quiz.i18n.localized import Localized
from quiz.pictures.models import Picture
from quiz.pictures.rules import PICTURE, hang_picture
from tests.bank.drafts import make_draft
from tests.clocks import SettableClock
from tests.factories import (
    make_bank,
    make_event,
    make_picture,
    make_question,
    make_round,
)
from tests.phones import Hall

DAY_MS = 86_400_000


def names() -> list[str | None]:
    db.session.rollback()
    return list(db.session.scalars(select(Player.nickname).order_by(Player.nickname_key)))


@pytest.fixture
def played(hall: Hall) -> Hall:
    """A round played by two, counted and on the board."""
    first, second = hall.player("Ming"), hall.player("Zoé")
    hall.evening.launch_and_open()
    first.answer(hall.right())
    second.answer(hall.wrong())
    hall.evening.count()
    hall.evening.step(Step.REVEAL)
    hall.evening.see(Step.BOARD)
    hall.evening.clock.advance(4_000)
    return hall


@pytest.mark.both_databases
def test_a_picture_stays_as_long_as_a_version_shows_it(
    runner: FlaskCliRunner, clock: SettableClock
) -> None:
    old = [make_picture(made_at=clock.now() - 40 * DAY_MS) for _ in range(4)]
    alt, named = Localized("Un vase", "一只花瓶"), [picture_name(picture.key) for picture in old]
    key = {"right": [1], "pictures": named[1:2] * 4}
    first = make_draft(image=named[0], image_alt=alt, object_picture=named[2])
    question = add_question(make_bank().id, first, "test")
    edit_question(question.id, make_draft("picture", key=key), 1, "test")
    edit_question(question.id, make_draft(), 2, "test")
    shown = {picture.key for picture in old[:3]}
    db.session.commit()
    assert runner.invoke(purge).output.splitlines()[-1] == "1 picture that nothing shows is gone."
    db.session.rollback()
    assert set(db.session.scalars(select(Picture.key))) == shown


@pytest.mark.both_databases
def test_pictures_that_nothing_shows_go(
    app: Flask, clock: SettableClock, runner: FlaskCliRunner
) -> None:
    asked, played, young, unused = (
        make_picture(made_at=clock.now() - days * DAY_MS) for days in (40, 40, 2, 40)
    )
    make_question(image=picture_name(asked.key))
    hung = {PICTURE: hang_picture(played.key, (6, 4), Localized(), Random(1), is_ahead=True)}
    launched = make_round(make_event())
    launched.content = {**launched.content, **hung}
    kept, gone = {asked.key, played.key, young.key}, unused.key
    db.session.commit()
    assert runner.invoke(purge).output.splitlines()[-1] == "1 picture that nothing shows is gone."
    db.session.rollback()
    assert set(db.session.scalars(select(Picture.key))) == kept
    assert gone not in kept


@pytest.mark.both_databases
def test_one_player_is_forgotten_at_once(played: Hall, runner: FlaskCliRunner) -> None:
    phone = played.phone()
    before = phone.pulse()["scene"]
    asked = ["--event", played.evening.code, "--nickname", "ming"]
    assert runner.invoke(purge, asked).output == f"{played.evening.code}: 1 player forgotten.\n"
    assert sorted(names(), key=str) == [None, "Zoé"]
    player = db.session.scalars(select(Player).where(Player.nickname.is_(None))).one()
    assert (player.nickname_key, player.pass_hash) == (None, None)
    answer = db.session.scalars(select(Answer).where(Answer.player_id == player.id)).one()
    assert answer.points == 1_000
    assert [row[1:4] for row in db.session.scalars(select(Board)).one().top["rows"]] == [
        ["", 1_000, 1],
        ["Zoé", 0, 2],
    ]
    assert phone.pulse()["scene"] != before
    assert list(event_differences(played.evening.event_id)) == []
    assert runner.invoke(purge, asked).output.endswith("Nobody was left to forget.\n")


def test_everybody_is_forgotten_when_the_days_are_over(
    played: Hall, runner: FlaskCliRunner
) -> None:
    assert runner.invoke(purge).output == "Nobody was left to forget.\n"
    played.evening.clock.advance(31 * DAY_MS)
    assert runner.invoke(purge).output == f"{played.evening.code}: 2 players forgotten.\n"
    assert names() == [None, None]
    assert list(event_differences(played.evening.event_id)) == []


def test_a_nickname_needs_its_event(runner: FlaskCliRunner) -> None:
    result = runner.invoke(purge, ["--nickname", "Ming"])
    assert result.exit_code == 2
    assert "--event and --nickname go together." in result.output


def test_the_record_forgets_networks_after_ninety_days(
    app: Flask, runner: FlaskCliRunner, clock: SettableClock
) -> None:
    db.session.info[NETWORK] = "192.0.2.7"
    record("console", "old", "event va2020")
    clock.advance(NETWORK_KEPT)
    record("console", "young", "event va2020")
    db.session.commit()
    clock.advance(1)

    output = runner.invoke(purge).output

    db.session.rollback()
    kept = db.session.query(AuditEntry.act, AuditEntry.network).order_by(AuditEntry.id).all()
    assert kept[:2] == [("old", None), ("young", "192.0.2.7")]
    assert "The network of 1 entry of the record is forgotten." in output


@pytest.mark.both_databases
def test_the_bin_is_emptied_after_thirty_days(
    app: Flask, clock: SettableClock, runner: FlaskCliRunner
) -> None:
    away = {"binned_at": clock.now() - 30 * DAY_MS - 1, "binned_by": "test"}
    make_event(code="vieux", **away)
    make_event(code="recent", **away | {"binned_at": clock.now() - 30 * DAY_MS})
    make_bank(**away)
    number = make_question(make_bank(), **away).id
    db.session.commit()
    assert runner.invoke(purge).output.splitlines() == [
        "Nobody was left to forget.",
        "vieux: deleted for good, after 30 days in the bin.",
        "1 bank of the bin is deleted for good.",
        "1 question of the bin is deleted for good.",
    ]
    db.session.rollback()
    every = select(Event.code).execution_options(**WITH_BINNED)
    assert list(db.session.scalars(every)) == ["recent"]
    gone = select(Question).where(Question.id == number).execution_options(**WITH_BINNED)
    assert db.session.scalar(gone) is None
