"""`quiz links`: where viewers, the host, the studio and the first admin go."""

import sys
from collections.abc import Mapping

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from quiz.accounts.actions.invitations import first_enrolment
from quiz.accounts.queries import active_admins
from quiz.config import Settings
from quiz.database import writing
from quiz.events.models import Event
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.reach import LOOPBACK, address_at

DEMO = "va2020"
# What stands where a secret would.
ASK = "quiz links"
# systemd sets it where the output of what it starts goes into its journal.
JOURNAL = "JOURNAL_STREAM"


@click.command()
@click.argument("code", required=False)
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="The server's port.")
@with_appcontext
def links(code: str | None, port: int) -> None:
    """Print the links of an event, and one to enrol until there is an admin.

    The overlay's and the one to enrol are secret: a new one to enrol is made each time, and the
    one before is worth nothing. Without a code it is the first event that is not over.

    Example: quiz links va2020
    """
    settings: Settings = current_app.config["SETTINGS"]
    base = settings.origin or address_at(settings.listen or LOOPBACK, port)
    event = featured_event() if code is None else get_event(code)
    for line in [*event_links(event, base, secret=True), *enrolment(base, secret=True)]:
        click.echo(line)


def may_show_secrets(environment: Mapping[str, str], *, is_first: bool) -> bool:
    """Whether what is printed is read now and not kept: on a terminal, or at the very first start.

    A first start must give the first admin a link, wherever its output goes; a journal keeps it
    for months and many may read it, so there the machine's owner asks for it.
    """
    if sys.stdout.isatty():
        return True
    return is_first and not environment.get(JOURNAL)


def featured_event() -> Event | None:
    """The first event that is not over, else the demo's, else any; an archived one last."""
    over, other = Event.ended_at.is_not(None), Event.code != DEMO
    ordered = Event.archived, over, other & over, Event.starts_at, Event.id
    return db.session.scalar(select(Event).where(Event.original_id.is_(None)).order_by(*ordered))


def event_links(event: Event | None, base: str, *, secret: bool) -> list[str]:
    """Where viewers, the host and the studio's software go."""
    if event is None:
        return []
    overlay = f"{base}/overlay/{event.code}/{event.overlays[0].secret}"
    return [
        f"viewers: {base}/e/{event.code}",
        f"host: {base}/fr/host/{event.code}",
        f"overlay: {overlay if secret else f'{ASK} {event.code}'}",
    ]


def enrolment(base: str, *, secret: bool) -> list[str]:
    """Where the first admin enrols, until there is one; commits the token that it makes."""
    if not secret:
        return [] if active_admins() else [f"enrol: {ASK}"]
    with writing():
        token = first_enrolment()
        db.session.commit()
    return [] if token is None else [f"enrol: {base}/fr/account/enrol/{token}"]
