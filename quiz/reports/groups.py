"""Groups of players who joined alike and at once, and how they answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import and_, func, select

from quiz.extensions import db
from quiz.game.clusters import LEAST, Burst, Marks, bursts
from quiz.game.models import Answer, Player
from quiz.game.queries import members

MOST = 50


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group, how many of it are banned, and how it answered; times in ms.

    `banned_at` is the instant at which most of the banned were sent away.
    """

    marks: Marks
    burst: Burst
    banned: int
    banned_at: int | None
    answers: int
    right: int
    mean_ms: int


def list_clusters(event_id: int) -> list[Cluster]:
    """The largest groups of the event, the largest first; empty once their marks are forgotten."""
    found = sorted(_bursts(event_id), key=lambda group: -group[1].players)
    return [_cluster(event_id, *group) for group in found[:MOST]]


def _bursts(event_id: int) -> Iterator[tuple[Marks, Burst]]:
    alike = (
        select(Player.network_mark, Player.agent_mark)
        .where(Player.event_id == event_id, Player.network_mark.is_not(None))
        .group_by(Player.network_mark, Player.agent_mark)
        .having(func.count() >= LEAST)
        .subquery()
    )
    rows = db.session.execute(
        select(Player.network_mark, Player.agent_mark, Player.joined_at)
        .join(
            alike,
            and_(
                alike.c.network_mark == Player.network_mark,
                alike.c.agent_mark == Player.agent_mark,
            ),
        )
        .where(Player.event_id == event_id)
        .order_by(Player.network_mark, Player.agent_mark, Player.joined_at)
    )
    for marks, joined in groupby(rows, lambda row: Marks(row[0] or "", row[1] or "")):
        for burst in bursts([row.joined_at for row in joined]):
            yield marks, burst


def _cluster(event_id: int, marks: Marks, burst: Burst) -> Cluster:
    who = members(event_id, marks, burst)
    banned = db.session.execute(
        select(Player.banned_at, func.count())
        .where(who, Player.banned_at.is_not(None))
        .group_by(Player.banned_at)
        .order_by(func.count().desc(), Player.banned_at)
    ).all()
    answers, right, mean = db.session.execute(
        select(func.count(), func.count().filter(Answer.credit == "1"), func.avg(Answer.elapsed_ms))
        .select_from(Answer)
        .join(Player, Player.id == Answer.player_id)
        .where(who)
    ).one()
    return Cluster(
        marks=marks,
        burst=burst,
        banned=sum(row[1] for row in banned),
        banned_at=banned[0][0] if banned else None,
        answers=answers,
        right=right,
        mean_ms=round(mean or 0),
    )
