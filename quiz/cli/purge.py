"""`quiz purge`: forget nicknames and passes, and keep the answers under their number."""

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.actions import CONSOLE
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.crowd import forget_events, forget_player

DAY_MS = 86_400_000


@click.command()
@click.option("--days", default=30, show_default=True, type=click.IntRange(0), help="Older events.")
@click.option("--event", "code", help="One player of this event instead, at once.")
@click.option("--nickname", help="Who wishes to be forgotten; with --event.")
@with_appcontext
@writing()
def purge(days: int, code: str | None, nickname: str | None) -> None:
    """Forget the players of events that were over 30 days ago, or one player at once.

    Nickname and pass are emptied; scores and answers stay, under a random number.

    Example: quiz purge --event va2020 --nickname "Céladon serein"
    """
    if (code is None) != (nickname is None):
        raise click.UsageError(
            _("%(one)s and %(other)s go together.", one="--event", other="--nickname")
        )
    now = clock.now()
    if code is not None and nickname is not None:
        forgotten = {code: forget_player(get_event(code).id, nickname, now, CONSOLE)}
    else:
        forgotten = forget_events(now - days * DAY_MS, now, CONSOLE)
    db.session.commit()
    for event, number in forgotten.items():
        said = ngettext(
            "%(event)s: %(number)s player forgotten.",
            "%(event)s: %(number)s players forgotten.",
            number,
            event=event,
            number=number,
        )
        click.echo(said)
    if not any(forgotten.values()):
        click.echo(_("Nobody was left to forget."))
