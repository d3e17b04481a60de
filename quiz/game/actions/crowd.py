"""What staff do about players: send away and let in, close the ranking, forget."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    ColumnElement,
    Update,
    and_,
    exists,
    func,
    select,
    true,
    update,
)

from quiz.audit.actions import PLAYER, record
from quiz.bin import WITH_BINNED
from quiz.errors import NotFound
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event, Round
from quiz.extensions import db
from quiz.game.actions.board_names import renew_names
from quiz.game.clusters import Burst, Marks
from quiz.game.models import Answer, Player
from quiz.game.nicknames import key_of
from quiz.game.queries import members, session_book
from quiz.game.tally.count import renew_last_board

# How the record names the act; from its instant on, boards may have left newcomers out.
CLOSE = "ranking.close"
LOOSELY = {"synchronize_session": False}


def set_banned(event_id: int, player_id: int, banned: bool, now: int, actor: str) -> None:
    """Send a player away, or let one in again; asked for twice is the same success.

    Their answers are kept and counted; boards leave the player out.
    """
    event = lock_event(event_id)
    player = db.session.get(Player, player_id)
    if player is None or player.event_id != event_id:
        raise NotFound(_l("There is no such player."))
    if (player.banned_at is not None) == banned:
        return
    player.banned_at, player.unseen_since = now if banned else None, None
    event.version += 1
    db.session.flush()
    renew_last_board(session_book(), event_id)
    act = "player.ban" if banned else "player.unban"
    # The number, and no nickname: the record outlives what a player may ask us to forget.
    record(actor, act, event.subject, {"player": f"{player_id:x}"})


def ban_cluster(event_id: int, marks: Marks, burst: Burst, now: int, actor: str) -> int:
    """Send a whole group away in one statement; how many of it were not sent away already."""
    gone: dict[str, Any] = {"banned_at": now, "unseen_since": None}
    away = update(Player).where(members(event_id, marks, burst), Player.banned_at.is_(None))
    return _judge_cluster(event_id, away.values(**gone), "cluster.ban", burst, actor)


def let_in_cluster(event_id: int, marks: Marks, burst: Burst, at: int, actor: str) -> int:
    """Let those of a group in again who were sent away at the instant `at`; how many."""
    back = update(Player).where(members(event_id, marks, burst), Player.banned_at == at)
    return _judge_cluster(event_id, back.values(banned_at=None), "cluster.unban", burst, actor)


def _judge_cluster(event_id: int, judging: Update, act: str, burst: Burst, actor: str) -> int:
    event = lock_event(event_id)
    judged = db.session.execute(judging, execution_options=LOOSELY)
    number: int = judged.rowcount  # type: ignore[attr-defined]  # An update gives a cursor.
    if number:
        event.version += 1
        db.session.flush()
        renew_last_board(session_book(), event_id)
        span = {"players": number, "first": burst.first, "last": burst.last}
        record(actor, act, event.subject, span)
    return number


def close_ranking(event_id: int, now: int, actor: str) -> None:
    """Who joins from now on plays along unranked; asked for twice is the same success."""
    event = lock_event(event_id)
    if event.ranking_closed_at is None:
        event.ranking_closed_at = now
        event.version += 1
        db.session.flush()
        record(actor, CLOSE, event.subject)


def open_ranking(event_id: int, actor: str) -> None:
    """Rank everybody again, with all their points; asked for twice is the same success."""
    event = lock_event(event_id)
    if event.ranking_closed_at is None:
        return
    event.ranking_closed_at = None
    event.version += 1
    let_in = update(Player).where(Player.event_id == event_id, Player.unranked_at.is_not(None))
    ranked = db.session.scalars(let_in.values(unranked_at=None).returning(Player.id)).all()
    db.session.flush()
    renew_last_board(session_book(), event_id)
    record(actor, "ranking.open", event.subject, {"players": len(ranked)})


def forget_player(event_id: int, nickname: str, now: int, actor: str) -> int:
    """Forget whoever has that nickname in the event; how many that were."""
    return _forget(lock_event(event_id), Player.nickname_key == key_of(nickname), now, actor)


def let_go(event_id: int, who: ColumnElement[bool], now: int) -> None:
    """Let a player go who wishes so: the name is forgotten; who never answered counts no more.

    Who was sent away stays so.
    """
    event = lock_event(event_id)
    rounds = [played.id for played in event.rounds]
    wishing = and_(Player.event_id == event_id, Player.banned_at.is_(None), who)
    answered = exists().where(Answer.round_id.in_(rounds), Answer.player_id == Player.id)
    # The row stays, since looking for what may refer to it would hold up a whole crowd.
    ghosts = update(Player).where(wishing, ~answered, Player.forgotten_at.is_(None))
    db.session.execute(ghosts.values(banned_at=now, **_nameless(now)), execution_options=LOOSELY)
    _forget(event, wishing, now, PLAYER)


def forget_events(before: int, now: int, actor: str) -> dict[str, int]:
    """Forget all players of every event that ended, or began, before that instant, by code.

    One in which a round was launched since is on, whatever hour it was announced for.
    """
    instant = func.coalesce(Event.ended_at, Event.starts_at)
    is_on = Event.rounds.any(Round.launched_at >= before)
    old = (
        select(Event.id)
        .where(instant < before, ~is_on, Event.original_id.is_(None))
        .order_by(Event.id)
    )
    # Who played is forgotten in time, though the event stands in the bin.
    past = db.session.scalars(old.execution_options(**WITH_BINNED)).all()
    events = [lock_event(event_id, with_binned=True) for event_id in past]
    forgotten = {event.code: _forget(event, true(), now, actor) for event in events}
    return {code: number for code, number in forgotten.items() if number}


def _forget(event: Event, who: ColumnElement[bool], now: int, actor: str) -> int:
    """Empty nickname and pass; the answers stay, under their number, and so do the ranks."""
    gone = db.session.scalars(
        update(Player)
        .where(Player.event_id == event.id, Player.forgotten_at.is_(None), who)
        .values(**_nameless(now))
        .returning(Player.id)
    ).all()
    if gone:
        event.version += renew_names(event, frozenset(gone))
        record(actor, "player.forget", event.subject, {"players": len(gone)})
        db.session.flush()
    return len(gone)


def _nameless(now: int) -> dict[str, Any]:
    """What is left of whoever is forgotten."""
    names = dict.fromkeys(("nickname", "nickname_key", "own_nickname", "unseen_since"))
    return {**names, "pass_hash": None, "forgotten_at": now}
