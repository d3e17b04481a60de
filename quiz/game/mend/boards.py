"""The boards of a mended round and of those after it, made again from the standings.

They are made backwards: from today's sums, taking off one round after the other.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from quiz.events.facts import RoundFacts
from quiz.game.rules import KEPT_ROWS, in_front, rank_of
from quiz.game.tally.count import BEFORE, HIDDEN, rank_before, scores_in
from quiz.game.tally.divisions import read_tie_breaks
from quiz.game.tally.judging import Rejudged
from quiz.game.tally.names import read_board_names
from quiz.game.ties import Division, TieBreak, divide, tiers
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
GIVEN = "SELECT player_id, points FROM answer WHERE round_id = ? AND player_id IN ({marks})"


class CountedRound(NamedTuple):
    """A counted round: its row, its number, when it was counted (ms UTC)."""

    id: int
    number: int
    counted_at: int


@dataclass(frozen=True, slots=True)
class RemadeBoard:
    """What changes of a board: as in `game.models.Board`; its answers stay what they were.

    `division` is what tie-breaks make of it.
    """

    round_id: int
    rows: list[tuple[int, str, int, int, int | None]]
    histogram: Mapping[int, int]
    players: int
    division: Division


class Outline(NamedTuple):
    """A board without its names: the score of everybody who has a row on it, in order."""

    played: CountedRound
    histogram: Mapping[int, int]
    players: int
    division: Division
    first: Mapping[int, int]


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

    def ranked(self) -> dict[int, int]:
        """The score of everybody who has points and is on boards."""
        return {p: s for p, s in self.scores.items() if s and p not in self.hidden}

    def histogram(self, players: int) -> dict[int, int]:
        """How many of so many ranked `players` have each score."""
        counted = dict(Counter(self.ranked().values()))
        nothing = players - sum(counted.values())
        return {**counted, 0: nothing} if nothing else counted


def remade_boards(
    book: Book, event_id: int, after: RoundFacts, changed: Sequence[Rejudged]
) -> list[RemadeBoard]:
    """The board of a round that is mended and of all later ones, the first one first.

    `after` is the round as the mend makes it, `changed` its answers.
    """
    number = after.times.number
    rounds = [CountedRound(*row) for row in book.run(COUNTED, (event_id, number)).fetchall()]
    crowd = _crowd_now(book, event_id, changed)
    tie_breaks = read_tie_breaks(book, event_id, rounds[-1].number, after.times.id, after)
    outlines = []
    for played in reversed(rounds):
        players = _players(book, event_id, crowd, None if played is rounds[-1] else played)
        outlines.append(_outline(book, event_id, (played, players), crowd, tie_breaks))
        if played.number > number:
            crowd.take_off(book.run(POINTS, (played.id,)).fetchall())
    before = book.run(BEFORE, (event_id, number)).fetchone()
    earlier: Mapping[int, int] | None = None if before is None else scores_in(before[0])
    points = {row.player_id: row.points for row in changed}
    boards = []
    for outline in reversed(outlines):
        won = points if outline.played.number == number else {}
        rows = _rows(book, outline, won, earlier)
        boards.append(
            RemadeBoard(
                outline.played.id, rows, outline.histogram, outline.players, outline.division
            )
        )
        earlier = outline.histogram
    return boards


def board_values(board: RemadeBoard) -> tuple[Any, ...]:
    """Its columns as they are stored: top, histogram, apart, players; then the round."""
    top = json.dumps({"rows": board.rows}, ensure_ascii=False, separators=(",", ":"))
    apart = json.dumps(board.division.apart) if board.division.apart else None
    return top, json.dumps(board.histogram), apart, board.players, board.round_id


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


def _outline(
    book: Book,
    event_id: int,
    counted: tuple[CountedRound, int],
    crowd: Crowd,
    tie_breaks: Sequence[TieBreak],
) -> Outline:
    """The board of a round, which so many ranked players were there for."""
    played, players = counted
    histogram, ranked = crowd.histogram(players), crowd.ranked()
    so_far = [tie_break for tie_break in tie_breaks if tie_break.number <= played.number]
    division = divide(ranked, so_far, played.id)
    ids = in_front(ranked, division.behind, tiers(histogram, division.apart))
    first = {player_id: ranked[player_id] for player_id in ids}
    first |= _with_nothing(book, event_id, played, crowd, KEPT_ROWS - len(first))
    return Outline(played, histogram, players, division, first)


def _with_nothing(
    book: Book, event_id: int, played: CountedRound, crowd: Crowd, most: int
) -> dict[int, int]:
    """So many at most who have no points after a round, and have answered."""
    if most <= 0:
        return {}
    answered = book.run(WHO_ANSWERED, (event_id, played.number)).fetchall()
    nothing = (p for (p,) in answered if not crowd.scores.get(p) and p not in crowd.hidden)
    return dict.fromkeys(sorted(nothing)[:most], 0)


def _rows(
    book: Book, outline: Outline, won: Mapping[int, int], earlier: Mapping[int, int] | None
) -> list[tuple[int, str, int, int, int | None]]:
    """The rows of a board, with the points that a mend makes of those that are stored."""
    ids = [*outline.first]
    marks = ", ".join("?" * len(ids)) or "NULL"
    names = read_board_names(book, ids, outline.played.counted_at)
    given = dict(book.run(GIVEN.format(marks=marks), (outline.played.id, *ids)).fetchall())
    given.update((player_id, won[player_id]) for player_id in ids if player_id in won)
    behind, before = outline.division.behind, outline.division.before
    return [
        (
            player_id,
            names.get(player_id, ""),
            score,
            rank_of(outline.histogram, score) + behind.get(player_id, 0),
            rank_before(earlier, score - given.get(player_id, 0), before.get(player_id, 0)),
        )
        for player_id, score in outline.first.items()
    ]
