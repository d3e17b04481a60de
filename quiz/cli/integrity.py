"""`quiz integrity`: whether every score follows from the answers."""

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _
from sqlalchemy import select

from quiz.events.models import Event
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.integrity.check import counted_answers, database_differences, event_differences


@click.command()
@click.argument("code", required=False)
@with_appcontext
def integrity(code: str | None) -> None:
    """Count everything again from the stored answers and compare, for CODE or for every event.

    Says each difference in a sentence; exit code 1 if there is any. Changes nothing.

    Example: quiz integrity va2020
    """
    events = [get_event(code)] if code else db.session.scalars(select(Event).order_by(Event.code))
    found = 0
    for event in list(events):
        before = found
        for sentence in event_differences(event.id):
            found += 1
            click.echo(str(sentence))
        if found == before:
            click.echo(agreement_line(event))
    for sentence in database_differences():
        found += 1
        click.echo(str(sentence))
    if found:
        raise click.exceptions.Exit(1)


def agreement_line(event: Event) -> str:
    """That nothing is wrong with an event, which may be the rehearsal of one."""
    answers = counted_answers(event.id)
    if event.is_rehearsal:
        own: str = _(
            "%(event)s, a rehearsal: every score follows from its %(answers)s answers.",
            event=event.code,
            answers=answers,
        )
        return own
    sentence: str = _(
        "%(event)s: every score follows from its %(answers)s answers.",
        event=event.code,
        answers=answers,
    )
    return sentence
