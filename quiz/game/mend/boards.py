"""The boards of a mended round and of those after it, made again from the standings.

They are made backwards: from today's sums, taking off one round after the other.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any, NamedTuple

from quiz.game.rules import named_scores, rank_of
from quiz.game.tally.count import BEFORE, HIDDEN, KEPT_ROWS, scores_in
from quiz.game.tally.judging import Rejudged
from quiz.statements import Book

COUNTED = """
SELECT id, number, counted_at FROM round
WHERE event_id = ? AND number >= ? AND counted_at IS NOT NULL AND cancelled_at IS NULL
ORDER BY number
"""
STANDINGS = "SELECT player_id, score FROM standing WHERE event_id = ?"
POINTS = "SELECT player_id, points FROM answer WHERE round_id = ? AND points <> 0"
WHO_ANSWERED = """
SELECT DISTINCT answer.player_id FROM answer JOIN round ON round.id = answer.round_id
WHERE round.event_id = ? AND round.number <= ? AND round.counted_at IS NOT NULL
AND round.cancelled_at IS NULL
"""
JOINED = "SELECT COUNT(*) FROM player WHERE event_id = ?"
IN_TIME = " AND joined_at <= ? AND banned_at IS NULL AND unranked_at IS NULL"
NAMED = "SELECT id, nickname FROM player WHERE id IN ({marks})"
GIVEN = "SELECT player_id, points FROM answer WHERE round_id = ? AND player_id IN ({marks})"


class CountedRound(NamedTuple):
    """A counted round: its row, its number, when it was counted (ms UTC)."""

    id: int
    number: int
    counted_at: int


@dataclass(frozen=True, slots=True)
class RemadeBoard:
    """What changes of a board: as in `game.models.Board`; its answers stay what they were."""

    round_id: int
    rows: list[tuple[int, str, int, int, int | None]]
    histogram: Mapping[int, int]
    players: int


@dataclass(slots=True)
class Crowd:
    """The sums of everybody after some round, and who is on no board."""

    scores: dict[int, int]
    hidden: frozenset[int]
    points: Mapping[int, int] = field(default_factory=dict)

    def take_off(self, points: Iterable[tuple[int, int]]) -> None:
        """Go back to before a round in which so many points were won."""
        for player_id, won in points:
            self.scores[player_id] -= won

    def histogram(self, players: int) -> dict[int, int]:
        """How many of so many ranked `players` have each score."""
        ranked = (s for player_id, s in self.scores.items() if s and player_id not in self.hidden)
        counted = dict(Counter(ranked))
        nothing = players - sum(counted.values())
        return {**counted, 0: nothing} if nothing else counted


def remade_boards(
    book: Book, event_id: int, number: int, changed: Sequence[Rejudged]
) -> list[RemadeBoard]:
    """The board of the counted round of that number and all later ones, the first one first."""
    rounds = [CountedRound(*row) for row in book.run(COUNTED, (event_id, number)).fetchall()]
    crowd = _crowd_now(book, event_id, changed)
    made: list[tuple[CountedRound, dict[int, int], int, list[tuple[int, int]]]] = []
    for played in reversed(rounds):
        players = _players(book, event_id, crowd, None if played is rounds[-1] else played)
        histogram = crowd.histogram(players)
        first = _first(book, event_id, played, crowd)
        made.append((played, histogram, players, [*first, *_later(crowd, histogram, first)]))
        if played.number > number:
            crowd.take_off(book.run(POINTS, (played.id,)).fetchall())
    before = book.run(BEFORE, (event_id, number)).fetchone()
    earlier = None if before is None else scores_in(before[0])
    points = {row.player_id: row.points for row in changed}
    boards = []
    for played, histogram, players, first in reversed(made):
        won = points if played.number == number else {}
        rows = _rows(book, played, first, won, histogram, earlier)
        boards.append(RemadeBoard(played.id, rows, histogram, players))
        earlier = histogram
    return boards


def board_values(board: RemadeBoard) -> tuple[Any, ...]:
    """Its columns as they are stored: top, histogram, players; then the round."""
    top = json.dumps({"rows": board.rows}, ensure_ascii=False, separators=(",", ":"))
    return top, json.dumps(board.histogram), board.players, board.round_id


def _crowd_now(book: Book, event_id: int, changed: Sequence[Rejudged]) -> Crowd:
    scores = dict(book.run(STANDINGS, (event_id,)).fetchall())
    for row in changed:
        scores[row.player_id] += row.points - row.points_before
    hidden = frozenset(row[0] for row in book.run(HIDDEN, (event_id, event_id)).fetchall())
    return Crowd(scores, hidden)


def _players(book: Book, event_id: int, crowd: Crowd, played: CountedRound | None) -> int:
    """How many ranked players there are, or were when a round was counted."""
    if played is None:
        return int(book.run(JOINED, (event_id,)).fetchone()[0]) - len(crowd.hidden)
    return int(book.run(JOINED + IN_TIME, (event_id, played.counted_at)).fetchone()[0])


def _first(book: Book, event_id: int, played: CountedRound, crowd: Crowd) -> list[tuple[int, int]]:
    """Number and score of those in front after a round: who has nothing must have answered."""
    ranked = [(p, s) for p, s in crowd.scores.items() if s and p not in crowd.hidden]
    first = nsmallest(KEPT_ROWS, ranked, key=lambda pair: (-pair[1], pair[0]))
    if len(first) < KEPT_ROWS:
        answered = book.run(WHO_ANSWERED, (event_id, played.number)).fetchall()
        nothing = sorted(
            p for (p,) in answered if not crowd.scores.get(p) and p not in crowd.hidden
        )
        first += [(p, 0) for p in nothing[: KEPT_ROWS - len(first)]]
    return first


def _later(
    crowd: Crowd, histogram: Mapping[int, int], first: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Number and score of those whom the board names though a hundred are in front of them."""
    there, named = {player_id for player_id, _ in first}, frozenset(named_scores(histogram))
    later = (
        (player_id, score)
        for player_id, score in crowd.scores.items()
        if score in named and player_id not in there and player_id not in crowd.hidden
    )
    return sorted(later, key=lambda pair: (-pair[1], pair[0]))


def _rows(
    book: Book,
    played: CountedRound,
    first: Sequence[tuple[int, int]],
    won: Mapping[int, int],
    histogram: Mapping[int, int],
    earlier: Mapping[int, int] | None,
) -> list[tuple[int, str, int, int, int | None]]:
    ids = [player_id for player_id, _ in first]
    marks = ", ".join("?" * len(ids)) or "NULL"
    names = dict(book.run(NAMED.format(marks=marks), ids).fetchall())
    given = dict(book.run(GIVEN.format(marks=marks), (played.id, *ids)).fetchall())
    given.update((player_id, won[player_id]) for player_id in ids if player_id in won)
    return [
        (
            player_id,
            names.get(player_id) or "",
            score,
            rank_of(histogram, score),
            None if earlier is None else rank_of(earlier, score - given.get(player_id, 0)),
        )
        for player_id, score in first
    ]
