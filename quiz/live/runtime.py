"""Everything live that one process holds: what it knows, reads, writes, counts and leads with."""

from dataclasses import dataclass
from functools import partial
from random import Random

from flask import Flask, current_app

from quiz.capacity.lag import Lag, WaitingLine
from quiz.capacity.queries import read_least_capacity, read_load
from quiz.capacity.rules import Load
from quiz.clock import Clock, clock
from quiz.events.actions.steps import Surroundings
from quiz.game.ledger.thread import Ledger
from quiz.game.mend.run import Mending
from quiz.game.reader import Reader
from quiz.game.tally.margin import Margins
from quiz.game.tally.measure import Measuring
from quiz.game.tally.thread import Counting
from quiz.live.piloting import Piloting
from quiz.live.pulse import PulseSettings
from quiz.live.rehearsals import Dropping
from quiz.live.sightings import Sightings
from quiz.live.watch import Watch
from quiz.statements import open_book


@dataclass(frozen=True, slots=True)
class Runtime:
    """The live parts of a process; made once by the application, started by the server."""

    watch: Watch
    reader: Reader
    ledger: Ledger
    counting: Counting
    mending: Mending
    measuring: Measuring
    margins: Margins
    dropping: Dropping
    piloting: Piloting
    sightings: Sightings
    lag: Lag
    line: WaitingLine
    around: PulseSettings
    bound: int | None
    clock: Clock
    rng: Random

    def load(self) -> Load:
        """What all machines carry now, and how strained they are."""
        return read_load(self.bound)

    def capacity(self) -> int:
        """How many pulses a second phones may ask for now, of all machines together."""
        return self.load().capacity

    def least_capacity(self, load: Load) -> int:
        """The least of it by which phones were lately told how often to ask, or are now."""
        return read_least_capacity(load)

    def start(self) -> None:
        """Begin to read, write, count, mend, measure, widen, drop, lead, see: a thread each."""
        self.watch.start()
        self.reader.start()
        self.ledger.start()
        self.counting.start()
        self.mending.start()
        self.measuring.start()
        self.margins.start()
        self.dropping.start()
        self.piloting.start()
        self.sightings.start()

    def end(self) -> None:
        """Write what is waiting, stop all threads, close every connection."""
        self.ledger.end()
        self.counting.end()
        self.mending.end()
        self.measuring.end()
        self.margins.end()
        self.dropping.end()
        self.piloting.end()
        self.sightings.end()
        self.watch.end()
        self.reader.end()


def make_runtime(app: Flask) -> Runtime:
    """The live parts of `app`, not started: until then it reads and writes whenever it is asked."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    reader = Reader(url)
    opens, lag = partial(open_book, url, in_turn=True), Lag()
    return Runtime(
        watch=Watch(app, reader, clock),
        reader=reader,
        ledger=Ledger(opens),
        counting=Counting(opens, clock.now),
        mending=Mending(opens, clock.now),
        measuring=Measuring(opens, clock.now),
        margins=Margins(opens, clock.now, lag),
        dropping=Dropping(app, opens, clock.now),
        piloting=Piloting(app, opens, clock.now, surroundings_of),
        sightings=Sightings(opens, clock.now),
        lag=lag,
        line=WaitingLine(),
        around=PulseSettings(secret=app.config["SECRET_KEY"].encode()),
        bound=app.config["CAPACITY"],
        clock=clock,
        rng=app.config["RANDOM"],
    )


def runtime() -> Runtime:
    """The live parts of the application that is handling this request or command."""
    found: Runtime = current_app.extensions["runtime"]
    return found


def surroundings_of(event_id: int, actor: str) -> Surroundings:
    """What a step of that event depends on now, if `actor` takes it."""
    desk = runtime()
    load = desk.load()
    return Surroundings(
        now=clock.now(),
        players=desk.reader.players(event_id),
        capacity=load.capacity,
        rng=current_app.config["RANDOM"],
        actor=actor,
        least_capacity=desk.least_capacity(load),
        strain=load.strain,
    )
