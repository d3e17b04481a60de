"""Shut, then count: the door of a round, its points, the standings and its board."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from quiz.bank.kinds.registry import kind_of
from quiz.bank.kinds.tally import Spread
from quiz.events.timeline import STAMP_MS, TIMES, RoundTimes, times_of
from quiz.game.rules import KEPT_ROWS, named_tiers, rank_of
from quiz.game.spread import SPREAD, asked, spread_from
from quiz.game.tally.divisions import divide_now, keep_places, named_apart
from quiz.game.tally.early import judge_early, settle_mends, waiting_mends
from quiz.game.tally.names import read_board_names
from quiz.game.ties import tiers
from quiz.statements import Book, read_json

# Number, score and points of the round of somebody on a board.
Standee = tuple[int, int, int]
COLUMNS = ", ".join(TIMES)
UNCOUNTED = f"SELECT {COLUMNS} FROM round WHERE counted_at IS NULL AND cancelled_at IS NULL"  # noqa: S608 (constants)
COUNTABLE = """
SELECT event_id, number, voided_at IS NOT NULL AND NOT counts_again FROM round
WHERE id = ? AND shut_at IS NOT NULL AND counted_at IS NULL
"""
ADD_UP = """
INSERT INTO standing (event_id, player_id, score, right_answers)
SELECT ?, player_id, points, CASE WHEN credit = '1' AND ? THEN 1 ELSE 0 END
FROM answer WHERE round_id = ?
ON CONFLICT (event_id, player_id) DO UPDATE SET
  score = standing.score + excluded.score,
  right_answers = standing.right_answers + excluded.right_answers
"""
# The first of all are found by the index of scores; only then is anything else read about them,
# whatever a planner believes of a round whose answers it has not seen yet.
TOP = """
SELECT first.player_id, first.score, COALESCE(
  (SELECT points FROM answer WHERE round_id = ? AND player_id = first.player_id), 0
)
FROM (
  SELECT player_id, score FROM standing WHERE event_id = ? ORDER BY score DESC, player_id LIMIT ?
) AS first JOIN player ON player.id = first.player_id
WHERE player.banned_at IS NULL AND player.unranked_at IS NULL
ORDER BY first.score DESC, first.player_id LIMIT ?
"""
# Those of some scores, whom a board names though there are a hundred in front of them.
NAMED = """
SELECT standing.player_id, standing.score, COALESCE(
  (SELECT points FROM answer WHERE round_id = ? AND player_id = standing.player_id), 0
)
FROM standing JOIN player ON player.id = standing.player_id
WHERE standing.event_id = ? AND standing.score IN ({marks})
AND player.banned_at IS NULL AND player.unranked_at IS NULL
ORDER BY standing.score DESC, standing.player_id
"""
# Who is on no board; each half has an index of its own.
HIDDEN = """
SELECT id FROM player WHERE event_id = ? AND banned_at IS NOT NULL
UNION SELECT id FROM player WHERE event_id = ? AND unranked_at IS NOT NULL
"""
HIDDEN_SCORES = f"""
SELECT COALESCE(standing.score, 0) AS score, COUNT(*) FROM ({HIDDEN}) AS hidden
LEFT JOIN standing ON standing.event_id = ? AND standing.player_id = hidden.id GROUP BY 1
"""  # noqa: S608 (constants)
BEFORE = """
SELECT board.histogram FROM board JOIN round ON round.id = board.round_id
WHERE round.event_id = ? AND round.number < ? AND round.cancelled_at IS NULL
ORDER BY round.number DESC LIMIT 1
"""
KEEP_BOARD = """
INSERT INTO board (round_id, top, histogram, apart, spread, players, answers)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round_id) DO UPDATE SET top = excluded.top, histogram = excluded.histogram,
  apart = excluded.apart, spread = excluded.spread, players = excluded.players,
  answers = excluded.answers
"""


def shut_and_count(book: Book, now: Callable[[], int]) -> None:
    """Shut every door whose instant has come, then count every round that is shut.

    Any number of processes may try at once: the conditional update lets one win.
    """
    for row in book.run(UNCOUNTED).fetchall():
        times = times_in(row)
        if times.shut_at is None and now() >= times.shuts:
            _shut(book, times.id, now)
        if times.shut_at is not None or now() >= times.shuts:
            count(book, times.id, now)


def _shut(book: Book, round_id: int, now: Callable[[], int]) -> None:
    """Close the door: from this commit on, no answer of the round is written."""
    with book.transaction():
        sql = f"SELECT {COLUMNS} FROM round WHERE id = ? AND shut_at IS NULL"  # noqa: S608 (constants)
        row = book.run(book.for_update(sql), (round_id,)).fetchone()
        if row is not None and now() >= times_in(row).shuts:
            book.run(
                "UPDATE round SET shut_at = ? WHERE id = ? AND shut_at IS NULL", (now(), round_id)
            )


def count(book: Book, round_id: int, now: Callable[[], int]) -> bool:
    """Add a shut round's points to the standings and keep its board; true if this call did it.

    What is to be mended in it is judged first: once the door is shut, no answer is added.
    """
    prepared = judge_early(book, round_id)
    with book.transaction():
        # The event before its round, as a host takes them: else each could wait for the other.
        held = "SELECT id FROM event WHERE id = (SELECT event_id FROM round WHERE id = ?)"
        book.run(book.for_update(held), (round_id,))
        row = book.run(book.for_update(COUNTABLE), (round_id,)).fetchone()
        if row is None or waiting_mends(book, round_id) != prepared.mends:
            return False
        event_id, number, void = row
        settle_mends(book, prepared, now())
        _add_up(book, event_id, round_id, void=bool(void))
        book.run("UPDATE event SET version = version + 1 WHERE id = ?", (event_id,))
        # Nothing long comes after the stamp: every process must learn of it before it holds.
        stamp = _keep_board(book, event_id, round_id, number, lambda: now() + STAMP_MS)
        book.run("UPDATE round SET counted_at = ? WHERE id = ?", (stamp, round_id))
    return True


def renew_last_board(book: Book, event_id: int) -> None:
    """Make the board of the last counted round again, within a transaction.

    For when somebody was banned, or ranked, or let in again: the boards before it are history.
    """
    row = book.run(
        """
