"""The players of an event as staff read them: in order, by pages, found by name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVarTuple

from sqlalchemy import Select, exists, func, select

from quiz.events.models import Channel, Event, Round
from quiz.extensions import db
from quiz.game.models import Player, Standing
from quiz.game.nicknames import key_of
from quiz.game.rules import rank_of
from quiz.pages import Page, read_page
from quiz.reports.divisions import behind_of

PAGE = 50
Ts = TypeVarTuple("Ts")


class Sort(StrEnum):
    """In which order players are listed; the best, or the last to join, come first."""

    RANK = "rank"
    RIGHT = "right"
    NICKNAME = "nickname"
    JOINED = "joined"


BEST = {
    Sort.RANK: (Standing.score,),
    Sort.RIGHT: (Standing.right_answers, Standing.score),
}


@dataclass(frozen=True, slots=True)
class PlayerRow:
    """A line of the list; `rank` is None for who is on no board, `nickname` for the forgotten."""

    id: int
    nickname: str | None
    channel: str
    language: str
    joined_at: int
    banned_at: int | None
    unranked_at: int | None
    score: int
    right_answers: int
    rank: int | None


def list_players(
    event_id: int, sort: Sort = Sort.RANK, search: str = "", page: int = 1
) -> Page[PlayerRow]:
    """A page of 50, among those whose name has `search`; accents and capitals do not matter."""
    found = db.session.scalar(_chosen(select(func.count()), event_id, search)) or 0
    return read_page(
        found,
        page,
        PAGE,
        lambda offset: _rows(event_id, _page_of_ids(event_id, sort, search, offset)),
    )


@dataclass(frozen=True, slots=True)
class EventNumbers:
    """How far an event has come: players who joined, rounds launched."""

    players: int
    rounds: int


def event_numbers() -> dict[int, EventNumbers]:
    """The numbers of every event, but of no rehearsal."""
    joined = select(Player.event_id, func.count()).group_by(Player.event_id)
    left = joined.where(Player.has_left, Player.banned_at.is_not(None))
    launched = select(Round.event_id, func.count()).where(Round.cancelled_at.is_(None))
    players = Counter(dict(db.session.execute(joined).all()))
    players.subtract(dict(db.session.execute(left).all()))
    rounds = dict(db.session.execute(launched.group_by(Round.event_id)).all())
    return {
        event_id: EventNumbers(players[event_id], rounds.get(event_id, 0))
        for event_id in db.session.scalars(select(Event.id).where(Event.original_id.is_(None)))
    }


def _chosen(query: Select[int], event_id: int, search: str) -> Select[int]:
    """The query over the event's players whose name has the searched letters."""
    query = query.select_from(Player).where(Player.event_id == event_id, ~Player.has_left)
    wanted = key_of(search.strip()) if search.strip() else ""
    return query.where(Player.nickname_key.contains(wanted, autoescape=True)) if wanted else query


def _page_of_ids(event_id: int, sort: Sort, search: str, offset: int) -> Sequence[int]:
    by_standing = sort in (Sort.RANK, Sort.RIGHT)
    if by_standing and not search.strip():
        return _standing_ids(event_id, sort, offset)
    query = _chosen(select(Player.id), event_id, search)
    if by_standing:
        mine = (Standing.event_id == event_id) & (Standing.player_id == Player.id)
        query = query.outerjoin(Standing, mine)
        query = query.order_by(*(func.coalesce(part, 0).desc() for part in BEST[sort]))
    elif sort is Sort.NICKNAME:
        query = query.order_by(Player.nickname_key)
    else:
        query = query.order_by(Player.joined_at.desc())
    return db.session.scalars(query.order_by(Player.id).limit(PAGE).offset(offset)).all()


def _standing_ids(event_id: int, sort: Sort, offset: int) -> Sequence[int]:
    """The usual page, from the index alone: who has a standing, then who has none yet."""
    scored = select(Standing.player_id).where(Standing.event_id == event_id)
    best = (*(part.desc() for part in BEST[sort]), Standing.player_id.desc())
    ids = list(db.session.scalars(scored.order_by(*best).limit(PAGE).offset(offset)))
    if len(ids) == PAGE:
        return ids
    standings = db.session.scalar(select(func.count()).select_from(scored.subquery())) or 0
    rest = without_standing(select(Player.id), event_id).limit(PAGE - len(ids))
    return [*ids, *db.session.scalars(rest.offset(max(0, offset - standings)))]


def without_standing(query: Select[*Ts], event_id: int) -> Select[*Ts]:
    """The query over the event's players who have answered nothing that is counted."""
    standing = exists().where(Standing.event_id == event_id, Standing.player_id == Player.id)
    return query.where(Player.event_id == event_id, ~Player.has_left, ~standing).order_by(Player.id)


def _rows(event_id: int, ids: Sequence[int]) -> tuple[PlayerRow, ...]:
    mine = (Standing.event_id == event_id) & (Standing.player_id == Player.id)
    read = db.session.execute(
        select(Player, Channel.name, Standing.score, Standing.right_answers)
        .join(Channel, Channel.id == Player.channel_id)
        .outerjoin(Standing, mine)
        .where(Player.id.in_(ids))
    )
    histogram, behind = ranked_scores(event_id), behind_of(event_id, ids)
    by_id = {
        player.id: PlayerRow(
            id=player.id,
            nickname=player.nickname,
            channel=channel,
            language=player.language,
            joined_at=player.joined_at,
            banned_at=player.banned_at,
            unranked_at=player.unranked_at,
            score=score or 0,
            right_answers=right or 0,
            rank=rank_of(histogram, score or 0) + behind.get(player.id, 0)
            if player.is_ranked
            else None,
        )
        for player, channel, score, right in read
    }
    return tuple(by_id[player_id] for player_id in ids if player_id in by_id)


def ranked_scores(event_id: int) -> dict[int, int]:
    """How many ranked players have each score; who has answered nothing that is counted has 0."""
    counted = select(Standing.score, func.count()).where(Standing.event_id == event_id)
    histogram = dict(db.session.execute(counted.group_by(Standing.score)).all())
    # From the few who are on no board to their standings, and not the other way round.
    theirs = (
        select(Standing.score, func.count())
        .join(Player, Player.id == Standing.player_id)
        .where(Standing.event_id == event_id, Player.event_id == event_id, ~Player.is_ranked)
        .group_by(Standing.score)
    )
    for score, hidden in db.session.execute(theirs):
        histogram[score] -= hidden
    ranked = select(func.count()).where(Player.event_id == event_id, Player.is_ranked)
    others = (db.session.scalar(ranked) or 0) - sum(histogram.values())
    histogram[0] = histogram.get(0, 0) + others
    return histogram
