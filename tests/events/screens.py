"""A round of twenty seconds on channels of 0, 3 and 12 s, and what they show."""

from dataclasses import replace

from quiz.events.timeline import EventTimes, RoundTimes, current, following, moments

DELAYS = {1: 0, 2: 3_000, 3: 12_000}
ROUND = RoundTimes(
    id=7,
    number=1,
    launched_at=100_000,
    lead_ms=5_000,
    seconds=20,
    plateau_ms=6_000,
    delays=DELAYS,
)
PLAYED = replace(
    ROUND, shut_at=140_100, counted_at=140_700, reveal_click_at=130_000, board_click_at=150_000
)


def phases(times: EventTimes, channel_id: int, *instants: int) -> list[str]:
    """The phase that the channel sees at each of these instants."""
    screens = moments(times)
    return [str(current(screens, channel_id, instant).phase) for instant in instants]


def next_of(times: EventTimes, channel_id: int, now: int) -> tuple[str, int] | None:
    """The next other screen of the channel and its instant there, if it is known."""
    coming = following(moments(times), channel_id, now)
    return None if coming is None else (str(coming.phase), coming.seen(channel_id))
