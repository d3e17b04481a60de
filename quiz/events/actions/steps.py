"""The host's steps: each fills one empty instant, so a second click is the same success."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import record
from quiz.bank.kinds.registry import KINDS, launch_problems
from quiz.bank.queries import draft_of
from quiz.capacity.strain import Strain
from quiz.errors import Conflict, NotFound
from quiz.events.actions.rounds import (
    deal_round,
    is_in_bank,
    make_void,
    plan_first,
    present_delays,
)
from quiz.events.clicks import PLAIN, Click, VoidReason
from quiz.events.interludes import InterludeEffect, interlude_effect
from quiz.events.models import Event, Interlude, Round
from quiz.events.pace import longest_pause_ms, pace_of
from quiz.events.queries import event_times, next_entry, round_times
from quiz.events.rules import (
    Step,
    StepOutcome,
    close_lead_ms,
    find_round,
    judge_step,
)
from quiz.events.timeline import STAMP_MS, UNDO_MS, EventTimes, numbered
from quiz.events.waits import start_after
from quiz.extensions import db


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a step depends on besides the event: the time, the crowd, chance, who asks.

    `least_capacity` is the least by which phones were lately told how often to ask (pulses/s), if
    that is not the capacity of now; `strain` is how far the machines give way.
    """

    now: int
    players: int
    capacity: int
    rng: Random
    actor: str
    least_capacity: int | None = None
    strain: Strain = Strain.CALM


@dataclass(frozen=True, slots=True)
class PendingStep:
    """A step that is being taken."""

    event: Event
    times: EventTimes
    around: Surroundings
    click: Click

    @property
    def stamp(self) -> int:
        """The instant that is written: a little ahead, so that every process knows it in time."""
        return self.around.now + STAMP_MS

    def start(self, delays: Mapping[str, int]) -> int:
        """The instant that is written for what follows the last round: its answer is seen first."""
        return start_after(self.times.last, self.stamp, numbered(delays), self.times.pauses)


def lock_event(event_id: int, *, with_binned: bool = False) -> Event:
    """The event's row, held until the transaction ends, so that steps are taken one by one.

    NotFound, if somebody put it into the bin meanwhile, unless it may be there (`with_binned`).
    """
    event = db.session.scalar(
        select(Event)
        .where(Event.id == event_id)
        # Rows may still refer to it: a step must not keep anybody from joining.
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True, with_binned=with_binned)
    )
    if event is None:
        raise NotFound(_l("There is no event with this code."))
    db.session.expire(event, ["aliases", "channels", "entries", "rounds", "interludes"])
    return event


def take_step(event_id: int, step: Step, around: Surroundings, click: Click = PLAIN) -> StepOutcome:
    """Take `step` if it is possible now; say whether it was taken, done before, or refused.

    The click's number is the round to void, or for a launch the number that it should have.
    """
    event = lock_event(event_id)
    times = event_times(event)
    click = replace(click, poll_ms=longest_poll_ms(around))
    answered = judge_step(step, times, around.now, click)
    if not answered.possible or answered.already:
        return answered
    _TAKERS[step](PendingStep(event, times, around, click))
    event.version += 1
    record(around.actor, f"event.{step}", event.subject, {"round": _number(event_id)})
    db.session.flush()
    return answered


def longest_poll_ms(around: Surroundings) -> int:
    """The longest time that some phone may have been told to wait before it asks again."""
    least = around.capacity if around.least_capacity is None else around.least_capacity
    return longest_pause_ms(around.players, least, around.strain)


def _number(event_id: int) -> int | None:
    return db.session.scalar(
        select(Round.number)
        .where(Round.event_id == event_id, Round.cancelled_at.is_(None))
        .order_by(Round.id.desc())
        .limit(1)
    )


