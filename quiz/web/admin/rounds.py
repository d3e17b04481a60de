"""What was answered in each round, and what staff did to the event."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from quiz.accounts.models import AuditEntry
from quiz.accounts.queries import entries_about
from quiz.accounts.roles import ADMIN
from quiz.bank.kinds.registry import KINDS
from quiz.events.queries import get_event
from quiz.leaderboard.queries.rounds import list_rounds
from quiz.web.admin.blueprint import admin
from quiz.web.guards import role

ACTS = {
    "event.make": _l("Made the event"),
    "event.edit": _l("Changed the event"),
    "event.launch": _l("Launched a round"),
    "event.cancel": _l("Cancelled a countdown"),
    "event.close": _l("Closed a round early"),
    "event.reveal": _l("Revealed the answer"),
    "event.board": _l("Showed the leaderboard"),
    "event.void": _l("Made a round void"),
    "event.interlude": _l("Began an interlude"),
    "event.resume": _l("Ended the interlude"),
    "event.end": _l("Ended the event"),
    "channel.put": _l("Added or changed a channel"),
    "channel.remove": _l("Removed a channel"),
    "overlay.replace": _l("Replaced the overlay's link"),
    "show.plan": _l("Added questions to the run of show"),
    "show.unplan": _l("Took a question out of the run of show"),
    "show.move": _l("Moved a question in the run of show"),
    "ranking.close": _l("Closed the ranking to newcomers"),
    "ranking.open": _l("Opened the ranking to newcomers"),
    "player.ban": _l("Banned a player"),
    "player.forget": _l("Forgot players"),
    "player.unban": _l("Let a player in again"),
}


@admin.get("/events/<code>/rounds")
@role(ADMIN)
def rounds(code: str) -> ResponseReturnValue:
    """Each launched round in numbers."""
    event = get_event(code)
    return render_template(
        "admin/rounds.html", event=event, rounds=list_rounds(event.id), kinds=KINDS
    )


@admin.get("/events/<code>/record")
@role(ADMIN)
def record(code: str) -> ResponseReturnValue:
    """What staff did to the event, the newest first."""
    event = get_event(code)
    entries = [(entry, act_of(entry)) for entry in entries_about(f"event {event.code}")]
    return render_template("admin/record.html", event=event, entries=entries)


def act_of(entry: AuditEntry) -> object:
    """What was done, in words where we have them."""
    return ACTS.get(entry.act, entry.act)
