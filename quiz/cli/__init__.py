"""The command line: `quiz`, one file a command.

A command that needs the database takes its application from `flask.cli.with_appcontext`; one that
writes is also decorated with `@quiz.database.writing()`, and commits once, at its end. One that
needs no application is `spoken`.
"""

import os
from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo
from flask_migrate import upgrade
from sqlalchemy import inspect

from quiz.app import create_app
from quiz.cli.backup import backup
from quiz.cli.bank import bank_group
from quiz.cli.demo import demo
from quiz.cli.doctor import doctor
from quiz.cli.integrity import integrity
from quiz.cli.links import links
from quiz.cli.purge import purge
from quiz.cli.rehearse import rehearse
from quiz.cli.reset import reset
from quiz.cli.restore import restore_command
from quiz.cli.serve import serve
from quiz.cli.staff import staff_group
from quiz.cli.stage import stage
from quiz.cli.terminal import speech
from quiz.clock import clock
from quiz.config import from_environment, make_folder, make_secret
from quiz.database import writing
from quiz.errors import QuizError
from quiz.extensions import db
from quiz.i18n.languages import spoken_by
from quiz.nodes.actions import begin_time
from quiz.nodes.models import Node


class Commands(click.Group):
    """Commands whose refusals are one sentence and exit code 1, as in the browser."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except QuizError as error:
            with speech().app_context():
                raise click.ClickException(str(error)) from error


def load_app() -> Flask:
    """The application for a command; the first one makes the secret key and the tables.

    Later versions of the tables come with `quiz serve`, never by the way.
    """
    settings = from_environment()
    make_folder(settings.instance)
    make_secret(settings.secret_file)
    app = create_app(settings, TERMINAL=spoken_by(os.environ))
    with app.app_context():
        if not inspect(db.engine).get_table_names():
            with writing():
                upgrade()
        # A database of before has no nodes, and the command no time of theirs.
        if inspect(db.engine).has_table(Node.__tablename__):
            begin_time(clock)
    return app


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="celadon", message="%(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Céladon, a live quiz in French and Chinese.

    Example: quiz serve --port 8000
    """
    if not isinstance(ctx.obj, ScriptInfo):
        ctx.obj = ScriptInfo(create_app=load_app, set_debug_flag=False)


for command in (
    backup,
    bank_group,
    demo,
    doctor,
    integrity,
    links,
    purge,
    rehearse,
    reset,
    restore_command,
    serve,
    staff_group,
    stage,
):
    main.add_command(command)
