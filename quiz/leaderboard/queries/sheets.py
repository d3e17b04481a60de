"""Everything of an event, row by row, for a spreadsheet: read in portions, never all at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Select, literal, select

from quiz.events.models import Channel, Round
from quiz.extensions import db
from quiz.game.models import Answer, Player, Standing
from quiz.leaderboard.queries.players import without_standing

PORTION = 1_000
PLAYER = (
    Player.id,
    Player.nickname,
    Player.channel_id,
    Player.language,
    Player.joined_at,
    Player.banned_at,
)


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A player's result; `rank` is None for who is banned."""

    rank: int | None
    player_id: int
    nickname: str | None
    channel: str
    language: str
    score: int
    right_answers: int
    joined_at: int


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer as stored; `credit` is a fraction as text, None for a poll."""

    round_id: int
    player_id: int
    nickname: str | None
    channel: str
    language: str
    value: str
    credit: str | None
    elapsed_ms: int
    points: int


def standings(event_id: int) -> Iterator[StandingLine]:
    """Every player in rank order, those without an answer last."""
    names = _channel_names(event_id)
    above = place = 0
    last: int | None = None
    for score, right, *player in chain(_with_standing(event_id), _without_standing(event_id)):
        player_id, nickname, channel_id, language, joined_at, banned_at = player
        if banned_at is None:
            above += 1
            place = place if score == last else above
            last = score
        yield StandingLine(
            rank=place if banned_at is None else None,
            player_id=player_id,
            nickname=nickname,
            channel=names[channel_id],
            language=language,
            score=score,
            right_answers=right,
            joined_at=joined_at,
        )


def answers(event_id: int) -> Iterator[AnswerLine]:
    """Every answer to a launched round, round by round."""
    names = _channel_names(event_id)
    query = (
        select(
            Answer.round_id,
            Player.id,
            Player.nickname,
            Player.channel_id,
            Player.language,
            Answer.value,
            Answer.credit,
            Answer.elapsed_ms,
            Answer.points,
        )
        .join(Round, Round.id == Answer.round_id)
        .join(Player, Player.id == Answer.player_id)
        .where(Round.event_id == event_id, Round.cancelled_at.is_(None))
        .order_by(Round.number, Answer.player_id)
    )
    for round_id, player_id, nickname, channel_id, *rest in _portions(query):
        yield AnswerLine(round_id, player_id, nickname, names[channel_id], *rest)


def _with_standing(event_id: int) -> Iterator[Any]:
    query = select(Standing.score, Standing.right_answers, *PLAYER).join(
        Player, Player.id == Standing.player_id
    )
    best = Standing.score.desc(), Standing.player_id.desc()
    return _portions(query.where(Standing.event_id == event_id).order_by(*best))


def _without_standing(event_id: int) -> Iterator[Any]:
    return _portions(without_standing(select(literal(0), literal(0), *PLAYER), event_id))


def _portions(query: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    return iter(db.session.execute(query.execution_options(yield_per=PORTION)))


def _channel_names(event_id: int) -> dict[int, str]:
    rows = db.session.execute(select(Channel.id, Channel.name).where(Channel.event_id == event_id))
    return dict(rows.all())
