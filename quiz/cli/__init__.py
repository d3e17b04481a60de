"""The command line: `quiz`, one file a command.

A command that needs the database takes its application from `flask.cli.with_appcontext`; one that
writes is also decorated with `@quiz.database.writing()`, and commits once, at its end.
"""

from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo

from quiz.app import create_app
from quiz.cli.doctor import doctor
from quiz.cli.serve import serve
from quiz.config import from_environment, make_secret
from quiz.errors import QuizError


class Commands(click.Group):
    """Commands whose refusals are one sentence and exit code 1, as in the browser."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except QuizError as error:
            raise click.ClickException(str(error)) from error


def load_app() -> Flask:
    """The application for a command; the first command on a machine makes the secret key."""
    settings = from_environment()
    make_secret(settings.secret_file)
    return create_app(settings)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="celadon", message="%(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Céladon, a live quiz in French and Chinese.

    Example: quiz serve --port 8000
    """
    if not isinstance(ctx.obj, ScriptInfo):
        ctx.obj = ScriptInfo(create_app=load_app, set_debug_flag=False)


main.add_command(doctor)
main.add_command(serve)
