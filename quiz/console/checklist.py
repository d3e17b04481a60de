"""What a host looks at before an evening goes on air, as far as the quiz itself knows it."""

from dataclasses import dataclass
from enum import StrEnum

from quiz.audit.models import Subject
from quiz.audit.queries import last_done
from quiz.console.channels import output_lines
from quiz.console.evening import Evening
from quiz.console.hands import hands_view
from quiz.events.facts import ChannelFacts
from quiz.events.outputs import OVERLAY_KIND
from quiz.live.runtime import runtime
from quiz.nodes.rules import ClockVerdict

REHEARSED = ("event.rehearse",)
CHANGED = ("event.edit", "event.reset", "channel.", "show.")


class Freshness(StrEnum):
    """Whether the evening was rehearsed as it is now."""

    NEVER = "never"
    STALE = "stale"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class Checklist:
    """Questions planned, and those of them that cannot be launched; how late each channel is.

    Whether the machines' clocks agree, how many players they carry, whether an overlay asked within
    the last minute, who else has the console open, whether it was rehearsed since the last change.
    """

    planned: int
    stopped: int
    channels: tuple[ChannelFacts, ...]
    clocks_agree: bool
    room: int
    is_full: bool
    sees_overlay: bool
    others: tuple[str, ...]
    rehearsal: Freshness


def checklist(evening: Evening, subject: Subject, staff_id: int) -> Checklist:
    """The list for whoever asks; the record names the evening's event by that subject."""
    return Checklist(
        planned=len(evening.entries),
        stopped=sum(bool(entry.problems) for entry in evening.entries),
        channels=evening.facts.channels,
        clocks_agree=runtime().watch.agreement.verdict is ClockVerdict.AGREED,
        room=evening.room,
        is_full=evening.is_full,
        sees_overlay=any(
            line.kind == OVERLAY_KIND and line.seen_s is not None for line in output_lines(evening)
        ),
        others=hands_view(evening, staff_id).others,
        rehearsal=freshness(last_done(subject, REHEARSED), last_done(subject, CHANGED)),
    )


def freshness(rehearsed_at: int | None, changed_at: int | None) -> Freshness:
    """What follows from when it was last rehearsed and last changed, in ms UTC."""
    if rehearsed_at is None:
        return Freshness.NEVER
    is_stale = changed_at is not None and changed_at > rehearsed_at
    return Freshness.STALE if is_stale else Freshness.FRESH
