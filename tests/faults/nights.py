"""A night with one round that is about to close, played on the database of a running house."""

import math
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from quiz.app import create_app
from quiz.clock import clock
from quiz.config import Settings
from quiz.database import writing
from quiz.events.actions.steps import Surroundings
from quiz.events.clicks import Click
from quiz.events.facts import RoundFacts
from quiz.events.queries import event_facts
from quiz.events.rules import Step, StepOutcome
from quiz.events.timeline import GRACE_MS, SHORTEST_LEAD_MS, STAMP_MS
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.i18n.localized import Localized
from tests.factories import make_channel, make_entry, make_event, make_question
from tests.faults.house import House, eventually

# How long the crowd answers in each fault; `make soak` makes it longer.
SOAK_S = float(os.environ.get("QUIZ_SOAK_SECONDS", "0"))
CHANNEL = "hall"
SECONDS = 12
_apps: dict[House, Flask] = {}


@dataclass
class Night:
    """One event with one channel and one question, and the staff's side of it."""

    app: Flask
    code: str
    event_id: int
    rng: random.Random

    def step(self, step: Step, now: int | None = None, number: int | None = None) -> StepOutcome:
        """Take a host's step, as if it were `now`."""
        around = Surroundings(now or clock.now(), 0, 16_000, self.rng, "test")
        with self.app.app_context(), writing():
            answered = play_step(self.event_id, step, around, Click(number))
            db.session.commit()
        return answered

    def open(self, seconds: float) -> RoundFacts:
        """Launch so long ago that the question has been open for a while, and closes soon.

        It closes in `seconds`, of which the last one is the grace. The reveal is clicked already.
        """
        seconds = max(seconds, SOAK_S)
        closes = clock.now() + int(seconds * 1_000) - GRACE_MS
        opens = closes - question_seconds(seconds) * 1_000
        assert self.step(Step.LAUNCH, opens - SHORTEST_LEAD_MS - STAMP_MS).possible
        assert self.step(Step.REVEAL).possible
        return self.round()

    def close(self) -> int:
        """Close now; the last instant at which an answer may come.

        A click of so long ago that it holds as soon as every process knows it.
        """
        assert self.step(Step.CLOSE, clock.now() - SHORTEST_LEAD_MS).possible
        return self.round().times.window(0)[1]

    def round(self) -> RoundFacts:
        """The round as the database has it."""
        with self.app.app_context():
            facts = event_facts(self.event_id)
            assert facts is not None
            played = facts.numbered(1)
            assert played is not None
            return played

    def wait_for_count(self) -> RoundFacts:
        """Return once the round is counted and the count holds everywhere."""
        assert eventually(lambda: self.round().times.counted_at is not None)
        played = self.round()
        wait_until(played.times.counted_at or 0)
        return played


def question_seconds(open_for: float) -> int:
    """How long the question is: never shorter than what a launch allows."""
    return max(SECONDS, math.ceil(open_for))


def make_night(house: House, seconds: float) -> Night:
    """An event whose question may stay open for so many seconds."""
    app = app_of(house)
    with app.app_context(), writing():
        event = make_event()
        make_channel(event, name=CHANNEL)
        make_entry(event, make_short_question(seconds=question_seconds(max(seconds, SOAK_S))))
        db.session.commit()
        return Night(app, event.code, event.id, random.Random(event.id))


def make_short_question(**values: object) -> object:
    """A question that is read in two seconds, so that it need not be open for long."""
    choices = tuple(Localized(text, text) for text in ("un", "deux", "trois"))
    return make_question(prompt=Localized("Un ?", "一？"), choices=choices, **values)


def app_of(house: House) -> Flask:
    """The application of the staff who work on the database of `house`."""
    if house not in _apps:
        settings = Settings(
            instance=house.instance, database_url=house.url, secret_file=house.instance / "secret"
        )
        _apps[house] = create_app(settings)
    return _apps[house]


def close_app(house: House) -> None:
    """Let go of the database of `house`."""
    app = _apps.pop(house, None)
    if app is not None:
        with app.app_context():
            app.extensions["runtime"].end()
            db.session.remove()
            db.engine.dispose()


def wait_until(at: int) -> None:
    """Sleep until the clock shows `at`."""
    time.sleep(max(0, at - clock.now()) / 1_000)


def copy_of(template: Path, folder: Path) -> str:
    """The address of a copy of the SQLite file `template` in `folder`."""
    path = folder / "quiz.sqlite"
    path.write_bytes(template.read_bytes())
    return f"sqlite:///{path}"
