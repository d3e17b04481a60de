"""A crowd is sent into a rehearsal from its console, and away again."""

from dataclasses import replace

from flask import current_app
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.roles import HOST
from quiz.bounds import SIMULATED_PLAYERS
from quiz.clock import clock
from quiz.config import Settings
from quiz.database import writing
from quiz.errors import Invalid, QuizError
from quiz.events.pace import most_players
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.live.runtime import runtime
from quiz.simulation.actions import call_crowd, end_crowd, refuse_crowd, send_crowd_away
from quiz.simulation.process import CrowdOrder, start_crowd
from quiz.simulation.queries import players_of_other_crowds
from quiz.simulation.rules import CrowdEnding, seats_left
from quiz.web.guards import role
from quiz.web.host.blueprint import host
from quiz.web.host.crowd_form import CrowdForm
from quiz.web.host.pages import Loader, done, refused
from quiz.web.signing import actor


@host.post("/<code>/rehearsal/crowd", endpoint="send_crowd")
@role(HOST)
def post_crowd(code: str) -> ResponseReturnValue:
    """A crowd is called into that rehearsal, and its process started on this machine."""
    form = CrowdForm()
    if not form.validate_on_submit():
        return refused(code, Invalid(_("No crowd was sent in.")), Loader(crowd=form))
    try:
        send_in(code, form)
    except QuizError as error:
        return refused(code, error, Loader(crowd=form))
    sentence = ngettext(
        "%(num)d simulated player is on the way.",
        "%(num)d simulated players are on their way.",
        form.players.data,
    )
    fresh = CrowdForm(formdata=None, **form.wish())
    return done(code, sentence, fresh=Loader(crowd=fresh))


def send_in(code: str, form: CrowdForm) -> None:
    """Call the crowd, then start it; QuizError where either is not possible."""
    event, by, players = get_event(code), actor(), form.players.data
    event_id, code = event.id, event.code
    now, room = clock.now(), most_players(runtime().capacity())
    there = runtime().reader.players(event_id) + players_of_other_crowds(event_id, now)
    db.session.rollback()
    with writing():
        refuse_crowd(players, seats_left(room, there, SIMULATED_PLAYERS), now)
        key = call_crowd(event_id, players, form.manner(), now, by)
        db.session.commit()
    try:
        start_crowd(CrowdOrder(code, key, players, form.manner()), settings_here())
    except QuizError:
        with writing():
            end_crowd(event_id, key, CrowdEnding.FAILED, clock.now())
            db.session.commit()
        raise


def settings_here() -> Settings:
    """The settings of the application that is asked, with the database that it has opened."""
    settings: Settings = current_app.config["SETTINGS"]
    return replace(settings, database_url=current_app.config["SQLALCHEMY_DATABASE_URI"])


@host.post("/<code>/rehearsal/crowd/away", endpoint="send_crowd_away")
@role(HOST)
def post_away(code: str) -> ResponseReturnValue:
    """The crowd leaves within a second or two."""
    event_id, by = get_event(code).id, actor()
    with writing():
        was_here = send_crowd_away(event_id, clock.now(), by)
        db.session.commit()
    if not was_here:
        return done(code, _("No crowd plays here."), already=True)
    return done(code, _("The crowd is sent away. Its points stay until the rehearsal is dropped."))
