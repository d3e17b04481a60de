"""The page that lets a phone take part in a rehearsal: who has its link is invited."""

from flask import current_app, g, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from quiz.config import Settings
from quiz.errors import NotFound
from quiz.live.runtime import runtime
from quiz.web.crowd.cookies import admission_cookie, may_rehearse
from quiz.web.crowd.player import find_known
from quiz.web.guards import player
from quiz.web.play.blueprint import play


@play.get("/<language:lang>/rehearsal/<code>/<token>", endpoint="rehearsal")
@player
def admission_page(code: str, token: str) -> ResponseReturnValue:
    """Sets the cookie that lets this browser join, on a page and not on a redirect."""
    known, secret = find_known(runtime(), code), runtime().around.secret
    if not (known.facts.is_rehearsal and may_rehearse(secret, known.facts.key, token)):
        raise NotFound(_l("This link is not valid, or was replaced by a newer one."))
    settings: Settings = current_app.config["SETTINGS"]
    page = render_template("play/rehearsal.html", facts=known.facts, lang=g.language)
    response = make_response(page)
    made = admission_cookie(secret, known.facts.key, https=settings.https)
    response.headers.add("Set-Cookie", made)
    return response
