"""Runs the versions on the application's database: in one transaction, one process at a time.

A new one: change the models, then `make migration NAME="Add a column"`; read it, mend it.
"""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy.types import TypeDecorator

LOCK = 0xCE1AD0


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """A column type of ours as the plain type that stores it, so versions need nothing of ours."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    if not isinstance(item.impl, sa.JSON):
        raise TypeError(f"Say in migrations/env.py how {item!r} is written.")
    return "sa.JSON(none_as_null=True)"


def run() -> None:
    """Bring the database to the asked version, or leave it as it was."""
    with current_app.extensions["migrate"].db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            run_on_sqlite(connection)
        else:
            run_on_postgresql(connection)


def run_on_sqlite(connection: sa.Connection) -> None:
    """Batch mode replaces a table by its copy, so foreign keys rest, and are checked at the end.

    With them on, dropping the old table would delete all that refers to it. The setting takes
    effect outside a transaction only.
    """
    plain: Any = connection.connection.dbapi_connection
    plain.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            run_versions(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"Rows refer to what is gone: {broken[:10]}")
    finally:
        plain.execute("PRAGMA foreign_keys = ON")


def run_on_postgresql(connection: sa.Connection) -> None:
    """Two machines that start at once wait for one another."""
    with connection.begin():
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        run_versions(connection)


def run_versions(connection: sa.Connection) -> None:
    """Run what is missing on a connection that has begun."""
    migrate = current_app.extensions["migrate"]
    context.configure(
        connection=connection,
        target_metadata=migrate.db.metadata,
        render_item=render_item,
        **migrate.configure_args,
    )
    context.run_migrations()


run()
