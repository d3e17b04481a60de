"""The answers of a round judged again: which are worth something else than before."""

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from quiz.events.facts import RoundFacts
from quiz.events.timeline import TIMES, times_of
from quiz.game.rules import credit_in, worth
from quiz.statements import Book, read_json

SLICE = 5_000  # answers
COLUMNS = (*TIMES, "key", "content", "weight", "speed_weight", "revision")
READ_ROUND = f"SELECT {', '.join(COLUMNS)} FROM round WHERE id = ?"  # noqa: S608 (constants)
READ_SLICE = """
SELECT player_id, value, elapsed_ms, credit, points FROM answer
WHERE round_id = ? AND player_id > ? ORDER BY player_id LIMIT ?
"""
# One parameter for a whole slice: so many of them would take their time in a driver.
SENT_LOCALLY = "json_each(?) AS sent"
SENT_REMOTELY = "json_array_elements(CAST(? AS json)) AS sent (value)"
REWRITE = """
UPDATE answer SET credit = sent.value ->> 2, points = CAST(sent.value ->> 3 AS BIGINT)
FROM {sent}
WHERE answer.round_id = ? AND answer.player_id = CAST(sent.value ->> 0 AS BIGINT)
"""

Progress = Callable[[int], None]


class Rejudged(NamedTuple):
    """An answer that is worth something else: its points before, then what it is worth now.

    `right_gain` is what is added to the player's number of right answers.
    """

    player_id: int
    points_before: int
    credit: str | None
    points: int
    right_gain: int


def read_round(book: Book, round_id: int) -> RoundFacts:
    """A launched round as its row says."""
    row = dict(zip(COLUMNS, book.run(READ_ROUND, (round_id,)).fetchone(), strict=True))
    times = {name: row[name] for name in TIMES}
    return RoundFacts(
        times=times_of({**times, "delays": read_json(times["delays"])}),
        key=row["key"],
        content=read_json(row["content"]),
        weight=row["weight"],
        speed_weight=Fraction(row["speed_weight"]),
        revision=row["revision"],
    )


def rejudge(
    book: Book, before: RoundFacts, after: RoundFacts, progress: Progress
) -> list[Rejudged]:
    """Every answer of the round that `after` changes; `progress` hears how many were looked at."""
    known: dict[str, Fraction | None] = {}  # Many say the same.
    changed = []
    seen = 0
    for rows in _slices(book, after.times.id):
        for player_id, value, elapsed_ms, credit_before, points_before in rows:
            if value not in known:
                known[value] = credit_in(after, value)
            credit = known[value]
            text = None if credit is None else str(credit)
            points = worth(after, credit, elapsed_ms)
            right_gain = _is_right(after, text) - _is_right(before, credit_before)
            if (text, points, right_gain) != (credit_before, points_before, 0):
                changed.append(Rejudged(player_id, points_before, text, points, right_gain))
        seen += len(rows)
        progress(seen)
    return changed


def rewrite(book: Book, round_id: int, changed: list[Rejudged]) -> None:
    """Let answers that are not counted yet be worth what they are worth now, slice by slice."""
    sql = REWRITE.format(sent=sent(book))
    for begin in range(0, len(changed), SLICE):
        with book.transaction():
            book.run(sql, (json.dumps(changed[begin : begin + SLICE]), round_id))


def sent(book: Book) -> str:
    """What a statement reads a JSON list of rows from: `sent.value ->> place`."""
    return SENT_LOCALLY if book.sqlite else SENT_REMOTELY


def _slices(book: Book, round_id: int) -> Iterator[list[tuple[Any, ...]]]:
    last = 0
    while rows := book.run(READ_SLICE, (round_id, last, SLICE)).fetchall():
        yield rows
        last = rows[-1][0]


def _is_right(played: RoundFacts, credit: str | None) -> bool:
    return credit == "1" and not played.times.is_void
