"""Whether who is nearer in a tie-break stands before the others of the same score."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.bank.kinds.registry import kind_of
from quiz.events.facts import RoundFacts
from quiz.extensions import db
from quiz.game.integrity.evidence import Attendance, Counted, Sums
from quiz.game.models import Answer, Board, TiePlace
from quiz.game.ties import apart_from, is_dividing

# How far off each who answered was.
Distances = Mapping[int, Fraction]


def divide_sums(counted: Counted, crowd: Attendance, sums: Sums) -> None:
    """Work out behind how many of the same score each player stands after the round."""
    is_own = is_dividing(counted.played.times)
    if is_own:
        sums.tie_breaks.append((counted.played.times.id, distances_in(counted.played)))
    hidden = crowd.hidden if counted.last else crowd.away
    scores = {player: score for player, score in sums.scores.items() if player not in hidden}
    near = [distances for _, distances in sums.tie_breaks]
    sums.behind = find_behind(scores, near)
    sums.before = find_behind(scores, near[:-1]) if is_own else sums.behind
    divided = {scores[player] for player in sums.behind}
    sums.apart = {score: Counter() for score in divided}
    for player, score in scores.items():
        if score in divided:
            sums.apart[score][sums.behind.get(player, 0)] += 1


def distances_in(played: RoundFacts) -> Distances:
    """How far off every answer of a tie-break was."""
    kind, content = kind_of(played.content), dict(played.content)
    rows = select(Answer.player_id, Answer.value).where(Answer.round_id == played.times.id)
    return {
        row.player_id: kind.distance(content, row.value) or Fraction(0)
        for row in db.session.execute(rows)
    }


def find_behind(scores: Mapping[int, int], near: Sequence[Distances]) -> dict[int, int]:
    """How many of the same score were nearer: in the first tie-break, then in the next."""

    def order(player: int) -> tuple[tuple[bool, Fraction], ...]:
        return tuple((player not in one, one.get(player, Fraction(0))) for one in near)

    groups: dict[int, list[tuple[tuple[bool, Fraction], ...]]] = {}
    for player, score in scores.items():
        if near and score > 0:
            groups.setdefault(score, []).append(order(player))
    for group in groups.values():
        group.sort()
    found = {
        player: bisect_left(groups[score], order(player))
        for player, score in scores.items()
        if score in groups
    }
    return {player: behind for player, behind in found.items() if behind}


def division_faults(counted: Counted, board: Board, sums: Sums) -> Iterator[LazyString]:
    """Whether the last board, and what its players are told, is divided as the answers say."""
    if not counted.last:
        return
    last = sums.tie_breaks[-1][0] if sums.tie_breaks else None
    rows = select(TiePlace.player_id, TiePlace.behind).where(TiePlace.round_id == last)
    kept = {row.player_id: row.behind for row in db.session.execute(rows)}
    if (apart_from(board.apart), kept) != (sums.apart, sums.behind):
        yield _l(
            "%(event)s, round %(number)s: its board does not divide those of one score as the"
            " tie-breaks say.",
            **counted.names,
        )
