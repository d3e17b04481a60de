"""A player's name as staff wish it, and whose name was judged before: pages beside the console."""

from functools import partial
from random import Random

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import HOST
from quiz.errors import Invalid
from quiz.events.queries import get_event
from quiz.game.actions.names import Named, rename_player
from quiz.game.nicknames import Nickname, check_nickname
from quiz.game.queries import get_player, judged_players, museum_words
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.names import call_player

MOST_JUDGED = 50


@host.get("/<code>/names", endpoint="judged")
@role(HOST)
def judged_page(code: str) -> ResponseReturnValue:
    """Whose name staff changed, or whom they sent away, each with the way back."""
    event = get_event(code)
    players = judged_players(event, MOST_JUDGED)
    return render_template("host/judged.html", event=event, players=players)


@host.get("/<code>/players/<int:player_id>/name", endpoint="rename_page")
@role(HOST)
def name_page(code: str, player_id: int) -> ResponseReturnValue:
    """What a player is called, and a field for another name."""
    return answer_with_name(code, player_id)


@host.post("/<code>/players/<int:player_id>/name", endpoint="rename")
@role(HOST)
def post_name(code: str, player_id: int) -> ResponseReturnValue:
    """Call the player so, on every screen; the own name is kept, and can be shown again."""
    try:
        wanted = check_nickname(request.form.get("name", ""), museum_words())
    except Invalid as error:
        return answer_with_name(code, player_id, str(error))
    undo = url_for("host.unhide", code=code, player_id=player_id)
    sentence = _l("Done: every screen shows “%(name)s” instead.")
    return call_player(code, player_id, partial(rename_as, wanted), sentence, undo)


def rename_as(wanted: Nickname, event_id: int, player_id: int, rng: Random, actor: str) -> Named:
    """The renaming to that name, asked for as every other one is."""
    return rename_player(event_id, player_id, wanted, rng, actor)


def answer_with_name(code: str, player_id: int, refusal: str = "") -> ResponseReturnValue:
    """The page with the field, and perhaps with why a name was not taken."""
    event = get_event(code)
    player = get_player(event.id, player_id)
    page = render_template("host/rename.html", event=event, player=player, refusal=refusal)
    return make_response(page, 422 if refusal else 200)
