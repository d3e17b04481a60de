"""What PostgreSQL says of the time, and what all nodes last said of it."""

from sqlalchemy import select, text

from quiz.clock import Clock
from quiz.extensions import db
from quiz.nodes.models import Node
from quiz.nodes.rules import NodeFacts, Reading, reading

NOW = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"


def read_time(clock: Clock) -> Reading:
    """The database's clock beside our wall, with every node; PostgreSQL alone."""
    nodes = [node_facts(row) for row in db.session.scalars(select(Node))]
    # By now there is a connection and a transaction, so the journey is nothing but the question's.
    asked = clock.wall()
    database = int(db.session.execute(text(NOW)).scalar_one())
    return reading(asked, database, clock.wall(), nodes)


def node_facts(row: Node) -> NodeFacts:
    """A node's row as the rules take it."""
    return NodeFacts(
        row.id, row.seen_at, row.offset_ms, row.goal_ms, row.disagreement_ms, row.apart
    )
