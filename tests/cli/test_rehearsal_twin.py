"""A simulated crowd plays in the twin of an event, and goes when it is dropped."""

import random
import threading
import time
from typing import Any

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from werkzeug.serving import BaseWSGIServer

from quiz.audit.models import AuditEntry
from quiz.cli import main
from quiz.clock import clock
from quiz.database import writing
from quiz.events.models import Channel, Entry, Event, Round
from quiz.extensions import db
from quiz.game.actions.rehearsal import begin_rehearsal, drop_rehearsal
from quiz.game.models import Answer, Board, Player, Standing
from tests.cli.bad_network import Unreliable


def test_a_crowd_plays_in_a_twin_of_which_nothing_is_left(
    unreliable: tuple[BaseWSGIServer, Unreliable], runner: FlaskCliRunner
) -> None:
    url = f"http://127.0.0.1:{unreliable[0].port}"
    before = stored()
    words = ["rehearsal", "--players", "12", "--url", url, "--stage", "--rounds", "1"]
    done = runner.invoke(main, ["rehearse", *words])
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "Every promise was kept.")
    assert "12 of 12 players joined." in done.output
    assert stored() == before
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts == ["event.rehearse", "event.drop"]


def stored() -> dict[str, list[Any]]:
    """All that an event and its players are made of, row by row."""
    db.session.rollback()
    tables = (Event, Channel, Entry, Round, Player, Answer, Board, Standing)
    return {
        table.__tablename__: [tuple(row) for row in db.session.execute(select(table.__table__))]
        for table in tables
    }


def test_a_crowd_goes_once_its_rehearsal_is_dropped(
    unreliable: tuple[BaseWSGIServer, Unreliable], app: Flask, runner: FlaskCliRunner
) -> None:
    with writing():
        event_id = db.session.scalars(select(Event.id)).one()
        twin_id = begin_rehearsal(event_id, "", clock.now(), random.Random(1), "test").id
        db.session.commit()

    def drop_when_all_have_joined() -> None:
        joined = select(func.count(Player.id)).where(Player.event_id == twin_id)
        with app.app_context():
            while db.session.scalar(joined) != 6:
                db.session.rollback()
                time.sleep(0.1)
            with writing():
                drop_rehearsal(twin_id, clock.now(), "test")
                db.session.commit()

    host = threading.Thread(target=drop_when_all_have_joined)
    host.start()
    url = f"http://127.0.0.1:{unreliable[0].port}"
    words = ["rehearsal", "--players", "6", "--url", url, "--chinese", "100", "--pace", "quick"]
    done = runner.invoke(main, ["rehearse", *words])
    host.join()
    assert done.exit_code == 0, done.output
    assert "6 of 6 players joined." in done.output
