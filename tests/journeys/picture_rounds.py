"""What a journey about pictures does with its rounds, and asks of its pages."""

import json
import time
from random import Random

from sqlalchemy import select

from quiz.bank.models import Question
from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.steps import Surroundings
from quiz.events.models import Event, Round
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.i18n.localized import Localized
from tests.journeys.house import House
from tests.journeys.screen import Screen

CODE = "images"
PATIENCE_MS = 30_000


def step(house: House, taken: Step) -> None:
    """Take a host's step in the event."""
    with house.app.app_context(), writing():
        event = db.session.scalars(select(Event).where(Event.code == CODE)).one()
        play_step(event.id, taken, Surroundings(clock.now(), 0, 16_000, Random(), "test"))
        db.session.commit()
        db.session.remove()


def numbers_of(prompt: Localized) -> list[int]:
    """The questions that ask this; inside a context of the application."""
    found = db.session.scalars(select(Question).order_by(Question.id)).all()
    return [question.id for question in found if question.prompt == prompt]


def count_round(house: House) -> None:
    """Close the round that is on, and wait until it is counted."""
    step(house, Step.CLOSE)
    until = time.monotonic() + PATIENCE_MS / 1_000
    while time.monotonic() < until:
        with house.app.app_context():
            counted = db.session.scalars(select(Round.counted_at).order_by(Round.id.desc())).first()
            db.session.remove()
        if counted is not None:
            return
        time.sleep(0.2)
    raise AssertionError("The round was not counted.")


def phone_word(phone: Screen, name: str) -> str:
    """What the page's script says of that name."""
    words = phone.page.locator("#words").get_attribute("data-words")
    return str(json.loads(str(words))[name])
