"""Evenings that a test can step through: an event, its channels, its desk."""

from dataclasses import dataclass
from random import Random

from flask import Flask
from sqlalchemy import select

from quiz.bank.models import Question
from quiz.database import writing
from quiz.events.actions.steps import Surroundings
from quiz.events.clicks import PLAIN, Click
from quiz.events.facts import RoundFacts
from quiz.events.rules import Step, StepOutcome
from quiz.events.timeline import moments
from quiz.extensions import db
from quiz.game.actions.crowd import set_banned
from quiz.game.actions.steps import play_step
from quiz.game.ledger.entries import Entry, Outcome
from quiz.game.ledger.thread import PATIENCE_S
from quiz.game.models import Player
from quiz.live.runtime import Runtime
from quiz.live.snapshot import Snapshot
from quiz.waiting import run_inline
from tests.clocks import SettableClock
from tests.factories import make_channel, make_entry, make_event, make_question


@dataclass
class Evening:
    """One event with channels of 0 and 3 s, stepped by hand."""

    desk: Runtime
    clock: SettableClock
    code: str
    event_id: int
    channels: tuple[int, ...]
    rng: Random

    def step(self, step: Step, click: Click = PLAIN) -> StepOutcome:
        """Take a host's step now."""
        around = Surroundings(self.clock.now(), 0, 16_000, self.rng, "test")
        with writing():
            answered = play_step(self.event_id, step, around, click)
            db.session.commit()
        # The task does what waits within a quarter of a second.
        self.desk.mending.run_once()
        db.session.rollback()
        return answered

    def see(self, step: Step) -> None:
        """Take a step that brings up another screen, and come to the instant of that screen."""
        self.step(step)
        shown = moments(self.known().facts.times)
        self.clock.set(max(moment.at for moment in shown))

    def put(self, entry: Entry, patience: float = PATIENCE_S) -> Outcome:
        """Have the ledger write an entry, and wait for it."""
        return run_inline(self.desk.ledger.put(entry, patience))

    def ban(self, nickname: str, *, banned: bool = True) -> None:
        """Send a player away, or let one in again."""
        with writing():
            player = db.session.scalars(select(Player).where(Player.nickname == nickname)).one()
            set_banned(self.event_id, player.id, banned, self.clock.now(), "test")
            db.session.commit()

    def known(self) -> Snapshot:
        """What the process knows now."""
        known = self.desk.watch.event(self.code)
        assert known is not None
        return known

    def round(self, number: int = 1) -> RoundFacts:
        """The round of that number."""
        played = self.known().facts.numbered(number)
        assert played is not None
        return played

    def launch_and_open(self) -> RoundFacts:
        """Launch the next round and let the slowest channel see its question."""
        self.step(Step.LAUNCH)
        last = self.known().facts.times.last
        assert last is not None
        self.clock.set(last.opens + 3_000)
        return self.round(last.number)

    def count(self) -> None:
        """Let the door of the last round shut and its count become visible."""
        last = self.known().facts.times.last
        assert last is not None
        self.clock.set(max(last.shuts, self.clock.now()))
        self.desk.counting.run_once()
        self.clock.advance(600)


def make_evening(app: Flask, clock: SettableClock, rng: Random, *questions: Question) -> Evening:
    """An evening with channels of 0 and 3 s and those questions, or three alike; commits."""
    with writing():
        event = make_event()
        make_channel(event, delay_ms=0)
        make_channel(event, delay_ms=3_000, language="zh")
        for question in questions or [make_question() for _ in range(3)]:
            make_entry(event, question)
        db.session.commit()
    channels = tuple(channel.id for channel in event.channels)
    evening = Evening(app.extensions["runtime"], clock, event.code, event.id, channels, rng)
    db.session.rollback()
    return evening
