"""The application, put together."""

import random
from typing import Any, NoReturn

from flask import Flask, Request, request
from flask.json.provider import DefaultJSONProvider
from jinja2 import StrictUndefined
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect

import quiz.accounts.models
import quiz.capacity.models
import quiz.delays.models
import quiz.events.models
import quiz.game.models
import quiz.glossary.models
import quiz.nodes.models
import quiz.pilots.models
import quiz.simulation.models
import quiz.themes.models  # noqa: F401 (these make every table known)
from quiz import database
from quiz.accounts.passwords import HASHER
from quiz.bounds import LOCATION
from quiz.clock import boot_id, clock
from quiz.config import ROOT, Settings, from_environment, read_secret
from quiz.extensions import babel, csrf, db, migrate
from quiz.live.runtime import make_runtime
from quiz.web.account import contents as account
from quiz.web.admin import contents as admin
from quiz.web.assets import bind_assets
from quiz.web.citing import bind_citing
from quiz.web.crowd.limits import JoinLimit
from quiz.web.drafts import bind_drafts
from quiz.web.failures import bind_failures
from quiz.web.guards import bind_guards
from quiz.web.help import contents as help_
from quiz.web.host import contents as host
from quiz.web.language import bind_language, select_language
from quiz.web.navigation import bind_navigation
from quiz.web.overlay import contents as overlay
from quiz.web.play import contents as play
from quiz.web.prompter import contents as prompter
from quiz.web.recording import bind_recording
from quiz.web.remote import contents as remote
from quiz.web.security import bind_security
from quiz.web.signing import bind_signing
from quiz.web.tap import contents as tap
from quiz.web.values import bind_converters

SCREENS = (
    *(account.SCREEN, admin.SCREEN, host.SCREEN),
    *(overlay.SCREEN, play.SCREEN, prompter.SCREEN, remote.SCREEN, tap.SCREEN, help_.SCREEN),
)


class Application(Flask):
    """A Flask whose log names the page that failed, but no path: links hold secrets."""

    def log_exception(self, exc_info: Any) -> None:
        """Write the trace."""
        self.logger.error("%s failed.", request.endpoint or "A request", exc_info=exc_info)

    def raise_routing_exception(self, request: Request) -> NoReturn:
        """Send nobody to a long address.

        A proxy in front has little room for a head, and takes one that does not fit for our
        failure.
        """
        error = request.routing_exception
        if isinstance(error, RequestRedirect) and len(error.new_url) > LOCATION:
            raise NotFound
        super().raise_routing_exception(request)


class Readable(DefaultJSONProvider):
    """JSON with its Chinese and its accents as they are."""

    ensure_ascii = False


# The program is written in English, which nobody but a terminal is shown.
SPEECH = {
    "BABEL_DEFAULT_LOCALE": "en",
    "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
}


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """An application with its database, languages and screens; `overrides` are config keys."""
    settings = settings or from_environment()
    app = Application("quiz", instance_path=str(settings.instance), static_folder=None)
    app.json = Readable(app)
    app.config.from_mapping(configuration(settings, overrides))
    clock.take_over(settings.clock_file, boot_id())
    register_extensions(app)
    for bind in (
        bind_security,
        bind_converters,
        bind_language,
        bind_citing,
        bind_failures,
        bind_signing,
        bind_recording,
        bind_guards,
        bind_drafts,
        bind_navigation,
        bind_assets,
    ):
        bind(app)
    register_screens(app)
    app.extensions["runtime"] = make_runtime(app)
    app.extensions["joins"] = JoinLimit(settings.joins_per_minute, workers=settings.workers)
    return app


def configuration(settings: Settings, overrides: dict[str, Any]) -> dict[str, Any]:
    """The application's config; a secret key among the overrides spares its file."""
    url = overrides.get("SQLALCHEMY_DATABASE_URI", settings.database_url)
    return {
        "SECRET_KEY": overrides.get("SECRET_KEY") or read_secret(settings.secret_file),
        "SETTINGS": settings,
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": database.engine_options(url),
        **SPEECH,
        "CAPACITY": settings.capacity,
        "JOINS_PER_MINUTE": settings.joins_per_minute,
        "RANDOM": random.SystemRandom(),
        "PASSWORD_HASHER": HASHER,
        **overrides,
    }


def register_extensions(app: Flask) -> None:
    """Bind the bare instances of `quiz.extensions` to `app`."""
    db.init_app(app)
    with app.app_context():
        database.listen(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    babel.init_app(app, locale_selector=select_language)
    csrf.init_app(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def register_screens(app: Flask) -> None:
    """Open the pages of every screen."""
    for screen in SCREENS:
        app.register_blueprint(screen)
