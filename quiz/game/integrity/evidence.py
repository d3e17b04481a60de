"""What follows from the stored answers of an event: each judged again, and added up in Python."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.models import AuditEntry, Subject
from quiz.audit.queries import is_about
from quiz.events.facts import EventFacts, RoundFacts
from quiz.events.timeline import RoundTimes
from quiz.extensions import db
from quiz.game.actions.crowd import CLOSE
from quiz.game.models import Answer, Player
from quiz.game.rules import credit_in, worth

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
    """What follows from the answers of the rounds so far; `gained`, `values`: of the last one.

    `tie_breaks` are the rows of those so far, and how far off each who answered was. By them each
    player stands `behind` so many of the same score (`before` the last round, too), and some
    scores are `apart`, as a board keeps it.
    """

    scores: Counter[int] = field(default_factory=Counter)
    right: Counter[int] = field(default_factory=Counter)
    gained: dict[int, int] = field(default_factory=dict)
    values: Counter[str] = field(default_factory=Counter)
    tie_breaks: list[tuple[int, Mapping[int, Fraction]]] = field(default_factory=list)
    behind: Mapping[int, int] = field(default_factory=dict)
    before: Mapping[int, int] = field(default_factory=dict)
    apart: dict[int, Counter[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted round, and how a sentence names it."""

    played: RoundFacts
    names: Mapping[str, Any]
    last: bool


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who takes part; `away` were once on no board, those of that time may leave them out."""

    joined: Mapping[int, int]
    hidden: frozenset[int]
    away: frozenset[int]
    nameless: frozenset[int]


def read_crowd(facts: EventFacts) -> Attendance:
    """Who takes part in the event, as the rows and the record say."""
    players = db.session.execute(
        select(Player.id, Player.joined_at, Player.is_ranked, Player.nickname).where(
            Player.event_id == facts.id
        )
    ).all()
    hidden = frozenset(row.id for row in players if not row.is_ranked)
    acts = db.session.execute(
        select(AuditEntry.act, AuditEntry.at, AuditEntry.details).where(
            AuditEntry.act.in_(("player.ban", "cluster.ban", CLOSE)),
            is_about(Subject(f"event {facts.code}", facts.key)),
        )
    ).all()
    once = {int(row.details["player"], 16) for row in acts if row.act == "player.ban"}
    spans = [(row.details["first"], row.details["last"]) for row in acts if "first" in row.details]
    once |= {r.id for r in players if any(first <= r.joined_at <= last for first, last in spans)}
    # Newcomers were unranked since then, be the ranking open again.
    closed = min((row.at for row in acts if row.act == CLOSE), default=NEVER)
    return Attendance(
        joined={row.id: row.joined_at for row in players},
        hidden=hidden,
        away=hidden | once | {row.id for row in players if row.joined_at >= closed},
        nameless=frozenset(row.id for row in players if row.nickname is None),
    )


def counted_rounds(facts: EventFacts) -> Iterator[Counted]:
    """The event's counted rounds, in order."""
    rounds = [r for r in facts.rounds if r.times.cancelled_at is None and r.times.counted_at]
    for played in rounds:
        names = {"event": facts.code, "number": played.times.number}
        yield Counted(played, names, last=played is rounds[-1])


def answer_faults(counted: Counted, crowd: Attendance, sums: Sums) -> Iterator[LazyString]:
    """Judge every answer of a round again, and add it up."""
    played = counted.played
    sums.gained, sums.values = {}, Counter()
    judged: dict[str, Fraction | None] = {}  # Many say the same.
    rows = select(*ANSWER).where(Answer.round_id == played.times.id)
    for row in db.session.execute(rows.execution_options(yield_per=10_000)):
        if row.value not in judged:
            judged[row.value] = credit_in(played, row.value)
        credit = judged[row.value]
        points = worth(played, credit, row.elapsed_ms)
        yield from _answer(counted, row, crowd, (None if credit is None else str(credit), points))
        sums.gained[row.player_id] = points
        sums.scores[row.player_id] += points
        sums.right[row.player_id] += credit == 1 and not played.times.is_void
        sums.values[row.value] += 1


def _answer(
    counted: Counted, row: Any, crowd: Attendance, true: tuple[str | None, int]
) -> Iterator[LazyString]:
    named = dict(counted.names) | {"player": name_of(row.player_id)}
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


def name_of(player_id: int) -> str:
    """A player by number; names are nobody's business here."""
    return f"{player_id:x}"
