"""Which players are meant, and plain statements inside the session's own transaction."""

from sqlalchemy import ColumnElement, and_

from quiz.database import is_sqlite
from quiz.extensions import db
from quiz.game.clusters import Burst, Marks
from quiz.game.models import Player
from quiz.statements import Book


def members(event_id: int, marks: Marks, burst: Burst) -> ColumnElement[bool]:
    """Who belongs to the group."""
    return and_(
        Player.event_id == event_id,
        Player.network_mark == marks.network,
        Player.agent_mark == marks.agent,
        Player.joined_at.between(burst.first, burst.last),
    )


def session_book() -> Book:
    """A book on the session's own connection, inside its transaction."""
    sqlite = is_sqlite(str(db.engine.url))
    connection = db.session.connection().connection.driver_connection
    return Book(connection, sqlite=sqlite, inside=True)
