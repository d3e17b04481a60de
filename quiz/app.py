"""The application, put together."""

import random
from typing import Any

from flask import Flask, g
from flask.json.provider import DefaultJSONProvider

import quiz.accounts.models
import quiz.events.models
import quiz.game.models  # noqa: F401 (these three make every table known)
from quiz import database
from quiz.clock import boot_id, clock
from quiz.config import ROOT, Settings, from_environment, read_secret
from quiz.extensions import babel, csrf, db, migrate


class Readable(DefaultJSONProvider):
    """JSON with its Chinese and its accents as they are."""

    ensure_ascii = False


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """An application with its database, languages and screens; `overrides` are config keys."""
    settings = settings or from_environment()
    app = Flask("quiz", instance_path=str(settings.instance))
    app.json = Readable(app)
    app.config.from_mapping(configuration(settings, overrides))
    clock.take_over(settings.clock_file, boot_id())
    register_extensions(app)
    return app


def configuration(settings: Settings, overrides: dict[str, Any]) -> dict[str, Any]:
    """The application's config; a secret key among the overrides spares its file."""
    url = overrides.get("SQLALCHEMY_DATABASE_URI", settings.database_url)
    return {
        "SECRET_KEY": overrides.get("SECRET_KEY") or read_secret(settings.secret_file),
        "SETTINGS": settings,
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": database.engine_options(url),
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "CAPACITY": settings.capacity,
        "JOINS_PER_MINUTE": settings.joins_per_minute,
        "RANDOM": random.SystemRandom(),
        **overrides,
    }


def register_extensions(app: Flask) -> None:
    """Bind the bare instances of `quiz.extensions` to `app`."""
    db.init_app(app)
    with app.app_context():
        database.listen(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    babel.init_app(app, locale_selector=lambda: g.get("language"))
    csrf.init_app(app)
