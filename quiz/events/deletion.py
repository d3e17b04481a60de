"""Whether an event may be deleted now. Pure."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.events.rules import is_counting
from quiz.events.timeline import EventTimes

HOUR_MS = 3_600_000
# An evening that nobody ended is over by itself.
EVENING_MS = 12 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is in an event at `now`: how many players, and when the last one joined (ms UTC)."""

    now: int
    players: int
    joined_at: int | None


def refuse_binning(times: EventTimes, presence: Presence) -> LazyString | None:
    """Why the event may not go into the bin now: it is on, or players wait for it."""
    now, last = presence.now, times.last
    if is_counting(last):
        return _l("A round is on. Once it is counted and the event is over, it can be deleted.")
    if times.ended_at is not None:
        return None if now >= times.ended_at else _l("The event is about to end. Please wait.")
    if last is not None and now < last.launched_at + EVENING_MS:
        return _l("The event is on. End it in the console first, then it can be deleted.")
    if presence.joined_at is not None and now < presence.joined_at + HOUR_MS:
        return _l(
            "Players are waiting for this event. It can be deleted an hour after the last of them "
            "joined."
        )
    return None
