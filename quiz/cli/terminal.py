"""The terminal's language, for what is said before there is an application, or without one."""

import os
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask

from quiz.app import SPEECH
from quiz.extensions import babel
from quiz.i18n.languages import spoken_by
from quiz.web.language import select_language

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


def speech() -> Flask:
    """An application that has the terminal's language and nothing else: no key, no database."""
    app = Flask("quiz", static_folder=None)
    app.config.from_mapping(SPEECH, TERMINAL=spoken_by(os.environ))
    babel.init_app(app, locale_selector=select_language)
    return app


def in_terminal_language(command: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """Let a command that needs no application speak the terminal's language all the same."""

    @wraps(command)
    def run(*args: Given.args, **named: Given.kwargs) -> Returned:
        with speech().app_context():
            return command(*args, **named)

    return run
