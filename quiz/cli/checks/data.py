"""Whether the database will do: sound, reachable, up to date."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import make_url

from quiz import database
from quiz.cli.checks.clocks import QUESTIONS, clock_readings, look_at_clocks
from quiz.cli.checks.finding import Finding
from quiz.cli.checks.storage import look_at_medium, look_at_server
from quiz.config import ROOT, Settings

# How a question names a picture: by its key, as `bank.rules` spells it.
NO_PICTURE = """
SELECT count(*) FROM question WHERE binned_at IS NULL AND (
image <> '' AND image NOT IN (SELECT key || '.jpg' FROM picture)
OR object_picture <> '' AND object_picture NOT IN (SELECT key || '.jpg' FROM picture))
"""


def look_at_database(settings: Settings) -> Iterator[Finding]:
    """Whether the database is sound, reachable, up to date, and of one mind about the time."""
    url = settings.database_url
    if database.is_sqlite(url):
        version = database.sqlite.sqlite_version
        sound = database.is_sound(database.sqlite.sqlite_version_info)
        sentence = _("SQLite %(version)s; 3.51.3 and newer lose nothing.", version=version)
        yield Finding(sound, sentence)
        if not sound:
            return
    try:
        connection = database.connect_raw(url, existing=True)
    except Exception as error:  # noqa: BLE001 (each driver has its own; all mean the same here)
        reason = str(error).strip()
        yield Finding(False, _("The database cannot be reached: %(reason)s", reason=reason))
        return
    try:
        yield Finding(True, _("The database answers."))
        schema = look_at_schema(connection)
        yield schema
        if schema.well:
            yield look_at_pictures(connection)
        asked = QUESTIONS[database.is_sqlite(url)]
        yield from look_at_clocks(clock_readings(connection, asked, settings, schema.well))
        if database.is_sqlite(url):
            yield look_at_medium(Path(str(make_url(url).database)))
        else:
            yield from look_at_server(connection)
    finally:
        connection.close()


def look_at_schema(connection: Any) -> Finding:
    """Whether the newest migration ran."""
    newest = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except Exception:  # noqa: BLE001 (each driver has its own; all mean: no such table)
        row = None
    current = row[0] if row else "empty"
    sentence = _(
        "The database is at version %(current)s, the program at %(newest)s; "
        "quiz serve brings it up.",
        current=current,
        newest=newest,
    )
    return Finding(current == newest, sentence)


def look_at_pictures(connection: Any) -> Finding:
    """How many questions name a picture that is not kept here: nobody will see one."""
    (many,) = connection.execute(NO_PICTURE).fetchone()
    if not many:
        return Finding(True, _("Every picture that a question names is here."))
    sentence = ngettext(
        "%(num)d question names a picture that is not here; it is played without one.",
        "%(num)d questions name pictures that are not here; they are played without any.",
        many,
    )
    return Finding(True, sentence)
