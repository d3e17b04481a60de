"""What staff do about one name: another one on every screen, and the player’s own again."""

import random
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select, update

from quiz.audit.actions import record
from quiz.errors import Conflict, NotFound
from quiz.events.actions.steps import lock_event
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.actions.board_names import renew_names
from quiz.game.models import Player
from quiz.game.nicknames import Nickname, candidates, key_of, suggest

# One of some hundreds is free at the first draw; a number follows where many are taken.
DRAWS = 20


class Named(NamedTuple):
    """How a player is called now; `already` if nothing had to be done for it."""

    name: str
    already: bool = False


def hide_name(event_id: int, player_id: int, rng: random.Random, actor: str) -> Named:
    """Show a name from the museum's cases instead of the player's own; asked twice it stays.

    The player keeps it, whatever they ask for, until the own one is shown again.
    """
    event, player = _find(event_id, player_id)
    if player.own_nickname is not None:
        return Named(player.nickname or "", already=True)
    drawn = [suggest(player.language, rng) for _ in range(DRAWS)]
    _call(event, player, _free(player, _spread(drawn, rng)), player.nickname)
    record(actor, "player.hide", event.subject, {"player": f"{player_id:x}"})
    return Named(player.nickname or "")


def rename_player(
    event_id: int, player_id: int, wanted: Nickname, rng: random.Random, actor: str
) -> Named:
    """Call a player as staff wish, with a number if somebody is called so; the own name is kept."""
    event, player = _find(event_id, player_id)
    if player.nickname == wanted.name:
        return Named(wanted.name, already=True)
    own = player.own_nickname or player.nickname
    _call(event, player, _free(player, _spread([wanted.name], rng)), own)
    record(actor, "player.rename", event.subject, {"player": f"{player_id:x}"})
    return Named(player.nickname or "")


def show_own_name(event_id: int, player_id: int, rng: random.Random, actor: str) -> Named:
    """Show the player's own name again, with a number if somebody took it meanwhile."""
    event, player = _find(event_id, player_id)
    if player.own_nickname is None:
        return Named(player.nickname or "", already=True)
    _call(event, player, _free(player, _spread([player.own_nickname], rng)), None)
    record(actor, "player.unhide", event.subject, {"player": f"{player_id:x}"})
    return Named(player.nickname or "")


def see_names(event_id: int, player_ids: Collection[int], actor: str) -> int:
    """Let names pass that a host has read; how many of them had not been read before.

    From now on boards show them, those that are kept too.
    """
    waiting = Player.id.in_(player_ids), Player.unseen_since.is_not(None)
    return _look(event_id, waiting, {"unseen_since": None}, "player.see", actor)


def read_names_again(event_id: int, player_ids: Collection[int], now: int, actor: str) -> int:
    """Have names wait again for a host to read them, as if they were new; how many that are."""
    passed = Player.id.in_(player_ids), Player.unseen_since.is_(None), Player.banned_at.is_(None)
    return _look(event_id, passed, {"unseen_since": now}, "player.unsee", actor)


def _look(
    event_id: int, who: tuple[ColumnElement[bool], ...], values: dict[str, Any], act: str, by: str
) -> int:
    event = lock_event(event_id)
    named = Player.event_id == event_id, Player.nickname.is_not(None)
    done = update(Player).where(*named, *who).values(**values).returning(Player.id)
    read = db.session.scalars(done, execution_options={"synchronize_session": False}).all()
    if read:
        event.version += renew_names(event, read)
        record(by, act, event.subject, {"players": len(read)})
        db.session.flush()
    return len(read)


def _find(event_id: int, player_id: int) -> tuple[Event, Player]:
    event = lock_event(event_id)
    player = db.session.get(Player, player_id, populate_existing=True)
    if player is None or player.event_id != event_id or player.nickname is None:
        raise NotFound(_l("There is no such player."))
    return event, player


def _call(event: Event, player: Player, name: Nickname, own: str | None) -> None:
    """Call a player so, whose `own` name is kept if that is another one; staff know both."""
    player.nickname, player.nickname_key = name.name, name.key
    player.own_nickname, player.unseen_since = own, None
    event.version += 1
    db.session.flush()
    renew_names(event, (player.id,))
    db.session.flush()


def _spread(names: Sequence[str], rng: random.Random) -> Iterator[Nickname]:
    """Each name, then the same with a number."""
    tried = [Nickname(name, key_of(name)) for name in names]
    yield from tried
    for nickname in tried:
        yield from (Nickname(*pair) for pair in candidates(nickname, rng))


def _free(player: Player, names: Iterator[Nickname]) -> Nickname:
    """The first that nobody else in the event has."""
    for name in names:
        taken = select(Player.id).where(
            Player.event_id == player.event_id,
            Player.nickname_key == name.key,
            Player.id != player.id,
        )
        if db.session.scalar(taken) is None:
            return name
    raise Conflict(_l("This name is taken, and so is each with a number. Please choose another."))
