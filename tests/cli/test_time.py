"""What `quiz serve` hands to its workers, and what a command begins with: the time of all nodes."""

import os
import time

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.cli import load_app
from quiz.cli.serve import prepare, share_time
from quiz.clock import VARIABLE, Clock, boot_id, parse, read_clocks
from quiz.config import Settings
from quiz.database import writing
from quiz.extensions import db
from quiz.nodes.models import Node
from quiz.nodes.queries import read_time
from tests.clocks import SettableClock

STEP_MS = 30_000
ABOUT_MS = 10_000  # on a machine that does many other things


@pytest.fixture(autouse=True)
def environment(clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is handed over in the environment, and taken away from there afterwards."""
    monkeypatch.setenv(VARIABLE, "")


def node_rows() -> list[tuple[str, int]]:
    db.session.rollback()
    return [(row.id, row.offset_ms) for row in db.session.scalars(select(Node))]


@pytest.mark.both_databases
def test_workers_begin_with_what_was_measured_once(
    app: Flask, settings: Settings, clock: SettableClock, backend: str
) -> None:
    prepare(settings)
    share_time(app, settings)
    server = clock.clock
    handed = parse(os.environ[VARIABLE])
    assert handed is not None
    assert handed == (server.wall_ms, server.monotonic_ms, server.offset_ms, server.node)
    assert handed == read_clocks(settings.clock_file, boot_id())
    rows = [(handed.node, handed.offset_ms)]
    assert node_rows() == (rows if backend == "postgresql" else [])


def test_each_start_is_another_node(settings: Settings, clock: SettableClock) -> None:
    nodes = set()
    for _ in range(2):
        prepare(settings)
        nodes.add(clock.clock.node)
    assert len(nodes) == 2


@pytest.mark.postgresql
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_command_has_the_time_of_the_nodes(
    app: Flask,
    settings: Settings,
    database_url: str,
    clock: SettableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with writing():
        at = read_time(Clock()).database_ms
        db.session.add(
            Node(id="bb", seen_at=at, offset_ms=0, goal_ms=0, disagreement_ms=STEP_MS, apart=0)
        )
        db.session.commit()
    monkeypatch.setenv("QUIZ_INSTANCE", str(settings.instance))
    monkeypatch.setenv("QUIZ_DATABASE_URL", database_url)
    command = load_app()
    assert abs(clock.now() - time.time() * 1_000 + STEP_MS) < ABOUT_MS
    with command.app_context():
        db.session.remove()
        db.engine.dispose()
