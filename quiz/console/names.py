"""The names that the board is about to show, for the host to read before it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from quiz.console.evening import Evening
from quiz.events.phases import Phase
from quiz.events.timeline import ANSWER_MS
from quiz.extensions import db
from quiz.game.models import Player
from quiz.leaderboard.rules import BoardFacts

# As many lines as the overlay shows.
LINES = 5


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line of the board; nobody's where many share the rank. `key` hides its name, if any does.

    `is_hidden` where staff show another name than the player's own.
    """

    rank: int
    score: int
    tied: int
    nickname: str | None
    player_id: int | None
    key: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class NamesView:
    """The lines; `soonest` is the earliest instant of the board (ms UTC), if it is still to come.

    `is_early` until the answer is revealed, after which the board waits for `least_s`.
    """

    lines: tuple[NameLine, ...]
    soonest: int | None
    is_early: bool
    least_s: int = ANSWER_MS // 1_000

    @property
    def has_keys(self) -> bool:
        """Whether digits hide names."""
        return any(line.key for line in self.lines)


def names_view(evening: Evening, board: BoardFacts | None) -> NamesView | None:
    """The names on the board of the last round, from its count to the next launch.

    None while there is nothing to be read. A key hides a name until the board is on: then digits
    choose questions again.
    """
    last = evening.last
    if last is None or board is None or not board.lines:
        return None
    if evening.facts.times.ended_at is not None:
        return None
    has_keys = evening.present.phase not in (Phase.BOARD, Phase.INTERLUDE)
    reveal, is_clicked = last.times.reveal, last.times.board_click_at is not None
    soonest = 0 if reveal is None or is_clicked else reveal + ANSWER_MS
    return NamesView(
        lines=tuple(_lines(board, has_keys)),
        soonest=soonest if soonest > evening.now else None,
        is_early=reveal is None and not is_clicked,
    )


def _lines(board: BoardFacts, has_keys: bool) -> Iterable[NameLine]:
    numbers = {row.nickname: row.player_id for row in board.rows}
    first = board.lines[:LINES]
    ids = [numbers[line.nickname] for line in first if line.nickname is not None]
    hidden = _hidden(ids)
    for place, line in enumerate(first, 1):
        player_id = None if line.nickname is None else numbers[line.nickname]
        yield NameLine(
            rank=line.rank,
            score=line.score,
            tied=line.tied,
            nickname=line.nickname,
            player_id=player_id,
            key=f"{place}" if has_keys and player_id is not None else "",
            is_hidden=player_id in hidden,
        )


def _hidden(ids: list[int]) -> frozenset[int]:
    """Those whose own name staff do not show."""
    chosen = select(Player.id).where(Player.id.in_(ids), Player.own_nickname.is_not(None))
    return frozenset(db.session.scalars(chosen))
