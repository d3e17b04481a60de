"""Ranks and boards from standings. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.game.rules import rank_of

SHOWN_ROWS = 10
PODIUM_ROWS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A place on the board; `move` is how many ranks it rose (or fell) since the board before."""

    player_id: int
    nickname: str
    score: int
    rank: int
    move: int | None


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """The board of one round as it was counted; only the first hundred rows are kept."""

    rows: tuple[Row, ...]
    histogram: Mapping[int, int]
    spread: Mapping[str, int]
    players: int
    answers: int

    def rank(self, score: int) -> int:
        """The rank of somebody with `score`: one more than how many have more."""
        return rank_of(self.histogram, score)


def board_from(
    top: Mapping[str, Any],
    histogram: Mapping[str, Any],
    spread: Mapping[str, Any],
    players: int,
    answers: int,
) -> BoardFacts:
    """A stored board, with its JSON keys turned back into numbers."""
    return BoardFacts(
        rows=tuple(_row(stored) for stored in top["rows"]),
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
