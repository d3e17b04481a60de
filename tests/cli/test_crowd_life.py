"""A crowd that plays in a rehearsal says so in its row, and leaves when it has to."""

import random
import threading
import time
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select
from werkzeug.serving import BaseWSGIServer

from quiz.cli import main
from quiz.clock import clock
from quiz.database import writing
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.actions.rehearsal import begin_rehearsal
from quiz.simulation.actions import call_crowd, send_crowd_away
from quiz.simulation.queries import find_crowd
from quiz.simulation.rules import CrowdEnding, CrowdManner
from tests.cli.bad_network import Unreliable
from tests.factories import make_event, make_round

Server = tuple[BaseWSGIServer, Unreliable]
MANNER = CrowdManner(100, "quick")
PLAYERS = 6


@pytest.fixture
def twin(unreliable: Server) -> int:
    """The number of a rehearsal that a host has begun."""
    assert unreliable
    with writing():
        event_id = db.session.scalars(select(Event.id)).one()
        twin_id: int = begin_rehearsal(event_id, "", clock.now(), random.Random(1), "test").id
        db.session.commit()
    return twin_id


def words(unreliable: Server, *more: str) -> list[str]:
    """The command that lets six play, over that server."""
    url = f"http://127.0.0.1:{unreliable[0].port}"
    wish = ("--players", str(PLAYERS), "--chinese", "100", "--pace", "quick")
    return ["rehearse", "rehearsal", *wish, "--url", url, *more]


def once_all_are_in(app: Flask, twin_id: int, act: Callable[[], object]) -> threading.Thread:
    """A host who does that as soon as the row says that everybody has joined."""

    def watch() -> None:
        with app.app_context():
            while (found := find_crowd(twin_id)) is None or found.joined < PLAYERS:
                db.session.rollback()
                time.sleep(0.1)
            with writing():
                act()
                db.session.commit()

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def call(twin_id: int) -> str:
    """Call a crowd of six as a console does."""
    with writing():
        key = call_crowd(twin_id, PLAYERS, MANNER, clock.now(), "test")
        db.session.commit()
    return key


def ending(twin_id: int) -> CrowdEnding | None:
    """Why the crowd has left."""
    db.session.rollback()
    found = find_crowd(twin_id)
    assert found is not None
    assert (found.players, found.manner) == (PLAYERS, MANNER)
    return found.ending


def test_one_from_the_command_line_is_sent_away_by_the_console(
    unreliable: Server, twin: int, app: Flask, runner: FlaskCliRunner
) -> None:
    host = once_all_are_in(app, twin, lambda: send_crowd_away(twin, clock.now(), "test"))
    done = runner.invoke(main, words(unreliable))
    host.join()
    assert (done.exit_code, ending(twin)) == (0, CrowdEnding.SENT_AWAY), done.output
    assert "6 of 6 players joined." in done.output


def test_one_that_a_console_called_makes_room_for_an_event(
    unreliable: Server, twin: int, app: Flask, runner: FlaskCliRunner
) -> None:
    key = call(twin)

    def launch() -> None:
        make_round(make_event(code="evening"), launched_at=clock.now())

    host = once_all_are_in(app, twin, launch)
    done = runner.invoke(main, words(unreliable, "--crowd", key))
    host.join()
    assert (done.exit_code, ending(twin)) == (0, CrowdEnding.EVENING), done.output


def test_two_at_once_are_refused(unreliable: Server, twin: int, runner: FlaskCliRunner) -> None:
    call(twin)
    done = runner.invoke(main, words(unreliable))
    assert (done.exit_code, done.output.splitlines()[-1]) == (
        1,
        "Error: A crowd plays already. Send it away first.",
    )
    assert ending(twin) is None


def test_where_nobody_answers_it_has_failed(twin: int, runner: FlaskCliRunner) -> None:
    key = call(twin)
    wish = ["--players", "6", "--url", "http://127.0.0.1:9", "--crowd", key]
    done = runner.invoke(main, ["rehearse", "rehearsal", *wish])
    assert (done.exit_code, ending(twin)) == (1, CrowdEnding.FAILED)
