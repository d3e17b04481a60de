"""An event goes into the bin when nobody is in it, keeps its codes there, and comes back whole."""

from random import Random

import pytest
from flask import Flask

from quiz.errors import Conflict, Invalid, NotFound
from quiz.events.actions.bin import (
    bin_event,
    list_binned_events,
    renew_shows,
    restore_event,
    set_archived,
)
from quiz.events.actions.codes import check_code
from quiz.events.actions.copies import duplicate_event
from quiz.events.actions.steps import lock_event
from quiz.events.deletion import EVENING_MS, HOUR_MS, Presence
from quiz.events.models import Event, EventAlias
from quiz.events.queries import event_versions, find_event, list_entries, list_events
from quiz.extensions import db
from tests.clocks import EVENING
from tests.factories import make_channel, make_entry, make_event, make_question, make_round

BY = "admin@museum.example"
pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.both_databases]


@pytest.fixture
def event() -> Event:
    """An event with an old code, that nobody has joined."""
    event = make_event(code="va2020")
    event.aliases.append(EventAlias(code="ancien"))
    channel = make_channel(event, name="douyin", delay_ms=4_000, language="zh")
    event.overlays[0].name, event.overlays[0].channel_id = "抖音", channel.id
    db.session.commit()
    return event


def presence(now: int = EVENING, players: int = 0, joined_at: int | None = None) -> Presence:
    return Presence(now, players, joined_at)


def test_a_binned_event_is_nowhere_and_keeps_its_codes(app: Flask, event: Event) -> None:
    number = event.id
    bin_event(number, presence(), "", BY)
    db.session.commit()
    assert (find_event("va2020"), find_event("ancien"), list(list_events())) == (None, None, [])
    assert number not in event_versions()
    with pytest.raises(NotFound):
        lock_event(number)
    for code in ("va2020", "ancien"):
        with pytest.raises(Conflict, match="in the bin"):
            check_code(code, None)
    assert [row.code for row in list_binned_events()] == ["va2020"]
    restore_event(number, BY)
    db.session.commit()
    found = find_event("ancien")
    assert found is not None
    assert (found.id, found.binned_at, found.binned_by) == (number, None, None)


def test_where_players_are_the_code_is_typed(app: Flask, event: Event) -> None:
    with pytest.raises(Invalid):
        bin_event(event.id, presence(players=3), "va2021", BY)
    bin_event(event.id, presence(players=3), " VA2020 ", BY)
    assert [row.code for row in list_binned_events()] == ["va2020"]


def test_an_event_that_is_on_stays(app: Flask, event: Event) -> None:
    played = make_round(event, counted_at=None)
    db.session.commit()
    with pytest.raises(Conflict):  # It is not counted.
        bin_event(event.id, presence(EVENING + EVENING_MS), "", BY)
    played.counted_at = played.launched_at + 60_000
    db.session.commit()
    with pytest.raises(Conflict):
        bin_event(event.id, presence(played.launched_at + HOUR_MS), "", BY)
    # An evening that nobody ended is over by itself.
    bin_event(event.id, presence(played.launched_at + EVENING_MS), "", BY)


def test_players_in_the_lobby_are_waited_for(app: Flask, event: Event) -> None:
    with pytest.raises(Conflict):
        bin_event(event.id, presence(EVENING, 1, EVENING - HOUR_MS + 1), "va2020", BY)
    bin_event(event.id, presence(EVENING, 1, EVENING - HOUR_MS), "va2020", BY)


def test_an_archived_event_is_only_out_of_the_lists(app: Flask, event: Event) -> None:
    set_archived(event.id, True, BY)
    db.session.commit()
    assert list(list_events()) == []
    assert [row.code for row in list_events(archived=True)] == ["va2020"]
    assert find_event("va2020") is not None
    set_archived(event.id, False, BY)
    assert [row.code for row in list_events()] == ["va2020"]


def test_a_duplicate_has_channels_and_questions_and_secrets_of_its_own(
    app: Flask, event: Event
) -> None:
    played, planned = make_question(), make_question()
    make_round(event, played)
    make_entry(event, planned)
    make_entry(event, played)
    db.session.commit()
    copy = duplicate_event(event, "VA2021", EVENING + 1, EVENING, Random(1), BY)
    db.session.commit()
    assert (copy.code, copy.title, copy.starts_at) == ("va2021", event.title, EVENING + 1)
    assert [(c.name, c.delay_ms, c.language) for c in copy.channels] == [("douyin", 4_000, "zh")]
    assert [e.question_id for e in list_entries(copy.id)] == [played.id, planned.id]
    overlay = copy.overlays[0]
    assert overlay.secret != event.overlays[0].secret
    assert (overlay.name, overlay.channel_id) == ("抖音", copy.channels[0].id)
    assert (copy.key != event.key, copy.rounds, copy.aliases) == (True, [], [])
    with pytest.raises(Conflict):
        duplicate_event(event, "ancien", EVENING, EVENING, Random(1), BY)


def test_a_question_that_goes_or_comes_moves_its_events_on(app: Flask, event: Event) -> None:
    entry = make_entry(event)
    db.session.commit()
    version = event.version
    renew_shows([entry.question_id])
    db.session.commit()
    assert event_versions()[event.id] == (event.key, version + 1)
