"""Connections to both databases are set up as promised."""

import pytest
from flask import Flask
from sqlalchemy import text

from quiz.clock import clock as product_clock
from quiz.database import is_sound
from quiz.extensions import db
from tests.clocks import SettableClock
from tests.factories import make_channel, make_entry, make_event, make_player, make_staff


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_only_fixed_versions_of_sqlite_are_sound(
    version: tuple[int, int, int], sound: bool
) -> None:
    assert is_sound(version) is sound


@pytest.mark.both_databases
def test_factories_make_rows(app: Flask) -> None:
    event = make_event()
    make_player(make_channel(event))
    make_entry(event)
    make_staff("admin")
    make_staff("admin")
    db.session.commit()
    assert [entry.question.prompt.zh for entry in event.entries] == ["博物馆哪一年开放？"]
    stored = db.session.execute(text("SELECT prompt FROM question")).scalar_one()
    assert "博物馆" in str(stored)


def test_clock_stands_still_until_moved(clock: SettableClock) -> None:
    before = product_clock.now()
    clock.advance(1500)
    assert product_clock.now() - before == 1500
