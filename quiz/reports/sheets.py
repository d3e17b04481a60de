"""Everything of an event, row by row, for a spreadsheet: read in portions, never all at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, literal, select

from quiz.events.models import Channel, Round
from quiz.extensions import db
from quiz.game.models import Answer, Player, Standing, TiePlace
from quiz.game.ties import tiers
from quiz.reports.divisions import divided_scores, last_tie_break
from quiz.reports.players import ranked_scores, without_standing

PORTION = 1_000
PLAYER = (
    Player.id,
    Player.nickname,
    Channel.name,
    Player.language,
    Player.joined_at,
    Player.is_ranked,
)
BEHIND = func.coalesce(TiePlace.behind, 0)
NOTHING = (literal(0), literal(0), literal(0))
ZEROS = select(*NOTHING, *PLAYER).join(Channel, Channel.id == Player.channel_id)


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A player's result; `rank` is None for who is on no board, as is how many share it."""

    rank: int | None
    tied: int | None
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
    rows = _read(_with_standing(event_id), without_standing(ZEROS, event_id))
    shared = tiers(ranked_scores(event_id), divided_scores(event_id))
    return _ranked(rows, {(place.score, place.behind): place.players for place in shared})


def answers(event_id: int) -> Iterator[AnswerLine]:
    """Every answer to a launched round, round by round."""
    query = (
        select(
            Answer.round_id,
            Player.id,
            Player.nickname,
            Channel.name,
            Player.language,
            Answer.value,
            Answer.credit,
            Answer.elapsed_ms,
            Answer.points,
        )
        .join(Round, Round.id == Answer.round_id)
        .join(Player, Player.id == Answer.player_id)
        .join(Channel, Channel.id == Player.channel_id)
        .where(Round.event_id == event_id, Round.cancelled_at.is_(None))
        .order_by(Round.number, Answer.player_id)
    )
    return (AnswerLine(*row) for row in _read(query))


def _with_standing(event_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Standing.score, BEHIND, Standing.right_answers, *PLAYER)
        .join(Player, Player.id == Standing.player_id)
        .join(Channel, Channel.id == Player.channel_id)
        .outerjoin(
            TiePlace,
            and_(
                TiePlace.round_id == last_tie_break(event_id).scalar_subquery(),
                TiePlace.player_id == Standing.player_id,
            ),
        )
        .where(Standing.event_id == event_id)
        .order_by(Standing.score.desc(), BEHIND, Standing.player_id.desc())
    )


def _ranked(rows: Iterator[Any], shared: Mapping[tuple[int, int], int]) -> Iterator[StandingLine]:
    above = place = 0
    last: tuple[int, int] | None = None
    for score, behind, right, *player in rows:
        player_id, nickname, channel, language, joined_at, is_ranked = player
        if is_ranked:
            above += 1
            place = place if (score, behind) == last else above
            last = score, behind
        yield StandingLine(
            rank=place if is_ranked else None,
            tied=shared.get((score, behind), 1) if is_ranked else None,
            player_id=player_id,
            nickname=nickname,
            channel=channel,
            language=language,
            score=score,
            right_answers=right,
            joined_at=joined_at,
        )


def _read(*queries: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The rows of one query after another, on a connection that outlives the request's session."""
    engine = db.engine

    def rows() -> Iterator[Any]:
        with engine.connect().execution_options(yield_per=PORTION) as connection:
            for query in queries:
                yield from connection.execute(query)

    return rows()
