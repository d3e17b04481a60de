"""Ranks and boards from standings. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, islice, takewhile
from typing import Any, NamedTuple

from quiz.game.rules import MOST_NAMED, SHOWN_LINES
from quiz.game.ties import Apart, apart_from, tiers

PODIUM_RANKS = 3
# A score negated, and how many of it stand before: so they are in order.
Rung = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A place on the board; `move` is how many ranks it rose (or fell) since the board before."""

    player_id: int
    nickname: str
    score: int
    rank: int
    move: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a board: a player, or nobody by name where more than three share the rank.

    `tied` is how many share it, `move` how many ranks the player rose (or fell). The number is
    what staff know the player by; it changes no line.
    """

    rank: int
    score: int
    tied: int = 1
    nickname: str | None = None
    move: int | None = None
    player_id: int | None = field(default=None, compare=False)


class Place(NamedTuple):
    """A rank and its score, with the nickname if that is known and few share the rank."""

    rank: int
    score: int
    tied: int
    nickname: str | None


@dataclass(frozen=True)  # Without slots, so that it can keep its ladder.
class BoardFacts:
    """The board of one round as it was counted; only those in front have a row."""

    rows: tuple[Row, ...]
    histogram: Mapping[int, int]
    spread: Mapping[str, int]
    players: int
    answers: int
    apart: Apart = field(default_factory=dict)

    def rank(self, score: int, behind: int = 0) -> int:
        """The rank of somebody with `score`: one more than how many have more.

        Tie-breaks may have put the player `behind` others of the same score.
        """
        rungs, ranks = self._ladder
        return ranks[bisect_left(rungs, (-score, behind))]

    def tied(self, score: int, behind: int = 0) -> int:
        """How many share the rank of somebody with `score`, who is one of them."""
        shared = self.apart.get(score)
        return (self.histogram if shared is None else shared).get(
            score if shared is None else behind, 0
        ) or 1

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The first ten lines; where more than three share a rank, one for all of them.

        Before the first points there is no board.
        """
        return tuple(islice(self._lines(), SHOWN_LINES))

    @property
    def podium(self) -> tuple[Line, ...]:
        """The lines of the first three ranks."""
        return tuple(takewhile(lambda line: line.rank <= PODIUM_RANKS, self.lines))

    def name_of(self, player_id: int) -> str | None:
        """What the board calls a player; None for who has no row on it."""
        return self._names.get(player_id)

    @cached_property
    def _names(self) -> Mapping[int, str]:
        return {row.player_id: row.nickname for row in self.rows}

    def _lines(self) -> Iterator[Line]:
        rungs, ranks = self._ladder
        if not rungs or rungs[0][0] == 0:
            return
        for (negated, behind), rank in zip(rungs, ranks, strict=False):
            score = -negated
            tied = self.tied(score, behind)
            if tied > MOST_NAMED:
                yield Line(rank, score, tied)
            for row in self._named.get(rank, ()):
                yield Line(rank, score, tied, row.nickname, row.move, row.player_id)

    @cached_property
    def _ladder(self) -> tuple[list[Rung], list[int]]:
        """All places upwards, and the rank at each: a whole crowd asks at one instant."""
        shared = tiers(self.histogram, self.apart)
        above = accumulate((place.players for place in shared), initial=1)
        return [(-place.score, place.behind) for place in shared], list(above)

    @cached_property
    def _named(self) -> Mapping[int, tuple[Row, ...]]:
        """The rows of each rank that few share."""
        rungs, ranks = self._ladder
        found: dict[int, tuple[Row, ...]] = {}
        tied = {
            rank: self.tied(-negated, behind)
            for (negated, behind), rank in zip(rungs, ranks, strict=False)
        }
        for row in self.rows:
            if tied.get(row.rank, 1) <= MOST_NAMED:
                found[row.rank] = (*found.get(row.rank, ()), row)
        return found

    @cached_property
    def _near(self) -> dict[Rung, tuple[Place | None, Place | None]]:
        """The places above and below each place that was asked for: a crowd has few."""
        return {}

    def around(self, player_id: int, score: int, behind: int = 0) -> tuple[Place, ...]:
        """The places just above and just below a player, as far as there are any.

        Where more than three share a rank, they are one place, the player's own too.
        """
        own = (-score, behind)
        above, below = self._beside(own)
        tied = [row.player_id for row in self._named.get(self.rank(score, behind), ())]
        if player_id in tied:
            at = tied.index(player_id)
            above = self._place(own, at - 1) if at else above
            below = self._place(own, at + 1) if at + 1 < len(tied) else below
        return tuple(place for place in (above, below) if place is not None)

    def _beside(self, own: Rung) -> tuple[Place | None, Place | None]:
        near = self._near.get(own)
        if near is None:
            near = self._near[own] = self._find_near(own)
        return near

    def _find_near(self, own: Rung) -> tuple[Place | None, Place | None]:
        rungs, _ = self._ladder
        first, last = bisect_left(rungs, own), bisect_right(rungs, own)
        above = self._place(rungs[first - 1], -1) if first else None
        below = self._place(rungs[last], 0) if last < len(rungs) else None
        return above, below

    def _place(self, rung: Rung, at: int) -> Place:
        """The place of one of those on a rung; only where few are there, there are names."""
        score, behind = -rung[0], rung[1]
        rank = self.rank(score, behind)
        rows = self._named.get(rank, ())
        name = rows[at].nickname if rows else None
        return Place(rank, score, self.tied(score, behind), name)


def board_from(
    top: Mapping[str, Any],
    histogram: Mapping[str, Any],
    apart: Mapping[str, Any] | None,
    spread: Mapping[str, Any],
    players: int,
    answers: int,
) -> BoardFacts:
    """A stored board, with its JSON keys turned back into numbers; the forgotten have no row."""
    return BoardFacts(
        rows=tuple(_row(stored) for stored in top["rows"] if stored[1]),
        histogram={int(score): int(count) for score, count in histogram.items()},
        spread={str(value): int(count) for value, count in spread.items()},
        players=players,
        answers=answers,
        apart=apart_from(apart),
    )


def without(board: BoardFacts, banned: frozenset[int]) -> BoardFacts:
    """The same board leaving out banned players; those below move up."""
    gone = [row for row in board.rows if row.player_id in banned]
    if not gone:
        return board
    histogram = dict(board.histogram)
    apart = {score: dict(shared) for score, shared in board.apart.items()}
    for row in gone:
        histogram[row.score] = max(0, histogram.get(row.score, 0) - 1)
        behind = row.rank - board.rank(row.score)
        if row.score in apart:
            apart[row.score][behind] = max(0, apart[row.score].get(behind, 0) - 1)
    left = replace(
        board, rows=(), histogram=histogram, players=board.players - len(gone), apart=apart
    )
    kept = (row for row in board.rows if row.player_id not in banned)
    return replace(left, rows=tuple(_moved_up(board, left, row) for row in kept))


def _moved_up(before: BoardFacts, after: BoardFacts, row: Row) -> Row:
    """The row with its rank on the board that others have left."""
    behind = row.rank - before.rank(row.score)
    return replace(row, rank=after.rank(row.score, behind))


def _row(stored: Sequence[Any]) -> Row:
    player_id, nickname, score, rank, before = stored
    return Row(
        int(player_id),
        str(nickname),
        int(score),
        int(rank),
        None if before is None else int(before) - int(rank),
    )
