"""Everything that is counted, made again from the stored answers and compared with what is stored.

Sums are made here in plain Python, so that they share nothing with the tally but the one function
that gives an answer its points.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, text

from quiz.audit.models import AuditEntry
from quiz.bank.kinds.registry import kind_of
from quiz.events.facts import EventFacts, RoundFacts
from quiz.events.queries import event_facts
from quiz.events.timeline import STAMP_MS, RoundTimes
from quiz.extensions import db
from quiz.game.actions.crowd import CLOSE
from quiz.game.actions.play import worth
from quiz.game.models import Answer, Board, Player, Standing
from quiz.game.rules import rank_of
from quiz.game.tally.count import KEPT_ROWS, KEPT_VALUES

# A join may be under way for so long after it was stamped.
UNDER_WAY_MS = 2_000
NEVER = 2**63
ANSWER = (
    Answer.player_id,
    Answer.value,
    Answer.arrived_at,
    Answer.elapsed_ms,
    Answer.credit,
    Answer.points,
)


@dataclass(slots=True)
class Sums:
    """What follows from the answers of the rounds so far; `gained`, `values`: of the last one."""

    scores: Counter[int] = field(default_factory=Counter)
    right: Counter[int] = field(default_factory=Counter)
    gained: dict[int, int] = field(default_factory=dict)
    values: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted round, and how a sentence names it."""

    played: RoundFacts
    here: Mapping[str, Any]
    last: bool


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who takes part; `away` were once on no board, those of that time may leave them out."""

    joined: Mapping[int, int]
    hidden: frozenset[int]
    away: frozenset[int]
    nameless: frozenset[int]


def event_differences(event_id: int) -> Iterator[LazyString]:
    """A sentence for each thing in which what is stored differs from what the answers say."""
    facts = event_facts(event_id)
    if facts is None:
        return
    crowd, sums, before = _crowd(facts), Sums(), None
    for counted in _counted(facts):
        yield from _answers(counted, crowd, sums)
        board = db.session.get(Board, counted.played.times.id, populate_existing=True)
        if board is None:
            yield _l("%(event)s, round %(number)s is counted and has no board.", **counted.here)
            continue
        yield from _numbers(counted, board, sums)
        yield from _histogram(counted, board, crowd, sums)
        yield from _rows(counted, board, before, crowd, sums)
        before = _scores(board)
    yield from _standings(facts, sums)


def database_differences() -> Iterator[LazyString]:
    """What the database itself finds wrong; PostgreSQL checks its references all the time."""
    if db.engine.dialect.name != "sqlite":
        return
    for (said,) in db.session.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield _l("The database file is damaged: %(said)s", said=said)
    for row in db.session.execute(text("PRAGMA foreign_key_check")):
        yield _l(
            "A row of %(table)s refers to one of %(parent)s that is gone.",
            table=row[0],
            parent=row[2],
        )


def _crowd(facts: EventFacts) -> Crowd:
    players = db.session.execute(
        select(Player.id, Player.joined_at, Player.is_ranked, Player.nickname).where(
            Player.event_id == facts.id
        )
    ).all()
    hidden = frozenset(row.id for row in players if not row.is_ranked)
    acts = db.session.execute(
        select(AuditEntry.act, AuditEntry.at, AuditEntry.details).where(
            AuditEntry.act.in_(("player.ban", "cluster.ban", CLOSE)),
            AuditEntry.subject == f"event {facts.code}",
        )
    ).all()
    once = {int(row.details["player"], 16) for row in acts if row.act == "player.ban"}
    spans = [(row.details["first"], row.details["last"]) for row in acts if "first" in row.details]
    once |= {r.id for r in players if any(first <= r.joined_at <= last for first, last in spans)}
    # Newcomers were unranked since then, be the ranking open again.
    closed = min((row.at for row in acts if row.act == CLOSE), default=NEVER)
    return Crowd(
        joined={row.id: row.joined_at for row in players},
        hidden=hidden,
        away=hidden | once | {row.id for row in players if row.joined_at >= closed},
        nameless=frozenset(row.id for row in players if row.nickname is None),
    )


def _counted(facts: EventFacts) -> Iterator[Counted]:
    rounds = [r for r in facts.rounds if r.times.cancelled_at is None and r.times.counted_at]
    for played in rounds:
        here = {"event": facts.code, "number": played.times.number}
        yield Counted(played, here, last=played is rounds[-1])


def _answers(counted: Counted, crowd: Crowd, sums: Sums) -> Iterator[LazyString]:
    """Judge every answer of a round again, and add it up."""
    played = counted.played
    sums.gained, sums.values = {}, Counter()
    judged: dict[str, Fraction | None] = {}  # Many say the same.
    rows = select(*ANSWER).where(Answer.round_id == played.times.id)
    for row in db.session.execute(rows.execution_options(yield_per=10_000)):
        if row.value not in judged:
            content = dict(played.content)
            judged[row.value] = kind_of(content).credit(content, row.value)
        credit = judged[row.value]
        points = worth(played, credit, row.elapsed_ms)
        yield from _answer(counted, row, crowd, (None if credit is None else str(credit), points))
        sums.gained[row.player_id] = points
        sums.scores[row.player_id] += points
        sums.right[row.player_id] += credit == 1 and played.times.voided_at is None
        sums.values[row.value] += 1


def _answer(
    counted: Counted, row: Any, crowd: Crowd, true: tuple[str | None, int]
) -> Iterator[LazyString]:
    named = dict(counted.here) | {"player": _name(row.player_id)}
    if (row.credit, row.points) != true:
        yield _l(
            "%(event)s, round %(number)s: the answer of player %(player)s has credit and points "
            "%(stored)s and should have %(true)s.",
            **named,
            stored=(row.credit, row.points),
            true=true,
        )
    if row.player_id not in crowd.joined:
        yield _l(
            "%(event)s, round %(number)s: player %(player)s answered and is not in this event.",
            **named,
        )
    # On which channel somebody was then is not kept: the time must be right on one of them.
    times = counted.played.times
    if not any(_is_timely(row, times, channel_id) for channel_id in times.delays):
        yield _l(
            "%(event)s, round %(number)s: the answer of player %(player)s was out of time, or its "
            "time does not follow from its arrival.",
            **named,
        )


def _is_timely(row: Any, times: RoundTimes, channel_id: int) -> bool:
    first, last = times.window(channel_id)
    on_time: bool = first <= row.arrived_at <= last and row.elapsed_ms == row.arrived_at - first
    return on_time


def _numbers(counted: Counted, board: Board, sums: Sums) -> Iterator[LazyString]:
    answers = sum(sums.values.values())
    if board.answers != answers:
        yield _l(
            "%(event)s, round %(number)s: its board says %(stored)s answers instead of %(true)s.",
            **counted.here,
            stored=board.answers,
            true=answers,
        )
    if len(board.spread) != min(KEPT_VALUES, len(sums.values)) or any(
        sums.values[value] != count for value, count in board.spread.items()
    ):
        yield _l(
            "%(event)s, round %(number)s: the spread on its board is not what was answered.",
            **counted.here,
        )


def _histogram(counted: Counted, board: Board, crowd: Crowd, sums: Sums) -> Iterator[LazyString]:
    """Whether as many have each score as the board says; of nothing, as many as had joined."""
    stored, true = _scores(board), Counter(sums.scores.values())
    hidden = crowd.hidden if counted.last else crowd.away
    away = Counter(sums.scores[player] for player in hidden if player in sums.scores)
    for score in sorted((set(stored) | set(true)) - {0}, reverse=True):
        least = true[score] - away[score]
        most = least if counted.last else true[score]
        if not least <= stored.get(score, 0) <= most:
            yield _l(
                "%(event)s, round %(number)s: its board has %(stored)s players with %(score)s "
                "points instead of %(true)s.",
                **counted.here,
                stored=stored.get(score, 0),
                score=score,
                true=most,
            )
    soonest = (counted.played.times.counted_at or 0) - STAMP_MS - UNDER_WAY_MS
    there = sum(joined < soonest for joined in crowd.joined.values()) - len(hidden)
    if not there <= board.players <= len(crowd.joined) or board.players != sum(stored.values()):
        yield _l(
            "%(event)s, round %(number)s: its board says %(stored)s players instead of %(true)s.",
            **counted.here,
            stored=board.players,
            true=len(crowd.joined) - len(hidden),
        )


def _rows(
    counted: Counted, board: Board, before: Mapping[int, int] | None, crowd: Crowd, sums: Sums
) -> Iterator[LazyString]:
    """Whether the first hundred are the right ones, in order, with their scores and ranks."""
    stored, rows = _scores(board), board.top["rows"]
    for player, _nickname, score, rank, rank_before in rows:
        was = sums.scores[player] - sums.gained.get(player, 0)
        true = (
            sums.scores[player],
            rank_of(stored, sums.scores[player]),
            None if before is None else rank_of(before, was),
        )
        if (score, rank, rank_before) != true:
            yield _l(
                "%(event)s, round %(number)s: the line of player %(player)s on its board is "
                "%(stored)s and should be %(true)s.",
                **counted.here,
                player=_name(player),
                stored=(score, rank, rank_before),
                true=true,
            )
    hidden = crowd.away | crowd.nameless
    order = sorted(sums.scores, key=lambda player: (-sums.scores[player], player))
    shown = [player for player, *_ in rows if player not in hidden]
    due = [player for player in order if player not in hidden]
    if shown != due[: len(shown)] or len(rows) < min(KEPT_ROWS, len(due)):
        yield _l(
            "%(event)s, round %(number)s: its board does not show the best players in order.",
            **counted.here,
        )


def _standings(facts: EventFacts, sums: Sums) -> Iterator[LazyString]:
    rows = db.session.execute(
        select(Standing.player_id, Standing.score, Standing.right_answers).where(
            Standing.event_id == facts.id
        )
    )
    stored = {row.player_id: (row.score, row.right_answers) for row in rows}
    true = {player: (score, sums.right[player]) for player, score in sums.scores.items()}
    for player in sorted(set(stored) | set(true)):
        if stored.get(player) != true.get(player):
            yield _l(
                "%(event)s: the standing of player %(player)s is %(stored)s, not %(true)s.",
                event=facts.code,
                player=_name(player),
                stored=stored.get(player),
                true=true.get(player),
            )


def counted_answers(event_id: int) -> int:
    """How many answers the event has in all."""
    of_event = select(func.count()).select_from(Answer).join(Player)
    return db.session.scalar(of_event.where(Player.event_id == event_id)) or 0


def _scores(board: Board) -> dict[int, int]:
    return {int(score): int(count) for score, count in board.histogram.items()}


def _name(player_id: int) -> str:
    """A player by number; names are nobody's business here."""
    return f"{player_id:x}"
