"""A rehearsal is a twin that nobody lists, and of which nothing is left."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.bank.models import Question
from quiz.cli.links import featured_event
from quiz.errors import Conflict, NotFound
from quiz.events.actions.bin import bin_event, list_binned_events
from quiz.events.deletion import Presence
from quiz.events.models import Entry, Event, Round
from quiz.events.queries import (
    event_versions,
    events_that_plan,
    get_event,
    list_events,
    planned_among,
)
from quiz.events.rehearsals import find_rehearsal, rehearsal_end
from quiz.extensions import db
from quiz.game.actions.crowd import forget_events
from quiz.game.actions.rehearsal import begin_rehearsal, drop_old_rehearsals, drop_rehearsal
from quiz.game.models import Answer, Board, Player, RoundMeasure, Standing
from quiz.game.queries import session_book
from quiz.game.tally.measure import measure_next
from quiz.reports.players import event_numbers
from quiz.reports.rounds import list_rounds
from quiz.reports.sheets import answers, standings
from tests.clocks import EVENING
from tests.factories import make_channel, make_entry, make_event, make_player, make_round, save

BY = "host@museum.example"
DAY_MS = 86_400_000
CHANCE = Random(2020)
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


def play(event: Event, question: Question | None = None) -> Round:
    """One player answers one round, which is counted."""
    player = make_player(event.channels[0])
    played: Round = make_round(event, question)
    facts = {"value": "a", "arrived_at": EVENING, "elapsed_ms": 1, "credit": "1", "points": 100}
    save(Answer(round_id=played.id, player_id=player.id, **facts))
    save(Standing(event_id=event.id, player_id=player.id, score=100, right_answers=1))
    return played


@pytest.fixture
def original() -> Event:
    """An event that was played yesterday, with a question still planned."""
    event = make_event(code="va2020", starts_at=EVENING)
    make_channel(event, name="room", delay_ms=6_000)
    make_entry(event)
    played = play(event)
    played.launched_at = EVENING - DAY_MS
    db.session.commit()
    return event


def rehearsed(event: Event, seen: str = "") -> Event:
    """A twin of the event."""
    twin = begin_rehearsal(event.id, seen, EVENING, CHANCE, BY)
    db.session.commit()
    return twin


def seen_of(event: Event) -> dict[str, Any]:
    """Everything that lists, counts or exports events, as plain values."""
    questions = list(db.session.scalars(select(Question.id)))
    facts: dict[str, Callable[[], Any]] = {
        "listed": lambda: [e.code for e in list_events(archived=None)],
        "plan": lambda: [e.code for e in events_that_plan(questions)],
        "planned": lambda: planned_among(questions),
        "numbers": event_numbers,
        "featured": lambda: getattr(featured_event(), "code", None),
        "binned": lambda: [e.code for e in list_binned_events()],
        "standings": lambda: list(standings(event.id)),
        "answers": lambda: list(answers(event.id)),
        "rounds": lambda: list_rounds(event.id),
        "entries": lambda: [(e.id, e.question_id, e.position) for e in event.entries],
        "used": lambda: list(
            db.session.execute(select(Question.id, Question.last_used_at, Question.answers))
        ),
        "version": lambda: event_versions()[event.id],
    }
    db.session.expire_all()
    return {name: read() for name, read in facts.items()}


def test_the_twin_is_the_same_evening_with_secrets_of_its_own(original: Event) -> None:
    twin = rehearsed(original)
    assert (twin.original_id, twin.is_rehearsal, twin.series_id) == (original.id, True, None)
    assert [c.name for c in twin.channels] == ["room"]
    assert [c.delay_ms for c in twin.channels] == [6_000]
    asked = [original.rounds[0].question_id, *(e.question_id for e in original.entries)]
    assert [entry.question_id for entry in twin.entries] == asked
    assert {o.secret for o in twin.outputs}.isdisjoint(o.secret for o in original.outputs)
    assert twin.code.startswith("va2020-")
    assert twin.key != original.key


def test_nothing_of_it_is_seen_while_it_is_played_nor_afterwards(original: Event) -> None:
    before = seen_of(original)
    twin = rehearsed(original)
    question = db.session.get_one(Question, twin.entries[0].question_id)
    play(twin, question)
    db.session.commit()
    while measure_next(session_book(), EVENING + DAY_MS):
        pass
    db.session.commit()
    during = seen_of(original)
    assert {r for (r,) in db.session.execute(select(RoundMeasure.round_id))} == {
        original.rounds[0].id
    }
    drop_rehearsal(twin.id, EVENING + DAY_MS, BY)
    db.session.commit()
    after = seen_of(original)
    # The round of yesterday was measured meanwhile, as it would have been.
    assert before | {"used": 0} == during | {"used": 0} == after | {"used": 0}
    assert during["used"] == after["used"]
    for table in (Event, Round, Player, Standing, Answer, Board):
        assert len(db.session.scalars(select(table)).all()) == 1, table
    assert len(db.session.scalars(select(Entry)).all()) == 1


def test_the_record_keeps_only_that_there_was_one(original: Event) -> None:
    twin = rehearsed(original)
    record = AuditEntry(at=EVENING, actor=BY, act="event.launch", details={})
    record.subject, record.event_key = f"event {twin.code}", twin.key
    save(record)
    drop_rehearsal(twin.id, EVENING, BY)
    kept = db.session.execute(select(AuditEntry.act, AuditEntry.subject).order_by(AuditEntry.id))
    assert kept.all() == [("event.rehearse", "event va2020"), ("event.drop", "event va2020")]


def test_there_is_one_at_a_time_and_who_was_second_is_told(original: Event) -> None:
    first = rehearsed(original)
    with pytest.raises(Conflict):
        rehearsed(original)
    db.session.rollback()
    second = rehearsed(original, first.code)
    assert find_rehearsal(original.id) == second
    # From the twin's own console it is the same evening that is rehearsed.
    third = rehearsed(second, second.code)
    assert third.original_id == original.id
    assert len(db.session.scalars(select(Event)).all()) == 2


def test_only_a_rehearsal_is_dropped_and_none_goes_into_the_bin(original: Event) -> None:
    with pytest.raises(Conflict):
        drop_rehearsal(original.id, EVENING, BY)
    twin = rehearsed(original)
    with pytest.raises(Conflict):
        bin_event(twin.id, Presence(EVENING, 0, None), "", BY)


def test_while_another_event_is_on_nobody_finds_it_and_it_is_deleted_afterwards(
    original: Event, app: Flask
) -> None:
    twin = rehearsed(original)
    play(twin)
    other = make_event(code="other")
    make_channel(other)
    play(other)
    before = seen_of(original)
    drop_rehearsal(twin.id, EVENING, BY)
    db.session.commit()
    code = twin.code
    with pytest.raises(NotFound):
        get_event(code)
    assert seen_of(original) == before
    again = rehearsed(original)
    assert drop_old_rehearsals(EVENING) == 0
    assert drop_old_rehearsals(EVENING + 2 * 3_600_000) == 1
    assert find_rehearsal(original.id) == again


def test_it_goes_by_itself_when_the_day_of_the_evening_is_over(original: Event) -> None:
    twin = rehearsed(original)
    end = rehearsal_end(original.starts_at, twin.made_at, "Europe/Paris")
    # The V&A's evening, 26 August 2020, is over in Paris at 22:00 UTC.
    assert end == 1_598_479_200_000
    assert drop_old_rehearsals(end - 1) == 0
    assert drop_old_rehearsals(end) == 1
    assert find_rehearsal(original.id) is None
    assert rehearsal_end(original.starts_at, end, "Europe/Paris") == end + DAY_MS


def test_who_rehearsed_is_not_among_those_who_are_forgotten(original: Event) -> None:
    play(rehearsed(original))
    db.session.commit()
    assert forget_events(EVENING + 40 * DAY_MS, EVENING + 40 * DAY_MS, BY) == {"va2020": 1}
