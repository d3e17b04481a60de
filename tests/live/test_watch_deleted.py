"""An event that takes the place of a deleted one is nobody's old acquaintance."""

import random

from flask import Flask
from sqlalchemy import delete

from quiz.database import writing
from quiz.events.models import Event
from quiz.extensions import db
from tests.clocks import SettableClock
from tests.evenings import make_evening
from tests.phones import Hall


def test_an_event_with_the_id_of_a_deleted_one_is_its_own(app: Flask, clock: SettableClock) -> None:
    first = Hall(app, make_evening(app, clock, random.Random(1)))
    before = first.phone().pulse()
    with writing():
        db.session.execute(delete(Event))
        db.session.commit()
    second = Hall(app, make_evening(app, clock, random.Random(2)))
    assert second.evening.event_id == first.evening.event_id
    after = second.phone().pulse()
    assert (after["version"], after["event"] != before["event"]) == (before["version"], True)
    code = first.evening.code
    assert first.phone().ask(f"/live/{code}/channel1/pulse").status_code == 404
