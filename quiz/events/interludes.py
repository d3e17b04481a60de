"""What an interlude does to the round that is on when it begins. Pure."""

from enum import StrEnum

from quiz.events.timeline import EventTimes


class InterludeEffect(StrEnum):
    """What an interlude does to the round that is on when it begins."""

    NONE = "none"
    CANCELS = "cancels"
    VOIDS = "voids"


def interlude_effect(times: EventTimes, now: int) -> InterludeEffect:
    """What an interlude at `now` does: a countdown is cancelled, an open question becomes void.

    So does one that is about to open: its interlude begins at that instant. What is closed counts.
    """
    last = times.last
    if last is None or now >= last.closes:
        return InterludeEffect.NONE
    is_counting_down = now <= last.opens - 1_000
    return InterludeEffect.CANCELS if is_counting_down else InterludeEffect.VOIDS
