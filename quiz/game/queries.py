"""Which players are meant, and plain statements inside the session's own transaction."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, func, select

from quiz.audit.models import AuditEntry
from quiz.database import is_sqlite
from quiz.errors import NotFound
from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.clusters import Burst, Marks
from quiz.game.models import MuseumWord, Player
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


def last_join(event_id: int) -> int | None:
    """When somebody last joined the event, in ms UTC, if anybody did."""
    joined = select(func.max(Player.joined_at)).where(Player.event_id == event_id)
    return db.session.scalar(joined)


def unseen_names(event_id: int, limit: int) -> list[tuple[int, str, bool]]:
    """Of players whose name no host has read: number, name, doubt; doubtful ones, then the oldest.

    As many as asked for and no more are looked at, however large the crowd.
    """
    found: list[tuple[int, str, bool]] = []
    for doubtful in (True, False):
        rows = (
            select(Player.id, Player.nickname)
            .where(
                Player.event_id == event_id,
                Player.is_doubtful.is_(doubtful),
                Player.unseen_since.is_not(None),
            )
            .order_by(Player.unseen_since)
            .limit(limit - len(found))
        )
        found += [(row.id, row.nickname, doubtful) for row in db.session.execute(rows)]
    return found


def get_player(event_id: int, player_id: int) -> Player:
    """A player of that event who has a name; NotFound if there is none."""
    player = db.session.get(Player, player_id)
    if player is None or player.event_id != event_id or player.nickname is None:
        raise NotFound(_l("There is no such player."))
    return player


def judged_players(event: Event, limit: int) -> list[Player]:
    """Whose name was changed, or who was sent away, by staff: the last ones, the newest first.

    Read from the record, which has a line for each; who was forgotten since is left out.
    """
    entries = select(AuditEntry.details).where(
        AuditEntry.event_key == event.key,
        AuditEntry.act.in_(("player.hide", "player.rename", "player.ban")),
    )
    newest = entries.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(2 * limit)
    numbers = [int(details["player"], 16) for details in db.session.scalars(newest)]
    ids = list(dict.fromkeys(numbers))[:limit]
    named = Player.event_id == event.id, Player.nickname.is_not(None)
    found = {p.id: p for p in db.session.scalars(select(Player).where(Player.id.in_(ids), *named))}
    return [found[player_id] for player_id in ids if player_id in found]


def museum_words() -> tuple[str, ...]:
    """The words that the museum does not take in nicknames, the oldest first."""
    return tuple(db.session.scalars(select(MuseumWord.text).order_by(MuseumWord.id)))


def list_museum_words() -> Sequence[MuseumWord]:
    """The same with who added them, in the order of their letters."""
    return db.session.scalars(select(MuseumWord).order_by(MuseumWord.folded)).all()


def find_museum_word(folded: str) -> MuseumWord | None:
    """The word of that folding, if it is on the list."""
    return db.session.scalar(select(MuseumWord).where(MuseumWord.folded == folded))
