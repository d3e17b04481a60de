"""With SQLite the database's clock is the machine's own, and nothing is measured."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from quiz.clock import Clock
from quiz.extensions import db
from quiz.nodes.actions import begin_time, keep_time
from quiz.nodes.models import Node
from quiz.nodes.rules import Agreement


@pytest.mark.parametrize(
    ("act", "found"),
    [(begin_time, None), (lambda clock: keep_time(clock, is_on=True), Agreement())],
)
def test_its_clock_is_left_alone(
    app: Flask, act: Callable[[Clock], Agreement | None], found: Agreement | None
) -> None:
    clock = Clock(wall_ms=5_000_000)
    assert (act(clock), clock.offset_ms, clock.node) == (found, 0, "")
    assert db.session.scalar(select(func.count()).select_from(Node)) == 0
