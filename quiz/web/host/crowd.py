"""Groups of players who joined alike and at once: looked at, sent away, let in again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from quiz.accounts.roles import HOST
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.crowd import ban_cluster, let_in_cluster
from quiz.game.clusters import Burst, Marks
from quiz.reports.groups import list_clusters
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.signing import actor
from quiz.web.values import whole_number


@host.get("/<code>/crowd")
@role(HOST)
def crowd(code: str) -> ResponseReturnValue:
    """The groups, the largest first."""
    event = get_event(code)
    return render_template("host/crowd.html", event=event, clusters=list_clusters(event.id))


@host.post("/<code>/crowd/ban")
@role(HOST)
def ban_group(code: str) -> ResponseReturnValue:
    """Send a group away."""
    event_id, by = get_event(code).id, actor()
    with writing():
        number = ban_cluster(event_id, *sent_group(), clock.now(), by)
        db.session.commit()
    sentence = ngettext(
        "%(num)d player is sent away, and no leaderboard shows them.",
        "%(num)d players are sent away, and no leaderboard shows them.",
        number,
    )
    return crowd_again(code, sentence)


@host.post("/<code>/crowd/unban")
@role(HOST)
def let_in_group(code: str) -> ResponseReturnValue:
    """Let those in again who were sent away by one click."""
    event_id, by = get_event(code).id, actor()
    at = whole_number(request.form.get("at")) or 0
    with writing():
        number = let_in_cluster(event_id, *sent_group(), at, by)
        db.session.commit()
    sentence = ngettext(
        "%(num)d player may play again, with all their points.",
        "%(num)d players may play again, with all their points.",
        number,
    )
    return crowd_again(code, sentence)


def sent_group() -> tuple[Marks, Burst]:
    """The group that the form names."""
    first, last = (whole_number(request.form.get(name)) or 0 for name in ("first", "last"))
    marks = Marks(request.form.get("network", "")[:16], request.form.get("agent", "")[:16])
    return marks, Burst(0, first, last)


def crowd_again(code: str, sentence: str) -> ResponseReturnValue:
    """The groups again, with what was done."""
    flash(sentence, "right")
    return redirect(url_for("host.crowd", code=code), 303)
