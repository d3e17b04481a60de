"""One crowd at a time plays in a rehearsal, never in an evening, until it is sent away."""

from random import Random

import pytest
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.errors import Conflict, Invalid
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.actions.rehearsal import begin_rehearsal, drop_rehearsal
from quiz.simulation.actions import (
    call_crowd,
    end_crowd,
    refuse_crowd,
    send_crowd_away,
    tell_of_crowd,
)
from quiz.simulation.models import RehearsalCrowd
from quiz.simulation.queries import (
    find_crowd,
    is_crowd_wanted,
    is_rehearsal_there,
    players_of_other_crowds,
)
from quiz.simulation.rules import CrowdEnding, CrowdFacts, CrowdManner, Tidings
from tests.clocks import EVENING
from tests.factories import make_channel, make_event, make_player, make_round

BY = "host@museum.example"
MANNER = CrowdManner(70, "slow")
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


@pytest.fixture
def twin() -> Event:
    """A rehearsal that was just begun."""
    event = make_event(code="va2020", starts_at=EVENING)
    make_channel(event)
    db.session.commit()
    twin = begin_rehearsal(event.id, "", EVENING, Random(2020), BY)
    db.session.commit()
    return twin


def called(twin: Event, now: int = EVENING) -> str:
    """The key of a crowd of twelve that was just called."""
    key = call_crowd(twin.id, 12, MANNER, now, BY)
    db.session.commit()
    return key


def test_what_it_says_is_kept_until_it_has_left(twin: Event) -> None:
    key = called(twin)
    assert find_crowd(twin.id) == CrowdFacts(12, MANNER, EVENING)
    assert tell_of_crowd(twin.id, key, Tidings(11, 9, 2), EVENING + 1)
    crowd = CrowdFacts(12, MANNER, EVENING, EVENING + 1, 11, 9, 2)
    assert find_crowd(twin.id) == crowd
    end_crowd(twin.id, key, CrowdEnding.OVER, EVENING + 2)
    # The first reason is the true one, and a crowd that has left says nothing any more.
    end_crowd(twin.id, key, CrowdEnding.FAILED, EVENING + 3)
    assert not tell_of_crowd(twin.id, key, Tidings(12, 12, 2), EVENING + 4)
    found = find_crowd(twin.id)
    assert found is not None
    assert (found.joined, found.ended_at, found.ending) == (11, EVENING + 2, CrowdEnding.OVER)


def test_there_is_one_at_a_time(twin: Event) -> None:
    first = called(twin)
    with pytest.raises(Conflict):
        call_crowd(twin.id, 5, MANNER, EVENING + 1, BY)
    db.session.rollback()
    assert send_crowd_away(twin.id, EVENING + 2, BY)
    assert not send_crowd_away(twin.id, EVENING + 3, BY)
    second = call_crowd(twin.id, 5, CrowdManner(), EVENING + 4, BY)
    # What is left of the first one is not heard any more.
    assert not tell_of_crowd(twin.id, first, Tidings(12), EVENING + 5)
    assert [is_crowd_wanted(twin.id, key) for key in (first, second)] == [False, True]
    assert find_crowd(twin.id) == CrowdFacts(5, CrowdManner(), EVENING + 4)


def test_a_crowd_that_fell_silent_makes_room_for_another(twin: Event) -> None:
    first = called(twin)
    second = called(twin, EVENING + 100_000)
    assert [is_crowd_wanted(twin.id, key) for key in (first, second)] == [False, True]


def test_an_evening_itself_never_has_one(twin: Event) -> None:
    with pytest.raises(Conflict, match="never on the evening itself"):
        call_crowd(twin.original_id or 0, 12, MANNER, EVENING, BY)


def test_a_rehearsal_that_is_over_has_none(twin: Event) -> None:
    twin.ended_at = EVENING - 1
    db.session.commit()
    with pytest.raises(Conflict, match="over"):
        call_crowd(twin.id, 12, MANNER, EVENING, BY)


def test_it_goes_with_its_rehearsal(twin: Event) -> None:
    key, twin_id = called(twin), twin.id
    assert is_rehearsal_there(twin_id)
    drop_rehearsal(twin_id, EVENING, BY)
    db.session.commit()
    assert not is_crowd_wanted(twin_id, key)
    assert not is_rehearsal_there(twin_id)
    assert db.session.scalars(select(RehearsalCrowd)).all() == []
    kept = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id))
    assert kept.all() == ["event.rehearse", "event.drop"]


def test_it_leaves_a_rehearsal_that_waits_to_be_deleted(twin: Event) -> None:
    key = called(twin)
    other = make_event(code="other")
    make_player(make_channel(other))
    make_round(other)
    db.session.commit()
    drop_rehearsal(twin.id, EVENING, BY)
    db.session.commit()
    assert not is_crowd_wanted(twin.id, key)


def test_real_players_come_first(twin: Event) -> None:
    refuse_crowd(12, 12, EVENING)
    with pytest.raises(Invalid, match="11"):
        refuse_crowd(12, 11, EVENING)
    other = make_event(code="other")
    make_round(other)
    db.session.commit()
    with pytest.raises(Conflict):
        refuse_crowd(12, 1_000, EVENING)


def test_what_other_rehearsals_have_takes_room_too(twin: Event) -> None:
    called(twin)
    other = make_event(code="other")
    db.session.commit()
    assert players_of_other_crowds(twin.id, EVENING) == 0
    assert players_of_other_crowds(other.id, EVENING) == 12
    # One that fell silent, or was sent away, takes none.
    assert players_of_other_crowds(other.id, EVENING + 100_000) == 0
    send_crowd_away(twin.id, EVENING, BY)
    assert players_of_other_crowds(other.id, EVENING) == 0


def test_the_record_keeps_who_sent_it_and_how_many(twin: Event) -> None:
    called(twin)
    send_crowd_away(twin.id, EVENING, BY)
    kept = db.session.execute(
        select(AuditEntry.act, AuditEntry.actor, AuditEntry.details).order_by(AuditEntry.id)
    )
    assert kept.all()[1:] == [
        ("event.crowd", BY, {"players": 12, "chinese": 70, "pace": "slow"}),
        ("event.crowd_away", BY, {}),
    ]
