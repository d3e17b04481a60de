"""`quiz stage`: the host's steps without a browser, for scripts and for the night it dies."""

from collections.abc import Iterator

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from quiz.audit.actions import CONSOLE
from quiz.console.channels import coming_moment
from quiz.console.evening import Evening, read_evening
from quiz.console.steps import done_sentence, offer
from quiz.database import writing
from quiz.errors import Conflict
from quiz.events.clicks import PLAIN, Click, VoidReason
from quiz.events.queries import event_times, get_event
from quiz.events.rules import Step
from quiz.events.timeline import OVERLAY, Moment, current
from quiz.extensions import db
from quiz.game.actions.steps import play_step
from quiz.live.runtime import runtime, surroundings_of
from quiz.pilots.queries import PilotFacts

STATUS = "status"


@click.command()
@click.argument("code")
@click.argument("step", type=click.Choice([*(str(step) for step in Step), STATUS]))
@click.option(
    "--round",
    "number",
    type=click.IntRange(min=1),
    help="The round that is meant: to void, or so that a repeated launch is none.",
)
@click.option(
    "--closes-at",
    type=click.IntRange(min=0),
    help="To extend: the close that was seen (ms UTC), so that a repeated extension is none.",
)
@click.option(
    "--reason",
    type=click.Choice([str(reason) for reason in VoidReason if reason]),
    help="To void: why, as viewers read it.",
)
@click.option(
    "--tie-break",
    is_flag=True,
    help="To launch: a number that brings no points and divides those of one score.",
)
@with_appcontext
def stage(
    code: str,
    step: str,
    number: int | None,
    closes_at: int | None,
    reason: str | None,
    tie_break: bool,
) -> None:
    """Take a step of the event CODE, or say how it stands.

    Exit code 0 if it is done, or was done already; 1, with the reason, if it is not possible now.

    Example: quiz stage va2020 launch --round 3
    """
    if step == STATUS:
        for line in status_lines(read_evening(code)):
            click.echo(line)
        return
    wish = Click(number, closes_at, VoidReason(reason or ""), tie_break)
    click.echo(stage_step(code, Step(step), wish))
    # Where no server runs, nobody else would count a round again.
    runtime().mending.run_once()


@writing()
def stage_step(code: str, step: Step, wish: Click = PLAIN) -> str:
    """Take the step and commit; what became of it, or Conflict with the reason."""
    event = get_event(code)
    answered = play_step(event.id, step, surroundings_of(event.id, CONSOLE), wish)
    if not answered.possible:
        raise Conflict(answered.reason)
    db.session.commit()
    return done_sentence(step, answered, event_times(event), wish.number)


def status_lines(evening: Evening) -> Iterator[str]:
    """How the event stands: the studio, every channel, the steps that are possible."""
    numbers = evening.numbers
    yield _(
        "Players: %(players)s. Answers: %(answers)s. Questions planned: %(planned)s.",
        players=numbers.all_players,
        answers=numbers.all_answers,
        planned=len(evening.entries),
    )
    yield _line(_("studio"), evening, OVERLAY)
    for channel in evening.facts.channels:
        yield _line(channel.name, evening, channel.id)
    if evening.pilot is not None:
        yield _pilot_line(evening.pilot, evening.now)
    possible = [str(step) for step, view in offer(evening).items() if view.possible]
    yield _("Possible now: %(steps)s.", steps=", ".join(possible) or "-")


def _pilot_line(pilot: PilotFacts, now: int) -> str:
    if pilot.leads and pilot.due is not None:
        seconds = -(-(pilot.due.at - now) // 1000)
        step = pilot.due.step
        return str(_("Auto-pilot: %(step)s in %(seconds)s s.", step=step, seconds=seconds))
    return str(_("Auto-pilot: paused."))


def _line(name: str, evening: Evening, channel_id: int) -> str:
    now = current(evening.screens, channel_id, evening.now)
    coming = coming_moment(evening.screens, channel_id, evening.now)
    if coming is None:
        return f"{name}: {_sight(now)}"
    seconds = -(-(coming.seen(channel_id) - evening.now) // 1000)
    soon = _("in %(seconds)s s %(sight)s", seconds=seconds, sight=_sight(coming))
    return f"{name}: {_sight(now)}, {soon}"


def _sight(moment: Moment) -> str:
    return str(moment.phase) if moment.round is None else f"{moment.phase} {moment.round.number}"
