"""`quiz rehearse`: a crowd that plays along through HTTP, and what came back."""

import asyncio
from collections.abc import Iterator

import click
from flask.cli import ScriptInfo, with_appcontext
from flask_babel import format_decimal
from flask_babel import gettext as _
from sqlalchemy import select

from quiz.cli.rehearsal.crowd import SimulatedCrowd
from quiz.cli.rehearsal.life import crowd_line
from quiz.cli.rehearsal.report import Report
from quiz.cli.rehearsal.twin import event_here, rehearsed_event
from quiz.cli.serve import raise_file_limit
from quiz.events.models import Round
from quiz.events.pace import players_for
from quiz.extensions import db
from quiz.game.integrity.check import event_differences
from quiz.game.models import Answer
from quiz.i18n.folding import fold_code
from quiz.live.runtime import runtime
from quiz.simulation.rules import HALF, PACES, USUAL, CrowdManner

ENOUGH_S = (10, 20, 30)


@click.command()
@click.argument("code")
@click.option("--players", default=300, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="Where it is.")
@click.option("--stage", is_flag=True, help="Launch, reveal and show boards too.")
@click.option(
    "--rounds", default=3, show_default=True, type=click.IntRange(1), help="With --stage."
)
@click.option(
    "--chinese",
    default=HALF,
    show_default=True,
    type=click.IntRange(0, 100),
    help="Per cent who play in Chinese; the others play in French.",
)
@click.option(
    "--pace", default=USUAL, show_default=True, type=click.Choice([*PACES]), help="To answer."
)
@click.option(
    "--here", "on_itself", is_flag=True, help="On the event itself, for load; what is played stays."
)
@click.option("--crowd", "key", default="", hidden=True, help="The crowd that a console called.")
@click.pass_context
@with_appcontext
def rehearse(
    context: click.Context,
    code: str,
    players: int,
    url: str,
    stage: bool,
    rounds: int,
    chinese: int,
    pace: str,
    on_itself: bool,
    key: str,
) -> None:
    """Let a crowd rehearse the event CODE, in both languages and on every channel.

    It plays in the event's rehearsal, of which nothing is left: in the one that was begun on the
    console, or else in one of its own. Without --stage it follows what you launch there until it
    is over, Ctrl-C, or the console sends it away. Exit code 1 if a promise was broken: an answer
    lost, counted twice, a rank that cannot be.

    Example: quiz rehearse va2020 --players 300 --stage --rounds 2
    """
    raise_file_limit()
    app = context.ensure_object(ScriptInfo).load_app()
    with rehearsed_event(fold_code(code), on_itself=on_itself, say=click.echo) as place:
        manner, report = CrowdManner(chinese, pace), Report()
        crowd = SimulatedCrowd(url, place, players, report, manner)
        with crowd_line(app, place, players, manner, key) as line:
            asyncio.run(crowd.play(app, rounds if stage else 0, line))
        conclude(crowd, report, players)


def conclude(crowd: SimulatedCrowd, report: Report, players: int) -> None:
    """Say what came back, and leave with 1 if a promise was broken."""
    for line in report.lines(players):
        click.echo(line)
    if event_here(crowd.key) is not None:
        click.echo(carried_line(runtime().capacity()))
    broken = [*report.promises(), *database_faults(report, crowd.key)]
    for sentence in broken:
        # What a server's log keeps of a crowd that a console has sent in.
        click.echo(sentence, err=True)
    if broken:
        raise click.exceptions.Exit(1)
    click.echo(_("Every promise was kept."))


def carried_line(capacity: int) -> str:
    """Up to how many players the machines carry in how many seconds, by what they measured."""
    ten, twenty, thirty = (format_decimal(players_for(s, capacity)) for s in ENOUGH_S)
    sentence: str = _(
        "On these machines %(ten)s players can answer within 10 s, %(twenty)s within 20 s, "
        "%(thirty)s within 30 s.",
        ten=ten,
        twenty=twenty,
        thirty=thirty,
    )
    return sentence


def database_faults(report: Report, key: str) -> Iterator[str]:
    """Where the event is in this machine's database too: acknowledged is stored, sums are right."""
    event = event_here(key)
    if event is None:
        return
    ours = {player for _number, player in report.kept.keys() | report.refused}
    rows = db.session.execute(
        select(Round.number, Answer.player_id, Answer.value)
        .join(Round, Round.id == Answer.round_id)
        .where(Round.event_id == event.id)
    )
    stored = {(row.number, row.player_id): row.value for row in rows if row.player_id in ours}
    yield from report.check_stored(stored)
    yield from (str(sentence) for sentence in event_differences(event.id))