SELECT id, number, counted_at FROM round
WHERE event_id = ? AND counted_at IS NOT NULL AND cancelled_at IS NULL
ORDER BY number DESC LIMIT 1
""",
        (event_id,),
    ).fetchone()
    if row is not None:
        round_id, number, counted_at = row
        _keep_board(book, event_id, round_id, number, lambda: counted_at)


def _add_up(book: Book, event_id: int, round_id: int, *, void: bool) -> None:
    if void:
        book.run("UPDATE answer SET points = 0 WHERE round_id = ? AND points <> 0", (round_id,))
    book.run(ADD_UP, (event_id, not void, round_id))


def _keep_board(
    book: Book, event_id: int, round_id: int, number: int, counted: Callable[[], int]
) -> int:
    """Keep the board of a round; the instant of its count, asked for once all else is read."""
    histogram, players = _histogram(book, event_id)
    before = book.run(BEFORE, (event_id, number)).fetchone()
    earlier = None if before is None else scores_in(before[0])
    division = divide_now(book, event_id, round_id, number)
    keep_places(book, division)
    if division.behind:
        standees = named_apart(book, round_id, division, histogram)
    else:
        standees = _named(book, event_id, round_id, histogram)
    spread = _spread(book, round_id)
    counted_at = counted()
    names = read_board_names(book, [player for player, *_ in standees], counted_at)
    top = [
        (
            player,
            names[player],
            score,
            rank_of(histogram, score) + division.behind.get(player, 0),
            rank_before(earlier, score - points, division.before.get(player, 0)),
        )
        for player, score, points in standees
    ]
    apart = _json(division.apart) if division.apart else None
    stored = (_json({"rows": top}), _json(histogram), apart, _json(spread.counts))
    book.run(KEEP_BOARD, (round_id, *stored, players, spread.answers))
    return counted_at


def rank_before(earlier: Mapping[int, int] | None, score: int, behind: int) -> int | None:
    """The rank on the board before, if there was one."""
    return None if earlier is None else rank_of(earlier, score) + behind


def _spread(book: Book, round_id: int) -> Spread:
    content = book.run("SELECT content FROM round WHERE id = ?", (round_id,)).fetchone()[0]
    kind = kind_of(read_json(content))
    return spread_from(book.run(SPREAD, asked(round_id, kind)).fetchall(), kind)


def _named(book: Book, event_id: int, round_id: int, histogram: Mapping[int, int]) -> list[Standee]:
    """The first hundred, then those of later ranks whom the first lines of the board name."""
    first = _first(book, event_id, round_id)
    there = {row[0] for row in first}
    last = first[-1][1] if len(first) == KEPT_ROWS else 0
    named = named_tiers(tiers(histogram, {}))
    scores = [place.score for place in named if place.score <= last]
    if not scores:
        return first
    sql = NAMED.format(marks=", ".join("?" * len(scores)))
    later = book.run(sql, (round_id, event_id, *scores)).fetchall()
    return [*first, *(row for row in later if row[0] not in there)]


def _first(book: Book, event_id: int, round_id: int) -> list[Standee]:
    """Those in front of all."""
    sql = f"SELECT COUNT(*) FROM ({HIDDEN}) AS hidden"  # noqa: S608 (constants)
    hidden = book.run(sql, (event_id, event_id)).fetchone()[0]
    values = (round_id, event_id, KEPT_ROWS + hidden, KEPT_ROWS)
    rows: list[Standee] = book.run(TOP, values).fetchall()
    return rows


def _histogram(book: Book, event_id: int) -> tuple[dict[int, int], int]:
    """How many ranked players have each score, and how many of them there are."""
    sql = "SELECT score, COUNT(*) FROM standing WHERE event_id = ? GROUP BY score"
    histogram = dict(book.run(sql, (event_id,)).fetchall())
    sql = "SELECT COUNT(*) FROM player WHERE event_id = ?"
    players = book.run(sql, (event_id,)).fetchone()[0]
    histogram[0] = histogram.get(0, 0) + players - sum(histogram.values())
    for score, hidden in book.run(HIDDEN_SCORES, (event_id, event_id, event_id)).fetchall():
        histogram[score] -= hidden
        players -= hidden
    return {score: count for score, count in histogram.items() if count}, players


def times_in(row: tuple[Any, ...]) -> RoundTimes:
    """The times of a round from its row, read by COLUMNS."""
    named = dict(zip(TIMES, row, strict=True))
    return times_of({**named, "delays": read_json(named["delays"])})


def scores_in(stored: str | Mapping[str, int]) -> dict[int, int]:
    """How many players have each score, from a stored histogram."""
    return {int(score): int(count) for score, count in read_json(stored).items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
