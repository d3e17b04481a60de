"""The one way into the record: an action that does something for staff keeps it with this."""

from typing import Any

from sqlalchemy import CursorResult, delete, update

from quiz.audit.models import AuditEntry, Subject, to_subject
from quiz.clock import clock
from quiz.extensions import db

# Whoever works on the server's command line.
CONSOLE = "console"
# Somebody who is not signed in.
STRANGER = "stranger"
# A player, whom the record does not name.
PLAYER = "player"
# What leads an event that has no host.
PILOT = "auto-pilot"
# So begins the name of a phone that is a remote; whose it is follows.
REMOTE = "remote: "
# Under this name a session knows from which network its changes are asked for.
NETWORK = "network"


def record(
    actor: str, act: str, subject: str | Subject, details: dict[str, Any] | None = None
) -> AuditEntry:
    """Keep for ever that `actor` did `act` to `subject`: an event's own, "bank 3", "staff 3".

    `actor` is an e-mail address, CONSOLE, PILOT or STRANGER. The network is kept for some
    weeks; the edge says it to the session.
    """
    words, event_key = to_subject(subject)
    entry = AuditEntry(
        at=clock.now(),
        actor=actor,
        act=act,
        subject=words,
        event_key=event_key,
        details=details or {},
        network=db.session.info.get(NETWORK),
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def forget_record(event_key: str) -> None:
    """Keep nothing of what was done to an event that was a rehearsal, and is gone."""
    db.session.execute(delete(AuditEntry).where(AuditEntry.event_key == event_key))


def carry_record(event_key: str, new_key: str) -> None:
    """Keep what was done to an event that begins anew, under the key that it has from now on."""
    about = AuditEntry.event_key == event_key
    db.session.execute(update(AuditEntry).where(about).values(event_key=new_key))


def forget_networks(before: int) -> int:
    """Forget from where was done what was done before that instant (ms); how much that was."""
    result: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]  # An update gives a cursor.
        update(AuditEntry)
        .where(AuditEntry.at < before, AuditEntry.network.is_not(None))
        .values(network=None)
    )
    return result.rowcount
