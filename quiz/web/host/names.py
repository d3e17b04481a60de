"""The names that players go by: hidden, given back, sent away and let in again."""

from flask import current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import QuizError
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.crowd import set_banned
from quiz.game.actions.names import hide_name, show_own_name
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.pages import done, refused
from quiz.web.signing import actor


@host.post("/<code>/players/<int:player_id>/hide")
@role(HOST)
def hide(code: str, player_id: int) -> ResponseReturnValue:
    """Show a name from the museum's cases instead of the player's own."""
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            named = hide_name(event_id, player_id, current_app.config["RANDOM"], by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    sentence = _("Done: every screen shows “%(name)s” instead.", name=named.name)
    undo = url_for("host.unhide", code=code, player_id=player_id)
    return done(code, sentence, already=named.already, undo_at=undo)


@host.post("/<code>/players/<int:player_id>/unhide")
@role(HOST)
def unhide(code: str, player_id: int) -> ResponseReturnValue:
    """Show the player's own name again."""
    event_id, by = get_event(code).id, actor()
    try:
        with writing():
            named = show_own_name(event_id, player_id, current_app.config["RANDOM"], by)
            db.session.commit()
    except QuizError as error:
        return refused(code, error)
    sentence = _("Done: every screen shows “%(name)s” again.", name=named.name)
    return done(code, sentence, already=named.already)


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
