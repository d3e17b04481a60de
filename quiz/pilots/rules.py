"""What an auto-pilot does next, and when: worked out of the timeline, never remembered. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from quiz.events.rules import Step
from quiz.events.timeline import ANSWER_MS, BOARD_MS, STAMP_MS, EventTimes, RoundTimes

# More than so late, it stops and says so: what it would do now, nobody expects any more.
LATE_MS = 5_000
# Whoever hands the event over, or back, sees what will happen before it does.
SETTLING_MS = 5_000
SHORTEST_ANSWER_S = ANSWER_MS // 1_000
SHORTEST_TALK_S = BOARD_MS // 1_000
LONGEST_S = 3_600
# An hour that was over so long before the timetable was made is meant for the day after.
PAST_MS = 6 * 3_600_000


class PilotPause(StrEnum):
    """Why an auto-pilot does not lead: it does, somebody took over, and so on."""

    NONE = ""
    TAKEN_OVER = "taken-over"
    LATE = "late"
    REFUSED = "refused"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Timetable:
    """How long an answer and a board stay, in seconds; whether the event `ends` after the last."""

    answer_s: int = 15
    talk_s: int = 60
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """Whether a question is planned, and its own studio instant (ms UTC), if it has one."""

    is_there: bool
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A step, the round that it is meant for, and the studio instant at which it takes effect.

    One that is not `firm` waits for a count: its instant (ms UTC) is a guess.
    """

    step: Step
    number: int
    at: int
    firm: bool = True

    def is_due(self, now: int) -> bool:
        """Whether it is taken now, so that every process knows it in time."""
        return self.firm and now >= self.at - STAMP_MS

    def is_late(self, now: int) -> bool:
        """Whether its instant has passed unused."""
        return self.firm and now > self.at - STAMP_MS + LATE_MS


def next_due(
    times: EventTimes, timetable: Timetable, planned: Planned, engaged_at: int
) -> Due | None:
    """What an auto-pilot that was engaged then (ms UTC) does next; None if nothing is left."""
    if times.ended_at is not None:
        return None
    due = _next(times.last, timetable, planned, engaged_at)
    if due is None:
        return None
    return Due(due.step, due.number, max(due.at, engaged_at + SETTLING_MS), due.firm)


def _next(
    last: RoundTimes | None, timetable: Timetable, planned: Planned, engaged_at: int
) -> Due | None:
    talk_ms = timetable.talk_s * 1_000
    if last is None:
        at = engaged_at + talk_ms if planned.hour is None else planned.hour
        return Due(Step.LAUNCH, 1, at) if planned.is_there else None
    if not last.is_void and last.reveal_click_at is None:
        return Due(Step.REVEAL, last.number, last.closes)
    if not last.is_void and last.board_click_at is None:
        return _after(last, last.reveal, Step.BOARD, last.number, timetable.answer_s * 1_000)
    through = last.reveal if last.is_void else last.board
    if not planned.is_there or _breaks_ties(last):
        return _after(last, through, Step.END, last.number, talk_ms) if timetable.ends else None
    due = _after(last, through, Step.LAUNCH, last.number + 1, talk_ms)
    return due if planned.hour is None else _at_its_hour(due, planned.hour, talk_ms)


def _after(last: RoundTimes, seen_at: int | None, step: Step, number: int, stays_ms: int) -> Due:
    """The step after what is seen for so long; before the count, what may be expected."""
    counted = last.shuts + STAMP_MS
    at = counted if seen_at is None else seen_at
    return Due(step, number, at + stays_ms, seen_at is not None)


def _at_its_hour(due: Due, hour: int, talk_ms: int) -> Due:
    """A question with an hour of its own waits for no talk, only for the board to be seen."""
    earliest = due.at - talk_ms + BOARD_MS
    return Due(due.step, due.number, max(hour, earliest), due.firm)


def _breaks_ties(last: RoundTimes) -> bool:
    """After a tie-break nothing is launched by itself."""
    return last.tie_break and not last.is_void


def launch_hour(clock_time: time, time_zone: str, now: int) -> int:
    """The instant (ms UTC) that a clock on that zone's wall means: of today, or else of tomorrow.

    What is over for some hours by `now` is meant for tomorrow.
    """
    zone = ZoneInfo(time_zone)
    today = datetime.fromtimestamp(now / 1_000, UTC).astimezone(zone).date()
    at = _instant(datetime.combine(today, clock_time, zone))
    if at >= now - PAST_MS:
        return at
    return _instant(datetime.combine(today + timedelta(days=1), clock_time, zone))


def _instant(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000)
