"""Whether this machine's clock, the database's and those of all nodes agree."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.cli.checks.finding import Finding
from quiz.clock import boot_id, clock
from quiz.config import Settings
from quiz.nodes.queries import NOW as POSTGRESQL_NOW
from quiz.nodes.rules import DOUBTS, MOST_APART_MS, NodeFacts, Reading, common, reading

# What is the time in the database (ms), asked of SQLite and of PostgreSQL.
QUESTIONS = {
    True: "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)",
    False: POSTGRESQL_NOW,
}
NODES = "SELECT id, seen_at, offset_ms, goal_ms, disagreement_ms, apart FROM node"


def clock_readings(connection: Any, question: str, settings: Settings, has_nodes: bool) -> Reading:
    """The database's clock beside this machine's, or its server's, and what the nodes say of it."""
    clock.take_over(settings.clock_file, boot_id())
    rows = connection.execute(NODES).fetchall() if has_nodes else []
    asked = clock.now()
    (sentence,) = connection.execute(question).fetchone()
    return reading(asked, sentence, clock.now(), [NodeFacts(*row) for row in rows])


def look_at_clocks(read: Reading) -> Iterator[Finding]:
    """How far this machine, or its server, is from the database's clock, and the nodes from it."""
    mine = next((node for node in read.living if node.id == clock.node), None)
    away = abs(read.ahead_ms if mine is None else mine.disagreement_ms)
    sentence = _("The quiz's clock and the database's are %(apart)s ms apart.", apart=away)
    yield Finding(away <= MOST_APART_MS, sentence)
    alone = sum(node.apart > DOUBTS for node in read.living)
    if alone:
        sentence = ngettext(
            "The clock of %(num)d machine is away from the others'; restart quiz serve there.",
            "The clocks of %(num)d machines are away from the others'; restart quiz serve there.",
            alone,
        )
        yield Finding(False, sentence)
    step = common([node.disagreement_ms for node in read.living])
    if abs(step) > MOST_APART_MS:
        sentence = _(
            "The database's clock has stepped by %(step)s ms; no machine follows it while an event "
            "is on. Set it right, or stop all machines for three minutes before the next event.",
            step=step,
        )
        yield Finding(False, sentence)