def _launch(taken: PendingStep) -> None:
    event = taken.event
    entry = next_entry(event.id)
    if entry is None:
        raise Conflict(_l("There is no question left in the run of show."))
    draft = draft_of(entry.question)
    problems = launch_problems(draft)
    if problems:
        raise Conflict(problems[0].sentence)
    if taken.click.tie_break and not KINDS[draft.kind].breaks_ties:
        raise Conflict(_l("A tie-break asks for a number: put such a question next."))
    if taken.times.is_paused:
        event.interludes[-1].resumed_at = taken.stamp
    last, around, delays = taken.times.last, taken.around, present_delays(event)
    pace = pace_of(draft, around.players, around.capacity, taken.click.poll_ms)
    dealt = deal_round(event, entry, draft, pace, around.rng)
    dealt.number = 1 if last is None else last.number + 1
    dealt.tie_break = taken.click.tie_break
    dealt.delays, dealt.launched_at = delays, taken.start(delays)
    db.session.add(dealt)
    db.session.delete(entry)


def _cancel(taken: PendingStep) -> None:
    played = _row(taken.times.rounds[-1].id)
    played.cancelled_at = taken.stamp
    if played.question_id is not None:
        plan_first(taken.event, played.question_id)


def _close(taken: PendingStep) -> None:
    last = _last(taken)
    last.close_click_at = taken.stamp
    last.close_lead_ms = close_lead_ms(round_times(last), taken.click.poll_ms)


def _extend(taken: PendingStep) -> None:
    _last(taken).extensions += 1


def _reveal(taken: PendingStep) -> None:
    _last(taken).reveal_click_at = taken.stamp


def _board(taken: PendingStep) -> None:
    _last(taken).board_click_at = taken.stamp


def _void(taken: PendingStep) -> None:
    found = find_round(taken.times, taken.click.number)
    if found is not None:
        make_void(_row(found.id), taken.stamp, taken.click.reason)


def _again(taken: PendingStep) -> None:
    played = _last(taken)
    question_id = played.question_id
    if question_id is None or not is_in_bank(question_id):
        raise Conflict(_l("This question is in no bank any more."))
    played.again_at = taken.stamp
    plan_first(taken.event, question_id)


def _interlude(taken: PendingStep) -> None:
    effect, last = interlude_effect(taken.times, taken.around.now), taken.times.last
    begins = taken.stamp
    if effect is InterludeEffect.CANCELS:
        _cancel(taken)
        _record_for(taken, Step.CANCEL)
    elif effect is InterludeEffect.VOIDS and last is not None:
        begins = max(taken.stamp, last.opens)
        make_void(_row(last.id), begins, VoidReason.INTERRUPTION)
        _record_for(taken, Step.VOID)
    _pause(taken, begins)


def _interlude_close(taken: PendingStep) -> None:
    if _last(taken).close_click_at is None:
        _close(taken)
    _pause(taken, taken.stamp)


def _pause(taken: PendingStep, begins: int) -> None:
    pause = Interlude(started_at=begins, resumed_at=None, delays=_last_delays(taken))
    taken.event.interludes.append(pause)


def _record_for(taken: PendingStep, step: Step) -> None:
    """Another step that an interlude has taken along."""
    number = None if taken.times.last is None else taken.times.last.number
    record(taken.around.actor, f"event.{step}", taken.event.subject, {"round": number})


def _resume(taken: PendingStep) -> None:
    pause = taken.event.interludes[-1]
    # One that waits for a question's opening is not over before it begins.
    pause.resumed_at = max(taken.stamp, pause.started_at)


def _end(taken: PendingStep) -> None:
    delays = _last_delays(taken)
    taken.event.ended_at = max(taken.stamp + UNDO_MS, taken.start(delays))
    taken.event.ended_delays = delays


def _undo(taken: PendingStep) -> None:
    """The end has not come for anybody yet; what was clicked is in the record."""
    taken.event.ended_at = taken.event.ended_delays = None


def _last_delays(taken: PendingStep) -> dict[str, Any]:
    """The delays of the last round: what is between two rounds is seen as late as they were."""
    last = taken.times.last
    if last is None:
        return present_delays(taken.event)
    return {str(channel_id): delay for channel_id, delay in last.delays.items()}


def _row(round_id: int) -> Round:
    return db.session.get_one(Round, round_id)


def _last(taken: PendingStep) -> Round:
    """The row of the last round; the rules allow these steps only when there is one."""
    if taken.times.last is None:
        raise Conflict(_l("No round was launched yet."))
    return _row(taken.times.last.id)


_TAKERS = {
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
