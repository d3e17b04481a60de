"""Whether a kept board says what the answers do."""

from collections import Counter
from collections.abc import Iterator, Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Kind
from quiz.bank.kinds.registry import kind_of
from quiz.bank.kinds.tally import KEPT_VALUES, REST, count_parts
from quiz.events.timeline import STAMP_MS
from quiz.game.integrity.evidence import Attendance, Counted, Sums, name_of
from quiz.game.models import Board
from quiz.game.rules import KEPT_ROWS, named_tiers, rank_of
from quiz.game.ties import tiers

# A join may be under way for so long after it was stamped: the batch that brings it waits while
# somebody else holds a table.
UNDER_WAY_MS = 10_000


def number_faults(counted: Counted, board: Board, sums: Sums) -> Iterator[LazyString]:
    """Whether the board has as many answers, and of each value, as were given."""
    answers = sum(sums.values.values())
    if board.answers != answers:
        yield _l(
            "%(event)s, round %(number)s: its board says %(stored)s answers instead of %(true)s.",
            **counted.names,
            stored=board.answers,
            true=answers,
        )
    if not _is_spread(board.spread, kind_of(counted.played.content), sums.values):
        yield _l(
            "%(event)s, round %(number)s: the spread on its board is not what was answered.",
            **counted.names,
        )


def _is_spread(stored: Mapping[str, int], kind: Kind, values: Mapping[str, int]) -> bool:
    """Whether it says how often answers, or parts of them, were given; 100 were once enough."""
    true = count_parts(values.items(), kind.parts, None)
    rest = stored.get(REST, 0)
    kept = {value: count for value, count in stored.items() if value != REST}
    return (
        min(KEPT_VALUES, len(true)) <= len(kept) <= kind.kept_values
        and all(true.get(value) == count for value, count in kept.items())
        and (not kind.counts_parts or rest == sum(true.values()) - sum(kept.values()))
    )


def histogram_faults(
    counted: Counted, board: Board, crowd: Attendance, sums: Sums
) -> Iterator[LazyString]:
    """Whether as many have each score as the board says; of nothing, as many as had joined."""
    stored, true = scores_of(board), Counter(sums.scores.values())
    hidden = crowd.hidden if counted.last else crowd.away
    away = Counter(sums.scores[player] for player in hidden if player in sums.scores)
    for score in sorted((set(stored) | set(true)) - {0}, reverse=True):
        least = true[score] - away[score]
        most = least if counted.last else true[score]
        if not least <= stored.get(score, 0) <= most:
            yield _l(
                "%(event)s, round %(number)s: its board has %(stored)s players with %(score)s "
                "points instead of %(true)s.",
                **counted.names,
                stored=stored.get(score, 0),
                score=score,
                true=most,
            )
    soonest = (counted.played.times.counted_at or 0) - STAMP_MS - UNDER_WAY_MS
    there = sum(joined < soonest for joined in crowd.joined.values()) - len(hidden)
    if not there <= board.players <= len(crowd.joined) or board.players != sum(stored.values()):
        yield _l(
            "%(event)s, round %(number)s: its board says %(stored)s players instead of %(true)s.",
            **counted.names,
            stored=board.players,
            true=len(crowd.joined) - len(hidden),
        )


def row_faults(
    counted: Counted, board: Board, before: Mapping[int, int] | None, crowd: Attendance, sums: Sums
) -> Iterator[LazyString]:
    """Whether all who are due have a row, in order, with their scores and ranks."""
    stored, rows = scores_of(board), board.top["rows"]
    behind = _behind(counted, board, crowd, sums)
    for player, _nickname, score, rank, rank_before in rows:
        was = sums.scores[player] - sums.gained.get(player, 0)
        true = (
            sums.scores[player],
            rank_of(stored, sums.scores[player]) + behind.get(player, 0),
            None if before is None else rank_of(before, was) + sums.before.get(player, 0),
        )
        if (score, rank, rank_before) != true:
            yield _l(
                "%(event)s, round %(number)s: the line of player %(player)s on its board is "
                "%(stored)s and should be %(true)s.",
                **counted.names,
                player=name_of(player),
                stored=(score, rank, rank_before),
                true=true,
            )
    hidden = crowd.away | crowd.nameless
    order = sorted(
        sums.scores, key=lambda player: (-sums.scores[player], behind.get(player, 0), player)
    )
    first, later = (
        [player for player, *_ in part if player not in hidden]
        for part in (rows[:KEPT_ROWS], rows[KEPT_ROWS:])
    )
    due = [player for player in order if player not in hidden]
    named = {(tier.score, tier.behind) for tier in named_tiers(tiers(stored, sums.apart))}
    named_later = [
        player
        for player in due[len(first) :]
        if (sums.scores[player], behind.get(player, 0)) in named
    ]
    # Boards were once kept without the names of later ranks.
    is_right = first == due[: len(first)] and later in ([], named_later)
    if not is_right or len(rows) < min(KEPT_ROWS, len(due)):
        yield _l(
            "%(event)s, round %(number)s: its board does not show the best players in order.",
            **counted.names,
        )


def _behind(counted: Counted, board: Board, crowd: Attendance, sums: Sums) -> Mapping[int, int]:
    """Behind how many of the same score each player stood on the board.

    Who was on an earlier board is not known where some have left since: then it is as it says.
    """
    if counted.last or not crowd.away:
        return sums.behind
    stored = scores_of(board)
    return {row[0]: row[3] - rank_of(stored, row[2]) for row in board.top["rows"]}


def scores_of(board: Board) -> dict[int, int]:
    """How many players have each score, as the board keeps it."""
    return {int(score): int(count) for score, count in board.histogram.items()}
