"""Phones as remotes: let in by a key that is good once, thrown out by another secret."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, delete

from quiz.accounts.rules import hash_of
from quiz.audit.actions import REMOTE, record
from quiz.errors import NotFound
from quiz.events.actions.outputs import new_secret
from quiz.events.actions.steps import lock_event
from quiz.events.models import Output, RemoteKey
from quiz.events.outputs import REMOTE_KEY_LASTS, REMOTE_KIND
from quiz.extensions import db


@dataclass(frozen=True, slots=True)
class RemoteInvitation:
    """What a phone scans: the remote's secret, and the key that lets it in until then (ms UTC)."""

    secret: str
    key: str
    expires_at: int


def invite_remote(event_id: int, owner: str, now: int, actor: str) -> RemoteInvitation:
    """A key for one phone; the first one makes the event's remote, called after its `owner`."""
    event = lock_event(event_id)
    output = next((output for output in event.outputs if output.kind == REMOTE_KIND), None)
    if output is None:
        output = Output(kind=REMOTE_KIND, secret=new_secret(), name=owner[:80])
        event.outputs.append(output)
        event.version += 1
        db.session.flush()
    _forget(RemoteKey.expires_at <= now)
    key, until = new_secret(), now + REMOTE_KEY_LASTS
    db.session.add(RemoteKey(output_id=output.id, key_hash=hash_of(key), expires_at=until))
    db.session.flush()
    record(actor, "remote.invite", event.subject)
    return RemoteInvitation(output.secret, key, until)


def let_remote_in(event_id: int, output_id: int, key: str, now: int) -> None:
    """Use the key up; NotFound if it was used, is too old, or is another remote's."""
    event = lock_event(event_id)
    output = next((output for output in event.outputs if output.id == output_id), None)
    good = (
        RemoteKey.output_id == output_id,
        RemoteKey.key_hash == hash_of(key),
        RemoteKey.expires_at > now,
    )
    if output is None or not _forget(*good):
        raise NotFound(_l("This code was used already, or is older than ten minutes."))
    record(remote_actor(output), "remote.enter", event.subject)


def throw_remotes_out(event_id: int, owner: str, actor: str) -> None:
    """Another secret: no phone is a remote of this event any more, and no key that was made."""
    event = lock_event(event_id)
    for output in event.outputs:
        if output.kind == REMOTE_KIND:
            output.secret, output.name = new_secret(), owner[:80]
            _forget(RemoteKey.output_id == output.id)
    event.version += 1
    db.session.flush()
    record(actor, "remote.replace", event.subject, {"version": event.version})


def remote_actor(output: Output) -> str:
    """Under what name the record knows what a phone does."""
    return f"{REMOTE}{output.name}"


def _forget(*conditions: Any) -> int:
    # Of two phones that come with the same key at once, the row lets one pass.
    result: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]  # A delete gives a cursor.
        delete(RemoteKey).where(*conditions)
    )
    return result.rowcount
