"""One node of two dies at the opening of a question: all answers are in, and the pace is halved."""

import asyncio
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from quiz.capacity.models import WorkerCapacity
from quiz.capacity.queries import read_load
from quiz.capacity.rules import LIVES_MS, WorkerRate, load_of
from quiz.cli.rehearsal.connection import Connection, most_connections, site_of
from quiz.cli.rehearsal.player import JoinPlace, SimulatedPlayer
from quiz.cli.rehearsal.report import Report
from quiz.cli.rehearse import database_faults
from quiz.clock import clock
from quiz.database import writing
from quiz.events.actions.steps import Surroundings
from quiz.events.facts import RoundFacts
from quiz.events.pace import players_for
from quiz.events.queries import event_facts, get_event
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.game.integrity.check import database_differences
from quiz.game.models import Board
from quiz.i18n.localized import LANGUAGES
from tests.factories import make_channel, make_entry, make_event
from tests.faults.crowd import LOOKS
from tests.faults.house import eventually
from tests.faults.nights import CHANNEL, SOAK_S, make_short_question, wait_until
from tests.machines import Machines, Node, two_machines
from tests.servers import PostgresServer

pytestmark = pytest.mark.postgresql

CODE = "evening"
TOKEN = "s3cret"
WORKERS = 2
SECONDS = 10
JOINS_PER_S = 60
# Pulses a second that the machines may be asked for at most: it makes the crowd one that a test can
# play. A soak lets ten times as many play.
BOUND = 400 if SOAK_S else 40
# Of what the product says that it carries.
PART = 4 / 5
GAUGE = re.compile(r"^celadon_capacity(?:\{[^}]*\})? ([\d.]+)", re.MULTILINE)


@pytest.fixture
def machines(postgresql: PostgresServer, tmp_path: Path) -> Iterator[Machines]:
    settings = {"QUIZ_CAPACITY": str(BOUND)}
    with two_machines(postgresql, tmp_path, settings, WORKERS) as two:
        yield two


@pytest.fixture
def boundless(postgresql: PostgresServer, tmp_path: Path) -> Iterator[Machines]:
    settings = {"QUIZ_METRICS_TOKEN": TOKEN}
    with two_machines(postgresql, tmp_path, settings, WORKERS) as two:
        yield two


@dataclass
class Phones:
    """Phones that do as the page does, each on a connection of its own, in a thread of theirs."""

    port: int
    number: int
    report: Report = field(default_factory=Report)

    def __post_init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._ending = asyncio.Event()
        self._thread = Thread(target=self._loop.run_until_complete, args=[self._play()])
        self._thread.start()

    def end(self) -> None:
        """Let everybody leave."""
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()
        self._loop.close()

    async def _play(self) -> None:
        assert self.number <= most_connections()
        await asyncio.gather(*(self._one(index) for index in range(self.number)))

    async def _one(self, index: int) -> None:
        await asyncio.sleep(index / JOINS_PER_S)
        line = Connection(site_of(f"http://127.0.0.1:{self.port}"))
        place = JoinPlace(CODE, CHANNEL, LANGUAGES[index % len(LANGUAGES)])
        rng = random.Random(index)
        player = SimulatedPlayer(place, line, self.report, rng, lambda _number: None, silent=0)
        await player.play(self._ending)
        line.close()


def plan() -> int:
    """An event with one channel and a short question; its number."""
    with writing():
        event = make_event(code=CODE)
        make_channel(event, name=CHANNEL)
        make_entry(event, make_short_question(seconds=SECONDS))
        db.session.commit()
        return event.id


def step(event_id: int, taken: Step, players: int) -> RoundFacts:
    """Take a host's step now; the round as it is then."""
    with writing():
        around = Surroundings(
            clock.now(), players, read_load(BOUND).capacity, random.Random(1), "test"
        )
        assert play_step(event_id, taken, around).possible
        db.session.commit()
    return played_round(event_id)


def played_round(event_id: int) -> RoundFacts:
    """The round as the database has it."""
    db.session.rollback()
    facts = event_facts(event_id)
    assert facts is not None
    return facts.rounds[-1]


def known_everywhere(machines: Machines) -> bool:
    """Whether every worker of both nodes knows the event, whichever takes a connection."""
    path = f"/live/{CODE}/{CHANNEL}/pulse"
    return all(node.get(path)[0] == 200 for node in machines.nodes for _ in range(LOOKS))


def test_all_answers_are_in_though_a_node_dies_at_the_opening(machines: Machines) -> None:
    event_id = plan()
    assert eventually(lambda: known_everywhere(machines))
    number = int(PART * players_for(SECONDS, read_load(BOUND).capacity))
    phones = Phones(machines.nginx.port, number)
    report = phones.report
    try:
        assert eventually(lambda: report.joined == number)
        played = step(event_id, Step.LAUNCH, number)
        wait_until(played.times.opens)
        machines.nodes[0].kill()
        wait_until(played.times.closes)
        step(event_id, Step.REVEAL, number)
        assert eventually(lambda: len(report.results[1]) == number)
    finally:
        phones.end()
    check(report, number, played_round(event_id))


def check(report: Report, number: int, played: RoundFacts) -> None:
    """Everybody was acknowledged, and what they sent is stored, counted, and on the board."""
    assert (dict(report.verdicts), len(report.kept), report.refused) == (
        {"accepted": number},
        number,
        set(),
    )
    assert list(report.promises()) == []
    assert list(database_faults(report, get_event(CODE).key)) == []
    assert list(database_differences()) == []
    board = db.session.get_one(Board, played.times.id)
    totals = (board.answers, board.players, sum(board.histogram.values()))
    assert totals == (number, number, number)


def rates() -> dict[str, list[WorkerRate]]:
    """What the workers said last, by their node."""
    db.session.rollback()
    found: dict[str, list[WorkerRate]] = {}
    for row in db.session.scalars(select(WorkerCapacity)):
        found.setdefault(row.node, []).append(WorkerRate(row.at, row.rate))
    return found


def latest() -> dict[str, int]:
    """When each node last spoke."""
    return {node: max(one.at for one in own) for node, own in rates().items()}


def capacity_said(node: Node) -> int:
    """What that node takes the capacity of all to be."""
    _status, said = node.get("/metrics", {"Authorization": f"Bearer {TOKEN}"})
    match = GAUGE.search(said)
    return int(float(match[1])) if match else 0


def test_a_node_that_was_silent_for_three_seconds_carries_nobody(boundless: Machines) -> None:
    dead, alive = boundless.nodes
    assert eventually(lambda: sorted(map(len, rates().values())) == [WORKERS] * 2)
    both = read_load(None).capacity
    assert eventually(lambda: capacity_said(alive) == both)
    dead.kill()
    died = latest()
    assert eventually(lambda: latest() != died)
    (speaking,) = (node for node, at in latest().items() if at != died[node])
    (silent,) = died.keys() - {speaking}
    assert eventually(lambda: latest()[speaking] >= died[silent] + LIVES_MS)
    rows = rates()
    half = load_of(rows[speaking]).capacity
    assert (load_of([*rows[speaking], *rows[silent]]).capacity, half < both) == (half, True)
    assert eventually(lambda: capacity_said(alive) == half)
