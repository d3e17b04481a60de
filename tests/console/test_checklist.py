"""Before going on air: what is settled, and what a host has to look at."""

import pytest
from flask import Flask

from quiz.console.checklist import Checklist, Freshness, checklist, freshness
from quiz.console.evening import read_evening
from quiz.database import writing
from quiz.events.actions.edit import plan
from quiz.events.outputs import SEEN_LASTS_MS
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.rehearsal import begin_rehearsal, drop_rehearsal
from quiz.i18n.localized import Localized
from tests.evenings import Evening
from tests.factories import make_entry, make_question
from tests.phones import Hall


def listed(evening: Evening) -> Checklist:
    return checklist(read_evening(evening.code), get_event(evening.code).subject, 0)


@pytest.mark.parametrize(
    ("rehearsed", "changed", "found"),
    [
        (None, None, Freshness.NEVER),
        (None, 1, Freshness.NEVER),
        (2, None, Freshness.FRESH),
        (2, 1, Freshness.FRESH),
        (2, 2, Freshness.FRESH),
        (2, 3, Freshness.STALE),
    ],
)
def test_a_rehearsal_holds_until_something_changes(
    rehearsed: int | None, changed: int | None, found: Freshness
) -> None:
    assert freshness(rehearsed, changed) is found


def test_it_says_what_stops_a_launch_and_how_late_channels_are(evening: Evening) -> None:
    found = listed(evening)
    assert (found.planned, found.stopped, found.clocks_agree) == (3, 0, True)
    assert [channel.delay_ms for channel in found.channels] == [0, 3_000]
    assert (found.is_full, found.sees_overlay, found.others) == (False, False, ())
    with writing():
        gap = make_question(prompt=Localized("Quel vase ?", ""))
        make_entry(get_event(evening.code), gap)
        db.session.commit()
    found = listed(evening)
    assert (found.planned, found.stopped) == (4, 1)


def test_an_overlay_that_asked_lately_is_seen(evening: Evening, hall: Hall) -> None:
    hall.phone(get_event(evening.code).overlays[0].secret).pulse()
    evening.desk.sightings.run_once()
    db.session.rollback()
    assert listed(evening).sees_overlay
    evening.clock.advance(SEEN_LASTS_MS + 1)
    assert not listed(evening).sees_overlay


@pytest.mark.usefixtures("app")
def test_dropping_a_rehearsal_keeps_that_there_was_one(app: Flask, evening: Evening) -> None:
    assert listed(evening).rehearsal is Freshness.NEVER
    with writing():
        twin = begin_rehearsal(evening.event_id, "", evening.clock.now(), evening.rng, "test")
        drop_rehearsal(twin.id, evening.clock.now(), "test")
        db.session.commit()
    assert listed(evening).rehearsal is Freshness.FRESH
    evening.clock.advance(1_000)
    with writing():
        plan(evening.event_id, [make_question().id], "test")
        db.session.commit()
    assert listed(evening).rehearsal is Freshness.STALE
