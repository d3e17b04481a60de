"""When what was clicked begins: the answer and the board that are on are seen first. Pure."""

from collections.abc import Mapping, Sequence

from quiz.events.timeline import ANSWER_MS, BOARD_MS, Pause, RoundTimes


def start_after(
    last: RoundTimes | None, stamp: int, delays: Mapping[int, int], pauses: Sequence[Pause] = ()
) -> int:
    """The studio instant at which what was clicked for `stamp` begins: what is on is seen first.

    `delays` are those that it will have: where a channel's is shorter by now than in the last
    round, it waits for the difference too, so that no viewer misses an answer. An interlude among
    `pauses` that is on ends at `stamp`.
    """
    if last is None:
        return stamp
    sooner = (last.delay(channel_id) - delay for channel_id, delay in delays.items())
    return max(stamp, _seen_through(last, stamp, pauses) + max(0, *sooner))


def _seen_through(last: RoundTimes, stamp: int, pauses: Sequence[Pause]) -> int:
    """The first studio instant at which its answer and its board have been on screen enough."""
    screens = [(last.answer_shown, ANSWER_MS), (last.board, BOARD_MS)]
    ends = [_uncovered(at, stamp, pauses) + stays for at, stays in screens if at is not None]
    return max(last.closes, *ends, 0)


def _uncovered(instant: int, stamp: int, pauses: Sequence[Pause]) -> int:
    """The first instant from `instant` on that no interlude covers."""
    for pause in pauses:
        ends = stamp if pause.resumed_at is None else pause.resumed_at
        if pause.started_at <= instant < ends:
            instant = ends
    return instant
