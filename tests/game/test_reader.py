"""What a crowd reads at once is looked up, whatever the database has seen of the round so far."""

from typing import Any

import pytest
from sqlalchemy import text

from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.facts import Wanted
from quiz.game.reader import Reader
from quiz.waiting import run_inline
from tests.evenings import Evening
from tests.phones import Hall

CROWD = 3_000
NUMBERS = (
    "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :crowd)"
)
SEAT = """
INSERT INTO player (id, event_id, channel_id, language, joined_at)
{numbers} SELECT n, event_id, channel_id, language, joined_at FROM player, number
"""
ANSWER = """
INSERT INTO answer (round_id, player_id, value, arrived_at, elapsed_ms, credit, points)
{numbers} SELECT :round, n, 'a', 0, 0, '1', 100 FROM number
"""


class ExplainingReader(Reader):
    """A reader that also asks the database how it would look things up."""

    plan: tuple[str, ...] = ()

    def _all(self, sql: str, values: Any) -> Any:
        explain = "EXPLAIN QUERY PLAN" if self._url.startswith("sqlite") else "EXPLAIN"
        self.plan = tuple(str(row[-1]) for row in super()._all(f"{explain} {sql}", values))
        return super()._all(sql, values)


def fill(sql: str, **values: int) -> None:
    db.session.execute(text(sql.format(numbers=NUMBERS)), {"crowd": CROWD, **values})
    db.session.commit()


@pytest.mark.both_databases
def test_each_player_is_looked_up_even_in_a_new_round(
    evening: Evening, hall: Hall, app: Any
) -> None:
    hall.player("Jade")
    fill(SEAT)
    first = evening.launch_and_open().times.id
    fill(ANSWER, round=first)
    evening.count()
    # The database has seen the first round, and not the second.
    fill("ANALYZE")
    evening.step(Step.REVEAL)
    second = evening.launch_and_open().times.id
    fill(ANSWER, round=second)
    reader = ExplainingReader(app.config["SQLALCHEMY_DATABASE_URI"])

    found = run_inline(reader.player(7, Wanted(evening.event_id, second, first, ())))

    reader.close()
    assert found is not None
    assert (found.given.points, found.result.points, found.score) == (100, 100, 100)
    looked_up = [step for step in reader.plan if "round_id" in step]
    assert len(looked_up) == 2
    assert all("player_id" in step for step in looked_up)
    assert not [step for step in reader.plan if "Seq Scan" in step or "SCAN player" in step]
