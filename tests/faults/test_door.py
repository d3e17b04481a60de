"""The door of a round shuts while answers come in: each is counted, or was refused.

A soak holds 1,000 races, of ledgers that are threads of this process on one database. With real
processes, and a host who closes, the race is in `test_races`, where a soak repeats it.
"""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from quiz.database import writing
from quiz.events.facts import RoundFacts
from quiz.events.models import Channel
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.integrity.check import event_differences
from quiz.game.ledger.entries import AnswerEntry, Fate, Kept, LateEntry, Outcome
from quiz.game.ledger.thread import Ledger
from quiz.game.tally.count import shut_and_count
from quiz.statements import open_book
from quiz.waiting import GATHER_S, run_inline
from tests.evenings import Evening, make_evening
from tests.factories import make_player, make_question
from tests.faults.nights import SOAK_S

pytestmark = pytest.mark.both_databases

RACES = 1_000 if SOAK_S else 50
PLAYERS = 8
APART_S = 0.004
PATIENCE_S = 30


class Race:
    """Two ledgers as two processes have them, and who shuts the door while both write."""

    def __init__(self, app: Flask, evening: Evening, rng: random.Random) -> None:
        self.evening = evening
        self.rng = rng
        url = app.config["SQLALCHEMY_DATABASE_URI"]
        self.ledgers = [Ledger(lambda: open_book(url, in_turn=True)) for _ in range(2)]
        self.door = open_book(url, in_turn=True)
        self.pool = ThreadPoolExecutor(PLAYERS)
        for ledger in self.ledgers:
            ledger.start()

    def run(self, played: RoundFacts) -> dict[int, Outcome]:
        """What became of each player's answer; by the end the round is counted."""
        begins = threading.Barrier(PLAYERS + 1)
        pauses = [self.rng.random() * APART_S for _ in range(PLAYERS)]
        # Ledgers wait a few moments for more before they write.
        pauses.append(self.rng.random() * 4 * GATHER_S)
        plain = AnswerEntry(played.times.id, 0, "", played.times.opens + 9, 9, "0", 0, 0)
        value = next(c["id"] for c in played.content["choices"] if c["id"] not in key(played))

        def send(number: int) -> Outcome:
            begins.wait()
            time.sleep(pauses[number])
            entry = plain._replace(player_id=number + 1, value=value)
            outcome = run_inline(self.ledgers[number % 2].put(entry, PATIENCE_S))
            # Asked again in the other process, the answer is the same.
            late = LateEntry(entry.round_id, number + 1)
            again = run_inline(self.ledgers[1 - number % 2].put(late, PATIENCE_S))
            assert again == (outcome._replace(new=False) if isinstance(outcome, Kept) else outcome)
            return outcome

        sent = [self.pool.submit(send, number) for number in range(PLAYERS)]
        begins.wait()
        time.sleep(pauses[PLAYERS])
        shut_and_count(self.door, self.evening.clock.now)
        return {number + 1: future.result() for number, future in enumerate(sent)}

    def end(self) -> None:
        """Let go of everything."""
        self.pool.shutdown()
        for ledger in self.ledgers:
            ledger.end()
        self.door.close()


def key(played: RoundFacts) -> list[str]:
    """The right choices, worth points that are not judged here."""
    return list(played.content["key"]["right"])


@pytest.fixture
def evening(app: Flask, clock: object, rng: random.Random) -> Evening:
    """An evening with a round for every race, and its players."""
    with writing():
        questions = [make_question(position=number) for number in range(RACES)]
        db.session.commit()
    evening = make_evening(app, clock, rng, *questions)  # type: ignore[arg-type]
    with writing():
        channel = db.session.get_one(Channel, evening.channels[0])
        for number in range(1, PLAYERS + 1):
            make_player(channel, id=number)
        db.session.commit()
    return evening


@pytest.fixture
def race(app: Flask, evening: Evening, rng: random.Random) -> Iterator[Race]:
    race = Race(app, evening, rng)
    yield race
    race.end()


def test_every_answer_is_counted_or_was_refused(race: Race) -> None:
    evening = race.evening
    everybody = set[Outcome]()
    for _ in range(RACES):
        played = evening.launch_and_open()
        evening.clock.set(played.times.shuts)
        outcomes = race.run(played)
        kept = {number for number, outcome in outcomes.items() if isinstance(outcome, Kept)}
        refused = {number for number, outcome in outcomes.items() if outcome is Fate.SHUT}
        assert kept | refused == set(outcomes)
        board = evening.desk.reader.board(played.times.id)
        assert board is not None
        assert board[-1] == evening.desk.reader.answers(played.times.id) == len(kept)
        everybody |= set(outcomes.values())
        evening.clock.advance(600)
        evening.step(Step.REVEAL)
        evening.clock.advance(4_000)
    assert len(everybody) > 1, "There was no race: all were in time, or none."
    assert list(event_differences(evening.event_id)) == []
