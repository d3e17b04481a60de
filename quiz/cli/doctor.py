"""`quiz doctor`: what must be mended on this machine, in plain sentences."""

from collections.abc import Callable, Iterator

import click
from flask_babel import gettext as _

from quiz.cli.checks.data import look_at_database
from quiz.cli.checks.finding import Finding
from quiz.cli.checks.machine import look_at_address, look_at_network, look_at_room
from quiz.cli.checks.program import look_at_catalogues, look_at_python, look_at_secret
from quiz.cli.terminal import in_terminal_language
from quiz.config import Settings, from_environment

LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    look_at_python,
    look_at_secret,
    look_at_database,
    look_at_room,
    look_at_network,
    look_at_address,
    look_at_catalogues,
)


@click.command()
@in_terminal_language
def doctor() -> None:
    """Say what is well on this machine and what must be mended; exit code 1 if anything must.

    Example: quiz doctor
    """
    settings = from_environment()
    findings = [finding for look in LOOKS for finding in look(settings)]
    for finding in findings:
        verdict = _("well") if finding.well else _("MEND")
        click.echo(f"{verdict}  {finding.sentence}")
    if not all(finding.well for finding in findings):
        raise click.exceptions.Exit(1)
