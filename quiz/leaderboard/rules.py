"""Ranks and boards from standings. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from quiz.game.rules import rank_of

SHOWN_ROWS = 10
PODIUM_ROWS = 3
# More of one rank are one line.
MOST_NAMED = 3


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
    """A place as a studio shows it: one name, or none where `tied` players share it."""

    rank: int
    score: int
    nickname: str | None
    tied: int


class Place(NamedTuple):
    """A rank and its score, with the nickname if that is known."""

    rank: int
    score: int
    nickname: str | None


@dataclass(frozen=True)  # Without slots, so that it can keep its ladder.
class BoardFacts:
    """The board of one round as it was counted; only the first hundred rows are kept."""

    rows: tuple[Row, ...]
    histogram: Mapping[int, int]
    spread: Mapping[str, int]
    players: int
    answers: int

    def rank(self, score: int) -> int:
        """The rank of somebody with `score`: one more than how many have more."""
        scores, ranks = self._ladder
        return ranks[bisect_left(scores, -score)]

    @cached_property
    def _ladder(self) -> tuple[list[int], list[int]]:
        """The scores negated, upwards, and the rank at each: a whole crowd asks at one instant."""
        scores = sorted((score for score, count in self.histogram.items() if count), reverse=True)
        above = accumulate((self.histogram[score] for score in scores), initial=1)
        return [-score for score in scores], list(above)

    @cached_property
    def _rows_by_player(self) -> Mapping[int, int]:
        return {row.player_id: number for number, row in enumerate(self.rows)}

    @cached_property
    def _names_by_score(self) -> Mapping[int, str]:
        """The first of the board with each score."""
        return {row.score: row.nickname for row in reversed(self.rows)}

    @cached_property
    def _near(self) -> dict[int, tuple[Place, ...]]:
        """The places around each score that was asked for: a crowd has few."""
        return {}

    def around(self, player_id: int, score: int) -> tuple[Place, ...]:
        """The places just above and just below a player, as far as there are any."""
        at = self._rows_by_player.get(player_id)
        if at is not None:
            near = (*self.rows[max(at - 1, 0) : at], *self.rows[at + 1 : at + 2])
            return tuple(Place(row.rank, row.score, row.nickname) for row in near)
        near_places = self._near.get(score)
        if near_places is None:
            near_places = self._near[score] = self._find_near(score)
        return near_places

    def _find_near(self, score: int) -> tuple[Place, ...]:
        scores, _ = self._ladder
        first, last = bisect_left(scores, -score), bisect_right(scores, -score)
        near_scores = (*scores[max(first - 1, 0) : first], *scores[last : last + 1])
        return tuple(self._place(-negated) for negated in near_scores)

    def _place(self, score: int) -> Place:
        """Somebody with `score`: named if on the board, else only a rank."""
        return Place(self.rank(score), score, self._names_by_score.get(score))


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


def board_lines(rows: Sequence[Row], histogram: Mapping[int, int]) -> tuple[Line, ...]:
    """The rows, where more than three share a rank as one line without a name."""
    found: dict[tuple[int, int], Line] = {}
    for row in rows:
        tied = max(histogram.get(row.score, 1), 1)
        is_crowd = tied > MOST_NAMED
        line = Line(row.rank, row.score, None if is_crowd else row.nickname, tied)
        found.setdefault((row.rank, 0 if is_crowd else row.player_id), line)
    return tuple(found.values())


def _row(stored: Sequence[Any]) -> Row:
    player_id, nickname, score, rank, before = stored
    return Row(
        int(player_id),
        str(nickname),
        int(score),
        int(rank),
        None if before is None else int(before) - int(rank),
    )
