"""`quiz purge`: forget nicknames and passes, and keep the answers under their number."""

from collections.abc import Mapping
from dataclasses import dataclass

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.rules import NETWORK_KEPT
from quiz.audit.actions import CONSOLE, forget_networks
from quiz.bank.bin import erase_old_banks
from quiz.bin import KEPT_MS
from quiz.clock import clock
from quiz.database import writing
from quiz.events.queries import get_event, pictures_in_use
from quiz.extensions import db
from quiz.game.actions.crowd import forget_events, forget_player
from quiz.game.actions.erase import erase_old_events
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
    what has been in the bin for 30 days is deleted for good, pictures go that no question, no
    version of one and no round shows, and the record also forgets from which network staff did what
    they did 90 days ago and before.

    Example: quiz purge --event va2020 --nickname "Céladon serein"
    """
    if (code is None) != (nickname is None):
        raise click.UsageError(
            _("%(one)s and %(other)s go together.", one="--event", other="--nickname")
        )
    now, networks, pictures, erased = clock.now(), 0, 0, NOTHING_ERASED
    if code is not None and nickname is not None:
        forgotten = {code: forget_player(get_event(code).id, nickname, now, CONSOLE)}
    else:
        forgotten = forget_events(now - days * DAY_MS, now, CONSOLE)
        networks = forget_networks(now - NETWORK_KEPT)
        erased = erase_bin(now)
        pictures = forget_pictures(pictures_in_use(), now - days * DAY_MS, CONSOLE)
    db.session.commit()
    say_forgotten(forgotten)
    say_networks(networks)
    say_erased(erased)
    say_pictures(pictures)


@dataclass(frozen=True, slots=True)
class Erased:
    """What went from the bin for good: the codes of events, how many banks and questions."""

    events: list[str]
    banks: int
    questions: int


NOTHING_ERASED = Erased([], 0, 0)


def erase_bin(now: int) -> Erased:
    """Delete for good what has been in the bin for 30 days; no event while another one is on."""
    before = now - KEPT_MS
    events = erase_old_events(before, now, CONSOLE)
    return Erased(events, *erase_old_banks(before, CONSOLE))


def say_erased(erased: Erased) -> None:
    """What of the bin is gone, if anything."""
    for code in erased.events:
        click.echo(_("%(event)s: deleted for good, after 30 days in the bin.", event=code))
    if erased.banks:
        sentence = ngettext(
            "%(number)s bank of the bin is deleted for good.",
            "%(number)s banks of the bin are deleted for good.",
            erased.banks,
            number=erased.banks,
        )
        click.echo(sentence)
    if erased.questions:
        sentence = ngettext(
            "%(number)s question of the bin is deleted for good.",
            "%(number)s questions of the bin are deleted for good.",
            erased.questions,
            number=erased.questions,
        )
        click.echo(sentence)


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
