"""`quiz reset`: an event is put back to its lobby."""

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _

from quiz.audit.actions import CONSOLE
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.reset import reset_event


@click.command()
@click.argument("code")
@click.option("--typed", help="The code once more, which is asked for otherwise.")
@with_appcontext
def reset(code: str, typed: str | None) -> None:
    """Put the event CODE back to its lobby: its rounds, answers and players go for good.

    Possible until its hour, and afterwards as long as nobody but simulated players is in it. Every
    question is planned again; links stay.

    Example: quiz reset va2020 --typed va2020
    """
    event_id = get_event(code).id
    db.session.rollback()
    confirmed = (
        typed
        if typed is not None
        else click.prompt(_("Type its code, %(code)s, to go on", code=code))
    )
    with writing():
        reset_event(event_id, confirmed, clock.now(), current_app.config["RANDOM"], CONSOLE)
        db.session.commit()
    click.echo(_("The event is back in its lobby: nothing was launched, and nobody has joined."))
