"""How a process takes the time that all nodes have, and how a node keeps it.

SQLite's clock is the machine's own, and there is one machine: nothing of this happens there.
"""

import secrets
from dataclasses import asdict, replace

from sqlalchemy import select, text

from quiz.clock import Clock
from quiz.database import writing
from quiz.extensions import db
from quiz.nodes.models import Node
from quiz.nodes.queries import node_facts, read_time
from quiz.nodes.rules import (
    REMEMBERED_MS,
    Agreement,
    Reading,
    agreement,
    first_offset,
    is_due,
    measured,
)

PATIENCE = "SET LOCAL lock_timeout = '1s'"


def begin_time(clock: Clock) -> None:
    """Set the clock of a process that starts, or of a command, to the time that all nodes have."""
    if db.engine.dialect.name == "sqlite":
        return
    read = read_time(clock)
    db.session.rollback()
    mine = read.node(clock.node)
    if mine is None:
        clock.begin_at(first_offset(read))
        return
    # As the other workers of this machine, which may still be on their way.
    clock.begin_at(mine.offset_ms)
    clock.follow(mine.goal_ms)


def keep_time(clock: Clock, *, is_on: bool) -> Agreement:
    """Follow what this node is to come to, measured every ten seconds by whichever worker is first.

    `is_on` says whether phones follow an event now.
    """
    if db.engine.dialect.name == "sqlite":
        return Agreement()
    clock.node = clock.node or make_node_id()
    read = read_time(clock)
    if is_due(read, clock.node, clock.offset_ms):
        measure(clock, read, is_on=is_on)
        read = read_time(clock)
    db.session.rollback()
    node = read.node(clock.node)
    if node is not None:
        clock.follow(node.goal_ms)
    return agreement(read, clock.node)


def make_node_id() -> str:
    """A name for the machine's row, drawn anew at each start."""
    return secrets.token_hex(8)


def measure(clock: Clock, read: Reading, *, is_on: bool) -> None:
    """Write down what was read, unless another worker of this machine is faster.

    Nobody is waited for: events are read by the same thread, and whoever holds a row may hang.
    """
    with writing():
        db.session.execute(text(PATIENCE))
        free = select(Node).with_for_update(skip_locked=True)
        rows = {row.id: row for row in db.session.scalars(free)}
        present = replace(read, nodes=tuple(map(node_facts, rows.values())))
        if present.node(clock.node) != read.node(clock.node):
            return
        facts = measured(read, clock.node, clock.offset_ms, is_on=is_on)
        db.session.merge(Node(**asdict(facts)))
        kept = {clock.node, *(node.id for node in present.within(REMEMBERED_MS))}
        for gone in rows.keys() - kept:
            db.session.delete(rows[gone])
        db.session.commit()
