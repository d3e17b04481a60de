"""An event is put back to its lobby: before its hour, or while nobody has really played."""

from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from quiz.audit.models import AuditEntry
from quiz.bank.models import Question
from quiz.errors import Conflict, Invalid
from quiz.events.models import Event, Interlude
from quiz.extensions import db
from quiz.game.actions.reset import reset_event
from quiz.game.models import Answer, Board, Player, RoundMeasure, Standing
from tests.clocks import EVENING
from tests.factories import (
    make_channel,
    make_entry,
    make_event,
    make_player,
    make_question,
    make_round,
    save,
)

BY = "host@museum.example"
TABLES = (Player, Answer, Standing, Board, RoundMeasure, Interlude)
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


def make_played(**values: Any) -> Event:
    """An event that is over: two questions were asked, one more is planned, one player played."""
    event = make_event(code="va2020", starts_at=EVENING, ended_at=EVENING, **values)
    player = make_player(make_channel(event))
    first, second, third = (make_question() for _ in range(3))
    for number, question in enumerate((second, first), 1):
        played = make_round(event, question, number=number)
        facts = {"arrived_at": EVENING, "elapsed_ms": 1, "credit": "1", "points": 100}
        save(Answer(round_id=played.id, player_id=player.id, value="a", **facts))
        save(RoundMeasure(round_id=played.id, answers=1, right_answers=1))
        question.answers = question.right_answers = 1
        question.last_used_at = EVENING
    make_entry(event, third)
    save(Standing(event_id=event.id, player_id=player.id, score=200, right_answers=2))
    save(Interlude(event_id=event.id, started_at=EVENING, delays={}))
    save(AuditEntry(at=1, actor=BY, act="event.end", subject="event va2020", event_key=event.key))
    db.session.commit()
    return event


def reset(event: Event, now: int = EVENING - 1, typed: str = "VA2020") -> None:
    reset_event(event.id, typed, now, Random(7), BY)
    db.session.commit()


def test_nothing_was_launched_and_every_question_is_planned_again() -> None:
    event = make_played(ranking_closed_at=EVENING)
    asked = [played.question_id for played in event.rounds]
    shown = [*asked, *(entry.question_id for entry in event.entries)]
    key, version, secret = event.key, event.version, event.outputs[0].secret
    question = db.session.get(Question, asked[0])
    lately = EVENING - 86_400_000
    other = make_round(make_event(code="other"), question, launched_at=lately)
    save(RoundMeasure(round_id=other.id, answers=5, right_answers=2))
    db.session.commit()
    reset(event)
    assert [played.id for played in event.rounds] == []
    assert [e.question_id for e in sorted(event.entries, key=lambda e: e.position)] == shown
    assert (event.ended_at, event.ended_delays, event.ranking_closed_at) == (None, None, None)
    assert event.key != key
    assert event.version > version
    assert event.outputs[0].secret == secret
    left = [db.session.scalar(select(func.count()).select_from(table)) for table in TABLES]
    assert left == [0, 0, 0, 1, 1, 0]
    facts = [db.session.get_one(Question, number) for number in asked if number]
    assert [(q.answers, q.right_answers, q.last_used_at) for q in facts] == [
        (5, 2, other.launched_at),
        (0, 0, None),
    ]


def test_the_record_stays_the_events_own_and_says_it() -> None:
    event = make_played()
    reset(event)
    kept = db.session.execute(
        select(AuditEntry.act).filter_by(event_key=event.key).order_by(AuditEntry.id)
    )
    assert kept.scalars().all() == ["event.end", "show.plan", "event.reset"]


@pytest.mark.parametrize("typed", ["", "va2021"])
def test_its_code_is_typed(typed: str) -> None:
    event = make_played()
    with pytest.raises(Invalid):
        reset(event, typed=typed)


def test_once_its_hour_has_come_real_players_keep_what_they_played() -> None:
    event = make_played()
    with pytest.raises(Conflict):
        reset(event, EVENING)
    db.session.rollback()
    db.session.scalars(select(Player)).one().rehearses = True
    db.session.commit()
    reset(event, EVENING)
    assert event.rounds == []


def test_what_is_back_in_its_lobby_is_so_again() -> None:
    event = make_event(code="va2020")
    make_entry(event)
    db.session.commit()
    reset(event)
    reset(event, EVENING + 1)
    assert len(event.entries) == 1
