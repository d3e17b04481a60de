"""Which step the host may take now, and what a code and a name may look like. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.events.clicks import PLAIN, Click
from quiz.events.pace import lead_ms
from quiz.events.timeline import MOST_EXTENSIONS, EventTimes, RoundTimes

CODE = re.compile(r"[a-z0-9-]{3,32}")
RESERVED_CHANNELS = frozenset({"picture"})
# A player's cookie in an event is called after its code: this one would be the pass of the browser.
RESERVED_CODES = frozenset({"pass"})
LONGEST_DELAY_MS = 60_000


class Step(StrEnum):
    """What a host can do with the live event."""

    LAUNCH = "launch"
    CANCEL = "cancel"
    CLOSE = "close"
    EXTEND = "extend"
    REVEAL = "reveal"
    BOARD = "board"
    VOID = "void"
    AGAIN = "again"
    INTERLUDE = "interlude"
    INTERLUDE_CLOSE = "interlude-close"
    RESUME = "resume"
    END = "end"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """What became of a step: `done` now, already there, or refused with a sentence."""

    possible: bool
    already: bool = False
    reason: object = ""


YES = StepOutcome(possible=True)
ALREADY = StepOutcome(possible=True, already=True)


def is_code(text: str) -> bool:
    """Whether `text` may be an event's code or a channel's name."""
    return CODE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class StepRequest:
    """A step that is wished for at `now`, by this click."""

    times: EventTimes
    now: int
    click: Click


def judge_step(step: Step, times: EventTimes, now: int, click: Click = PLAIN) -> StepOutcome:
    """Whether `step` is possible at `now`.

    The click's number is the round that the asker has in mind: to void, to launch, or the one that
    is on. A click that was meant for an earlier round changes nothing in a later one.
    """
    number = click.number
    if times.ended_at is not None and step not in _WHEN_ENDED:
        return ALREADY if step is Step.END else _no(_ended(times, now))
    if step in _ON_LAST and number is not None:
        last = times.rounds[-1] if step is Step.CANCEL and times.rounds else times.last
        if last is not None and last.number != number:
            passed = number < last.number and step in (Step.CLOSE, Step.REVEAL)
            return ALREADY if passed else _elsewhere(last.number)
    return _JUDGES[step](StepRequest(times, now, click))


def is_settled(played: RoundTimes | None) -> bool:
    """Whether another round may be launched after `played`: revealed, or void and counted."""
    return played is None or played.reveal is not None


def is_past_counting_again(times: EventTimes, number: int) -> bool:
    """Whether a void round of that number stays void: none saw its answer, and another followed."""
    played, last = find_round(times, number), times.last
    if played is None or last is None or not played.is_void:
        return False
    return played.answer_shown is None and last.number > number


def is_counting(played: RoundTimes | None) -> bool:
    """Whether `played` is between its launch and its count."""
    return played is not None and played.counted_at is None


def close_lead_ms(played: RoundTimes, poll_ms: int) -> int:
    """How long after its click a change of the close holds, so that every phone hears of it before.

    `poll_ms` is the longest time that a phone was told to wait before it asks again.
    """
    return max(played.lead_ms, lead_ms(poll_ms))


def _no(reason: object) -> StepOutcome:
    return StepOutcome(possible=False, reason=reason)


def _elsewhere(number: int) -> StepOutcome:
    return _no(_l("The event is at round %(number)s by now.", number=number))


def _ended(times: EventTimes, now: int) -> LazyString:
    if times.is_ending(now):
        return _l("The event is about to end: undo its end first.")
    return _l("The event is over.")


def _launch(wish: StepRequest) -> StepOutcome:
    last = wish.times.last
    coming = 1 if last is None else last.number + 1
    number = wish.click.number
    if number is not None and number > coming:
        return _no(_l("The next round is number %(number)s by now.", number=coming))
    if last is not None and (wish.now < last.opens if number is None else number < coming):
        return ALREADY
    if last is None or is_settled(last):
        return _launch_settled(last, is_tie_break=wish.click.tie_break)
    if last.counted_at is None:
        return _no(_l("Round %(number)s is on: wait until it is counted.", number=last.number))
    return _no(_l("Reveal the answer of round %(number)s first.", number=last.number))


def _launch_settled(last: RoundTimes | None, *, is_tie_break: bool) -> StepOutcome:
    """A tie-break comes last: what brings points would bring other ties."""
    if is_tie_break:
        return YES if last is not None else _no(_l("Nobody has points yet: there is no tie."))
    if last is not None and last.tie_break and not last.is_void:
        return _no(_l("After a tie-break only another one can be launched, or the event ended."))
    return YES


def _cancel(wish: StepRequest) -> StepOutcome:
    latest = wish.times.rounds[-1] if wish.times.rounds else None
    if latest is not None and latest.cancelled_at is not None:
        return ALREADY
    if latest is None or wish.now >= latest.opens:
        return _no(_l("There is no countdown to cancel."))
    if wish.now > latest.opens - 1_000:
        return _no(_l("It is too late to cancel: the question is about to open."))
    return YES


def _close(wish: StepRequest) -> StepOutcome:
    last = wish.times.last
    if last is None:
        return _no(_l("No round was launched yet."))
    if last.close_click_at is not None or last.voided_at is not None or wish.now >= last.closes:
        return ALREADY
    return YES


def _extend(wish: StepRequest) -> StepOutcome:
    last, seen = wish.times.last, wish.click.closes_at
    if last is None or wish.now < last.opens:
        return _no(_l("The question is not open yet."))
    # Somebody else was faster: two hosts who see little time left give ten seconds together.
    if seen is not None and seen != last.closes:
        return ALREADY
    if wish.now >= last.closes:
        return _no(_l("The question is closed already."))
    if last.close_click_at is not None:
        return _no(_l("The question is being closed: it cannot be extended any more."))
    if last.extensions >= MOST_EXTENSIONS:
        return _no(_l("The question was extended as often as it can be: a minute in all."))
    if wish.now > last.closes - close_lead_ms(last, wish.click.poll_ms):
        return _no(_l("It is too late to extend: not every phone would hear of it in time."))
    return YES


def _reveal(wish: StepRequest) -> StepOutcome:
    last = wish.times.last
    if last is None or wish.now < last.opens:
        return _no(_l("The question is not open yet."))
    return ALREADY if last.reveal_click_at is not None else YES


def _board(wish: StepRequest) -> StepOutcome:
    last = wish.times.last
    if last is None or (last.reveal_click_at is None and not last.is_void):
        return _no(_l("Reveal the answer first."))
    return ALREADY if last.board_click_at is not None else YES


def _void(wish: StepRequest) -> StepOutcome:
    played = find_round(wish.times, wish.click.number)
    if played is None or wish.now < played.opens:
        return _no(_l("There is no round to void."))
    return ALREADY if played.is_void else YES


def _again(wish: StepRequest) -> StepOutcome:
    last = wish.times.last
    if last is None or not last.is_void:
        return _no(_l("Only a question that is void can be asked again."))
    if last.again_at is not None:
        return ALREADY
    if last.answer_shown is not None:
        return _no(_l("Viewers have seen its answer: it cannot be asked again."))
    return YES


def _interlude(wish: StepRequest) -> StepOutcome:
    return ALREADY if wish.times.is_paused else YES


def _interlude_close(wish: StepRequest) -> StepOutcome:
    last = wish.times.last
    is_open = last is not None and last.opens <= wish.now < last.closes and not last.is_void
    if not wish.times.is_paused:
        return YES if is_open else _no(_l("No question is open."))
    # Behind an interlude that is on, a question that is not void counts.
    if last is not None and not last.is_void and wish.now >= last.opens:
        return ALREADY
    return _no(_l("An interlude is on already."))


def _resume(wish: StepRequest) -> StepOutcome:
    if not wish.times.pauses:
        return _no(_l("There is no interlude to end."))
    return YES if wish.times.is_paused else ALREADY


def _end(wish: StepRequest) -> StepOutcome:
    if is_settled(wish.times.last):
        return YES
    return _no(_l("Reveal the answer of the last round first."))


def _undo(wish: StepRequest) -> StepOutcome:
    if wish.times.ended_at is None:
        return ALREADY
    return YES if wish.times.is_ending(wish.now) else _no(_l("The event is over, for good."))


def find_round(times: EventTimes, number: int | None) -> RoundTimes | None:
    """The round of that number, or the last one; cancelled ones do not count."""
    if number is None:
        return times.last
    return next((r for r in times.rounds if r.number == number and r.cancelled_at is None), None)


# A wrong round may be found out afterwards; nothing else is left to do when it is over.
_WHEN_ENDED = frozenset({Step.VOID, Step.UNDO})
# Every round before the last one was closed, and revealed or void, before the next was launched.
_ON_LAST = frozenset(
    {
        *(Step.CANCEL, Step.CLOSE, Step.EXTEND, Step.REVEAL, Step.BOARD, Step.AGAIN),
        *(Step.INTERLUDE, Step.INTERLUDE_CLOSE),
    }
)
_JUDGES = {
    Step.LAUNCH: _launch,
    Step.CANCEL: _cancel,
    Step.CLOSE: _close,
    Step.EXTEND: _extend,
    Step.REVEAL: _reveal,
    Step.BOARD: _board,
    Step.VOID: _void,
    Step.AGAIN: _again,
    Step.INTERLUDE: _interlude,
    Step.INTERLUDE_CLOSE: _interlude_close,
    Step.RESUME: _resume,
    Step.END: _end,
    Step.UNDO: _undo,
}
