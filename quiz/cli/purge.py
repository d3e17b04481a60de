"""`quiz purge`: forget nicknames and passes, and keep the answers under their number."""

from collections.abc import Mapping

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.rules import NETWORK_KEPT
from quiz.audit.actions import CONSOLE, forget_networks
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import get_event, pictures_in_use
from quiz.extensions import db
from quiz.game.actions.crowd import forget_events, forget_player
from quiz.pictures.actions import forget_pictures

DAY_MS = 86_400_000


@click.command()
@click.option("--days", default=30, show_default=True, type=click.IntRange(0), help="Older events.")
@click.option("--event", "code", help="One player of this event instead, at once.")
@click.option("--nickname", help="Who wishes to be forgotten; with --event.")
@with_appcontext
@writing()
def purge(days: int, code: str | None, nickname: str | None) -> None:
    """Forget the players of events that were over 30 days ago, or one player at once.

    Nickname and pass are emptied; scores and answers stay, under a random number. Without a name
    pictures go that no question, no version of one and no round shows, and the record also forgets
    from which network staff did what they did 90 days ago and before.

    Example: quiz purge --event va2020 --nickname "Céladon serein"
    """
    if (code is None) != (nickname is None):
        raise click.UsageError(
            _("%(one)s and %(other)s go together.", one="--event", other="--nickname")
        )
    now, networks, pictures = clock.now(), 0, 0
    if code is not None and nickname is not None:
        forgotten = {code: forget_player(get_event(code).id, nickname, now, CONSOLE)}
    else:
        forgotten = forget_events(now - days * DAY_MS, now, CONSOLE)
        networks = forget_networks(now - NETWORK_KEPT)
        pictures = forget_pictures(pictures_in_use(), now - days * DAY_MS, CONSOLE)
    db.session.commit()
    say_forgotten(forgotten)
    say_networks(networks)
    say_pictures(pictures)


def say_forgotten(forgotten: Mapping[str, int]) -> None:
    """How many players are forgotten, by their event."""
    for event, number in forgotten.items():
        sentence = ngettext(
            "%(event)s: %(number)s player forgotten.",
            "%(event)s: %(number)s players forgotten.",
            number,
            event=event,
            number=number,
        )
        click.echo(sentence)
    if not any(forgotten.values()):
        click.echo(_("Nobody was left to forget."))


def say_networks(networks: int) -> None:
    """Of how many entries of the record the network is forgotten, if of any."""
    if networks:
        sentence = ngettext(
            "The network of %(number)s entry of the record is forgotten.",
            "The networks of %(number)s entries of the record are forgotten.",
            networks,
            number=networks,
        )
        click.echo(sentence)


def say_pictures(pictures: int) -> None:
    """How many pictures are gone, if any."""
    if pictures:
        sentence = ngettext(
            "%(number)s picture that nothing shows is gone.",
            "%(number)s pictures that nothing shows are gone.",
            pictures,
            number=pictures,
        )
        click.echo(sentence)
