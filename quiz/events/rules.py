"""Which step the host may take now, and what a code and a name may look like. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from quiz.events.timeline import SHORTEST_LEAD_MS, EventTimes, RoundTimes

CODE = re.compile(r"[a-z0-9-]{3,32}")
RESERVED_CHANNELS = frozenset({"picture"})
LONGEST_DELAY_MS = 60_000
SPEED_WEIGHTS = {"accuracy": "0", "balanced": "1/5", "fast": "1/2"}


class Step(StrEnum):
    """What a host can do with the live event."""

    LAUNCH = "launch"
    CANCEL = "cancel"
    CLOSE = "close"
    REVEAL = "reveal"
    BOARD = "board"
    VOID = "void"
    INTERLUDE = "interlude"
    RESUME = "resume"
    END = "end"


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a step: `done` now, already there, or refused with a sentence."""

    possible: bool
    already: bool = False
    reason: object = ""


YES = Answered(possible=True)
ALREADY = Answered(possible=True, already=True)


def is_code(text: str) -> bool:
    """Whether `text` may be an event's code or a channel's name."""
    return CODE.fullmatch(text) is not None


def lead_ms(poll_ms: int) -> int:
    """How long the countdown before a question is: every phone must have asked once before."""
    return max(SHORTEST_LEAD_MS, poll_ms + 3_000)


def poll_ms(players: int, capacity: int) -> int:
    """How often a phone asks for the pulse, by the number of players and pulses a second."""
    return min(max(1_000 * players // capacity, 1_000), 15_000)


def spread_ms(players: int, capacity: int) -> int:
    """Over how long phones spread the fetching of a scene."""
    return min(max(250 * players // capacity, 300), 3_000)


def answer_to(step: Step, times: EventTimes, now: int, number: int | None = None) -> Answered:
    """Whether `step` is possible at `now`; `number` names a round (void, or the one expected)."""
    if times.ended_at is not None:
        return ALREADY if step is Step.END else _no(_l("The event is over."))
    return _JUDGES[step](times, now, number)


def is_settled(played: RoundTimes | None) -> bool:
    """Whether another round may be launched after `played`: revealed, or void and counted."""
    return played is None or played.reveal is not None


def is_counting(played: RoundTimes | None) -> bool:
    """Whether `played` is between its launch and its count."""
    return played is not None and played.counted_at is None


def _no(reason: object) -> Answered:
    return Answered(possible=False, reason=reason)


def _launch(times: EventTimes, now: int, number: int | None) -> Answered:
    last = times.last
    if last is not None and (number == last.number or (number is None and now < last.opens)):
        return ALREADY
    if last is None or is_settled(last):
        return YES
    if last.counted_at is None:
        return _no(_l("The round before is not counted yet."))
    return _no(_l("Reveal the answer of the round before first."))


def _cancel(times: EventTimes, now: int, number: int | None) -> Answered:
    latest = times.rounds[-1] if times.rounds else None
    if latest is not None and latest.cancelled_at is not None:
        return ALREADY
    if latest is None or now >= latest.opens:
        return _no(_l("There is no countdown to cancel."))
    if now > latest.opens - 1_000:
        return _no(_l("It is too late to cancel: the question is about to open."))
    return YES


def _close(times: EventTimes, now: int, number: int | None) -> Answered:
    last = times.last
    if last is None:
        return _no(_l("No round was launched yet."))
    if last.close_click_at is not None or last.voided_at is not None or now >= last.closes:
        return ALREADY
    return YES


def _reveal(times: EventTimes, now: int, number: int | None) -> Answered:
    last = times.last
    if last is None or now < last.opens:
        return _no(_l("The question is not open yet."))
    return ALREADY if last.reveal_click_at is not None else YES


def _board(times: EventTimes, now: int, number: int | None) -> Answered:
    last = times.last
    if last is None or (last.reveal_click_at is None and last.voided_at is None):
        return _no(_l("Reveal the answer first."))
    return ALREADY if last.board_click_at is not None else YES


def _void(times: EventTimes, now: int, number: int | None) -> Answered:
    played = find_round(times, number)
    if played is None or now < played.opens:
        return _no(_l("There is no round to void."))
    return ALREADY if played.voided_at is not None else YES


def _interlude(times: EventTimes, now: int, number: int | None) -> Answered:
    if _on_pause(times):
        return ALREADY
    if is_counting(times.last):
        return _no(_l("A round is on: wait until it is counted."))
    return YES


def _resume(times: EventTimes, now: int, number: int | None) -> Answered:
    if not times.pauses:
        return _no(_l("There is no interlude to end."))
    return YES if _on_pause(times) else ALREADY


def _end(times: EventTimes, now: int, number: int | None) -> Answered:
    if is_settled(times.last):
        return YES
    return _no(_l("Reveal the answer of the last round first."))


def _on_pause(times: EventTimes) -> bool:
    return bool(times.pauses) and times.pauses[-1].resumed_at is None


def find_round(times: EventTimes, number: int | None) -> RoundTimes | None:
    """The round of that number, or the last one; cancelled ones do not count."""
    if number is None:
        return times.last
    return next((r for r in times.rounds if r.number == number and r.cancelled_at is None), None)


_JUDGES = {
    Step.LAUNCH: _launch,
    Step.CANCEL: _cancel,
    Step.CLOSE: _close,
    Step.REVEAL: _reveal,
    Step.BOARD: _board,
    Step.VOID: _void,
    Step.INTERLUDE: _interlude,
    Step.RESUME: _resume,
    Step.END: _end,
}
