"""Ranks and boards from standings. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, takewhile
from typing import Any, NamedTuple

from quiz.game.rules import MOST_NAMED, SHOWN_LINES, rank_of

PODIUM_RANKS = 3


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

    `tied` is how many share it, `move` how many ranks the player rose (or fell).
    """

    rank: int
    score: int
    tied: int = 1
    nickname: str | None = None
    move: int | None = None


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

    def rank(self, score: int) -> int:
        """The rank of somebody with `score`: one more than how many have more."""
        scores, ranks = self._ladder
        return ranks[bisect_left(scores, -score)]

    def tied(self, score: int) -> int:
        """How many share the rank of somebody with `score`, who is one of them."""
        return self.histogram.get(score, 0) or 1

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

    def _lines(self) -> Iterator[Line]:
        negated_scores, ranks = self._ladder
        if not negated_scores or negated_scores[0] == 0:
            return
        for negated, rank in zip(negated_scores, ranks, strict=False):
            score = -negated
            tied = self.tied(score)
            if tied > MOST_NAMED:
                yield Line(rank, score, tied)
            for row in self._named.get(score, ()):
                yield Line(rank, score, tied, row.nickname, row.move)

    @cached_property
    def _ladder(self) -> tuple[list[int], list[int]]:
        """The scores negated, upwards, and the rank at each: a whole crowd asks at one instant."""
        scores = sorted((score for score, count in self.histogram.items() if count), reverse=True)
        above = accumulate((self.histogram[score] for score in scores), initial=1)
        return [-score for score in scores], list(above)

    @cached_property
    def _named(self) -> Mapping[int, tuple[Row, ...]]:
        """The rows of each score that few share."""
        found: dict[int, tuple[Row, ...]] = {}
        for row in self.rows:
            if self.tied(row.score) <= MOST_NAMED:
                found[row.score] = (*found.get(row.score, ()), row)
        return found

    @cached_property
    def _near(self) -> dict[int, tuple[Place | None, Place | None]]:
        """The places above and below each score that was asked for: a crowd has few."""
        return {}

    def around(self, player_id: int, score: int) -> tuple[Place, ...]:
        """The places just above and just below a player, as far as there are any.

        Where more than three share a rank, they are one place, the player's own too.
        """
        above, below = self._beside(score)
        tied = [row.player_id for row in self._named.get(score, ())]
        if player_id in tied:
            at = tied.index(player_id)
            above = self._place(score, at - 1) if at else above
            below = self._place(score, at + 1) if at + 1 < len(tied) else below
        return tuple(place for place in (above, below) if place is not None)

    def _beside(self, score: int) -> tuple[Place | None, Place | None]:
        near = self._near.get(score)
        if near is None:
            near = self._near[score] = self._find_near(score)
        return near

    def _find_near(self, score: int) -> tuple[Place | None, Place | None]:
        scores, _ = self._ladder
        first, last = bisect_left(scores, -score), bisect_right(scores, -score)
        above = self._place(-scores[first - 1], -1) if first else None
        below = self._place(-scores[last], 0) if last < len(scores) else None
        return above, below

    def _place(self, score: int, at: int) -> Place:
        """The place of one of those with `score`; only where few have it there are names."""
        rows = self._named.get(score, ())
        name = rows[at].nickname if rows else None
        return Place(self.rank(score), score, self.tied(score), name)


def board_from(
    top: Mapping[str, Any],
    histogram: Mapping[str, Any],
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
    )


def without(board: BoardFacts, banned: frozenset[int]) -> BoardFacts:
    """The same board leaving out banned players; those below move up."""
    gone = [row.score for row in board.rows if row.player_id in banned]
    if not gone:
        return board
    histogram = dict(board.histogram)
    for score in gone:
        histogram[score] = max(0, histogram.get(score, 0) - 1)
    kept = tuple(
        Row(row.player_id, row.nickname, row.score, rank_of(histogram, row.score), row.move)
        for row in board.rows
        if row.player_id not in banned
    )
    return BoardFacts(kept, histogram, board.spread, board.players - len(gone), board.answers)


def _row(stored: Sequence[Any]) -> Row:
    player_id, nickname, score, rank, before = stored
    return Row(
        int(player_id),
        str(nickname),
        int(score),
        int(rank),
        None if before is None else int(before) - int(rank),
    )
