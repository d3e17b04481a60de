"""The names that players go by: hidden, given back, sent away and let in again."""

from collections.abc import Callable
from random import Random

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.console.names import LINES
from quiz.database import writing
from quiz.errors import QuizError
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.crowd import set_banned
from quiz.game.actions.names import (
    Named,
    hide_name,
    read_names_again,
    see_names,
    show_own_name,
)
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.pages import done, refused
from quiz.web.signing import actor
from quiz.web.values import whole_numbers

Renaming = Callable[[int, int, Random, str], Named]


@host.post("/<code>/players/<int:player_id>/hide")
@role(HOST)
def hide(code: str, player_id: int) -> ResponseReturnValue:
    """Show a name from the museum's cases instead of the player's own."""
    undo = url_for("host.unhide", code=code, player_id=player_id)
    sentence = _l("Done: every screen shows “%(name)s” instead.")
    return call_player(code, player_id, hide_name, sentence, undo)


@host.post("/<code>/players/<int:player_id>/unhide")
@role(HOST)
def unhide(code: str, player_id: int) -> ResponseReturnValue:
    """Show the player's own name again."""
    sentence = _l("Done: every screen shows “%(name)s” again.")
    return call_player(code, player_id, show_own_name, sentence)


def call_player(
    code: str, player_id: int, act: Renaming, sentence: LazyString, undo: str | None = None
) -> ResponseReturnValue:
    """Have a player called otherwise, and say how."""
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            named = act(event_id, player_id, current_app.config["RANDOM"], by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    return done(code, str(sentence) % {"name": named.name}, already=named.already, undo_at=undo)


@host.post("/<code>/players/<int:player_id>/ban", endpoint="ban")
@role(HOST)
def send_away(code: str, player_id: int) -> ResponseReturnValue:
    """Send a player away: no answer counts any more, and boards leave them out."""
    return judge_player(code, player_id, banned=True)


@host.post("/<code>/players/<int:player_id>/unban", endpoint="unban")
@role(HOST)
def let_in(code: str, player_id: int) -> ResponseReturnValue:
    """Let a player in again, with all they had."""
    return judge_player(code, player_id, banned=False)


@host.post("/<code>/names/see", endpoint="see_names")
@role(HOST)
def post_seen(code: str) -> ResponseReturnValue:
    """Let the names pass of those players: a host has read them."""
    event_id, by, ids = get_event(code).id, actor(), sent_players()
    with writing():
        number = see_names(event_id, ids, by)
        db.session.commit()
    undo = url_for("host.unsee_names", code=code, player=ids) if number else None
    sentence = ngettext("%(num)d name is seen.", "%(num)d names are seen.", number)
    return done(code, sentence, already=not number, undo_at=undo)


@host.post("/<code>/names/unsee", endpoint="unsee_names")
@role(HOST)
def post_unseen(code: str) -> ResponseReturnValue:
    """Have the names of those players read again."""
    event_id, by, ids = get_event(code).id, actor(), sent_players()
    with writing():
        number = read_names_again(event_id, ids, clock.now(), by)
        db.session.commit()
    sentence = ngettext("%(num)d name waits again.", "%(num)d names wait again.", number)
    return done(code, sentence, already=not number)


def sent_players() -> list[int]:
    """The players whose names were on the page; never more than a page's worth."""
    return whole_numbers(request.values.getlist("player"))[:LINES]


def judge_player(code: str, player_id: int, *, banned: bool) -> ResponseReturnValue:
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            set_banned(event_id, player_id, banned, clock.now(), by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    if banned:
        undo = url_for("host.unban", code=code, player_id=player_id)
        sentence = _("The player is banned. The leaderboards leave them out at once.")
        return done(code, sentence, undo_at=undo)
    return done(code, _("The player may play again, with all their points."))
