"""The names that the board is about to show, for the host to read before it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Row, select

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

    `is_hidden` where staff show another name than the player's own; `shown_as` is what the board
    calls the player where that is not the `nickname`, which may be new: not read by any host.
    """

    rank: int
    score: int
    tied: int
    nickname: str | None
    player_id: int | None
    key: str
    is_hidden: bool = False
    shown_as: str | None = None
    is_new: bool = False


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
    first = board.lines[:LINES]
    called = _called([line.player_id for line in first if line.player_id is not None])
    for place, line in enumerate(first, 1):
        player = None if line.player_id is None else called.get(line.player_id)
        plain = NameLine(line.rank, line.score, line.tied, line.nickname, line.player_id, "")
        if player is None:
            yield plain
            continue
        yield replace(
            plain,
            nickname=player.nickname,
            key=f"{place}" if has_keys else "",
            is_hidden=player.own_nickname is not None,
            shown_as=None if line.nickname == player.nickname else line.nickname,
            is_new=player.unseen_since is not None,
        )


def _called(ids: list[int]) -> dict[int, Row[int, str | None, str | None, int | None]]:
    """What those players are called, by number, and how far a host has judged it."""
    columns = Player.id, Player.nickname, Player.own_nickname, Player.unseen_since
    named = select(*columns).where(Player.id.in_(ids), Player.nickname.is_not(None))
    return {row.id: row for row in db.session.execute(named)}
