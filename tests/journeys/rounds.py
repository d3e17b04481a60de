"""The steps of a host whom nobody looks at, and the count of a round."""

import time
from random import Random

from sqlalchemy import select

from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.steps import Surroundings
from quiz.events.models import Event, Round
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from tests.journeys.house import House

# What takes long to read stays open as long.
PATIENCE_S = 120


def take(house: House, code: str, step: Step) -> None:
    """Take a host's step in the event of that code."""
    with house.app.app_context(), writing():
        event_id = db.session.scalars(select(Event.id).where(Event.code == code)).one()
        play_step(event_id, step, Surroundings(clock.now(), 0, 16_000, Random(), "test"))
        db.session.commit()
        db.session.remove()


def count_round(house: House, code: str) -> None:
    """Close the round that is on, and wait until it is counted."""
    take(house, code, Step.CLOSE)
    last = select(Round.counted_at).join(Event, Event.id == Round.event_id)
    last = last.where(Event.code == code).order_by(Round.id.desc())
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with house.app.app_context():
            counted = db.session.scalars(last).first()
            db.session.remove()
        if counted is not None:
            return
        time.sleep(0.2)
    raise AssertionError("The round was not counted.")
