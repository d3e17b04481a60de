"""What `quiz doctor` says of the clocks: the machine's, the database's, those of all nodes."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from flask import Flask

from quiz.cli.checks.clocks import clock_readings, look_at_clocks
from quiz.cli.checks.data import look_at_database
from quiz.cli.checks.finding import Finding
from quiz.clock import Anchor
from quiz.config import Settings
from quiz.database import connect_raw, writing
from quiz.extensions import db
from quiz.nodes.models import Node
from quiz.nodes.rules import DOUBTS, NodeFacts, Reading
from tests.clocks import EVENING, SettableClock

HOUR_MS = 3_600_000
APART = Finding(True, "The quiz's clock and the database's are 0 ms apart.")


def make_node(name: str, disagreement: int = 0, apart: int = 0, age: int = 0) -> NodeFacts:
    return NodeFacts(name, EVENING - age, 0, 0, disagreement, apart)


def look_at(*nodes: NodeFacts, ahead: int = 0) -> list[Finding]:
    return list(look_at_clocks(Reading(EVENING, ahead, 1, nodes)))


@pytest.mark.parametrize(
    ("ahead", "well"), [(0, True), (1000, True), (-1000, True), (1001, False), (-1001, False)]
)
def test_clocks_that_are_apart_are_named(
    settings: Settings, clock: SettableClock, ahead: int, well: bool
) -> None:
    sentence = f"The quiz's clock and the database's are {abs(ahead)} ms apart."
    with closing(sqlite3.connect(":memory:")) as connection:
        read = clock_readings(connection, f"SELECT {EVENING + ahead}", settings, has_nodes=False)
    assert list(look_at_clocks(read)) == [Finding(well, sentence)]


@pytest.mark.both_databases
def test_the_clock_of_the_database_itself_is_read(
    settings: Settings, database_url: str, clock: SettableClock
) -> None:
    settings = replace(settings, database_url=database_url)
    faults = [finding.sentence for finding in look_at_database(settings) if not finding.well]
    (sentence,) = faults
    start, apart = sentence.removesuffix(" ms apart.").rsplit(maxsplit=1)
    assert start == "The quiz's clock and the database's are"
    assert int(apart) > HOUR_MS  # The quiz's stands in 2020.


def test_a_server_s_clock_is_what_it_last_measured(clock: SettableClock) -> None:
    clock.clock.anchor(Anchor(clock.clock.wall_ms, clock.clock.monotonic_ms, 0, "aa"))
    mine = make_node("aa", 700)
    assert look_at(mine, ahead=60_000) == [
        Finding(True, "The quiz's clock and the database's are 700 ms apart.")
    ]
    gone = make_node("aa", 700, age=HOUR_MS)
    assert look_at(gone, ahead=60_000) == [
        Finding(False, "The quiz's clock and the database's are 60000 ms apart.")
    ]


@pytest.mark.parametrize(
    ("alone", "sentences"),
    [
        (0, []),
        (1, ["The clock of 1 machine is away from the others'; restart quiz serve there."]),
        (2, ["The clocks of 2 machines are away from the others'; restart quiz serve there."]),
    ],
)
def test_machines_that_are_alone_are_counted(alone: int, sentences: list[str]) -> None:
    nodes = [make_node(f"alone {number}", 0, DOUBTS + 1) for number in range(alone)]
    nodes += [make_node("doubted", 0, DOUBTS), make_node("gone", 0, DOUBTS + 1, HOUR_MS)]
    assert look_at(*nodes) == [APART, *(Finding(False, sentence) for sentence in sentences)]


@pytest.mark.parametrize(
    ("step", "stepped"), [(1_000, False), (-1_000, False), (1_001, True), (-1_001, True)]
)
def test_a_step_that_all_machines_see_is_named(step: int, stepped: bool) -> None:
    nodes = [make_node("a", step), make_node("b", step), make_node("gone", 0, 0, HOUR_MS)]
    sentence = (
        f"The database's clock has stepped by {step} ms; no machine follows it while an event is "
        "on. Set it right, or stop all machines for three minutes before the next event."
    )
    assert look_at(*nodes) == [APART, *([Finding(False, sentence)] if stepped else [])]


@pytest.mark.both_databases
def test_the_nodes_are_read(app: Flask, settings: Settings, database_url: str) -> None:
    with writing():
        db.session.add(Node(id="aa", seen_at=1, offset_ms=2, goal_ms=3, disagreement_ms=4, apart=5))
        db.session.commit()
    with closing(connect_raw(database_url)) as connection:
        read = clock_readings(connection, "SELECT 7", settings, has_nodes=True)
    assert (read.database_ms, read.nodes) == (7, (NodeFacts("aa", 1, 2, 3, 4, 5),))
