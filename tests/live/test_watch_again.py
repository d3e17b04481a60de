"""Before a process says that something is not, it reads what another one may have written."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from quiz.events.queries import event_facts
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.live import watch
from tests.phones import Hall

ASKING = 8


@pytest.fixture
def sleepy(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """A hall whose process reads by itself, but will not do so again in this test."""
    monkeypatch.setattr(watch, "READ_EVERY_S", 3_600.0)
    monkeypatch.setattr(watch, "AGAIN_APART_S", 0.0)
    hall.evening.desk.watch.start()
    return hall


@contextmanager
def readings(app: Flask) -> Iterator[list[str]]:
    """The readings of all events meanwhile, by their first statement."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM event" in statement and statement.endswith("event.binned_at IS NULL"):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_a_round_that_another_process_launched_takes_answers(sleepy: Hall) -> None:
    phone, evening = sleepy.player("A"), sleepy.evening
    evening.step(Step.LAUNCH)
    facts = event_facts(evening.event_id)
    assert facts is not None
    assert evening.known().facts.rounds == ()
    evening.clock.set(facts.rounds[0].times.opens + 1)
    right = facts.rounds[0].content["key"]["right"][0]
    assert phone.answer(right).status_code == 201
    assert evening.known().facts.rounds != ()


def test_a_round_that_nobody_launched_is_not_there(sleepy: Hall) -> None:
    phone = sleepy.player("A")
    with readings(sleepy.app) as seen:
        refused = [phone.answer("x", number).status_code for number in (1, 2, "one")]
    assert (refused, len(seen)) == ([404, 404, 404], 3)


def test_who_comes_while_it_is_read_does_not_read_once_more(
    sleepy: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "AGAIN_APART_S", 3_600.0)
    sleepy.evening.desk.watch._known_since = float("-inf")  # noqa: SLF001 (nothing was read yet)
    with readings(sleepy.app) as seen, ThreadPoolExecutor(ASKING) as pool:
        for asked in [pool.submit(sleepy.evening.desk.watch.read_again) for _ in range(ASKING)]:
            asked.result()
    assert len(seen) == 1
    assert sleepy.evening.desk.watch.is_fresh()
