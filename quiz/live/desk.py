"""Everything live that one process holds: what it knows, what it reads with, its ledger."""

from dataclasses import dataclass
from functools import partial
from random import Random

from flask import Flask

from quiz.clock import Clock, clock
from quiz.game.ledger.book import open_book
from quiz.game.ledger.thread import Ledger
from quiz.game.queries import Reader
from quiz.game.tally import shut_and_count
from quiz.live.pulse import Surroundings
from quiz.live.watch import Watch


@dataclass(frozen=True, slots=True)
class Desk:
    """The live parts of a process; made once by the application, started by the server."""

    watch: Watch
    reader: Reader
    ledger: Ledger
    around: Surroundings
    clock: Clock
    rng: Random

    def start(self) -> None:
        """Begin to read events and to write joins and answers in threads of their own."""
        self.watch.start()
        self.ledger.start()

    def end(self) -> None:
        """Write what is waiting, stop both threads, close every connection."""
        self.ledger.end()
        self.watch.end()
        self.reader.close()


def make_desk(app: Flask) -> Desk:
    """The desk of `app`, not started: until then it reads and writes whenever it is asked."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    reader = Reader(url)
    return Desk(
        watch=Watch(app, reader, clock),
        reader=reader,
        ledger=Ledger(
            partial(open_book, url, in_turn=True), partial(shut_and_count, now=clock.now)
        ),
        around=Surroundings(
            secret=app.config["SECRET_KEY"].encode(), capacity=app.config["CAPACITY"]
        ),
        clock=clock,
        rng=app.config["RANDOM"],
    )
