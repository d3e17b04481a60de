"""The host's steps: each fills one empty instant, so a second click is the same success."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quiz.audit.actions import record
from quiz.bank.kinds.registry import launch_problems
from quiz.bank.queries import draft_of
from quiz.bank.rules import Draft
from quiz.capacity.strain import Strain
from quiz.errors import Conflict, NotFound
from quiz.events.clicks import PLAIN, Click
from quiz.events.models import Entry, Event, Interlude, Round
from quiz.events.pace import longest_pause_ms, pace_of
from quiz.events.queries import event_times, frozen_copy, next_entry, round_times
from quiz.events.rules import (
    Step,
    StepOutcome,
    close_lead_ms,
    find_round,
    judge_step,
)
from quiz.events.timeline import STAMP_MS, EventTimes, numbered, start_after
from quiz.extensions import db
from quiz.scoring.rules import speed_weight


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
        return start_after(self.times.last, self.stamp, numbered(delays))


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
    if taken.times.is_paused:
        event.interludes[-1].resumed_at = taken.stamp
    db.session.add(_round(taken, entry, draft))
    db.session.delete(entry)


def _round(taken: PendingStep, entry: Entry, draft: Draft) -> Round:
    event, around, last = taken.event, taken.around, taken.times.last
    delays = _present_delays(event)
    pace = pace_of(draft, around.players, around.capacity, taken.click.poll_ms)
    return Round(
        event_id=event.id,
        question_id=entry.question_id,
        number=1 if last is None else last.number + 1,
        key=f"{around.rng.getrandbits(128):032x}",
        content=frozen_copy(draft, around.rng),
        seconds=pace.seconds,
        weight=draft.weight,
        speed_weight=str(speed_weight(event.preset)),
        lead_ms=pace.lead_ms,
        spread_ms=pace.spread_ms,
        plateau_ms=pace.plateau_ms,
        delays=delays,
        launched_at=taken.start(delays),
    )


def _cancel(taken: PendingStep) -> None:
    played = _row(taken.times.rounds[-1].id)
    played.cancelled_at = taken.stamp
    if played.question_id is not None:
        first = next_entry(taken.event.id)
        position = first.position - 1 if first is not None else 0
        entry = Entry(question_id=played.question_id, position=position)
        taken.event.entries.append(entry)


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
        played = _row(found.id)
        if played.voided_at is None:
            played.voided_at = taken.stamp
        played.counts_again = False
        played.revision += 1


def _interlude(taken: PendingStep) -> None:
    pause = Interlude(started_at=taken.stamp, resumed_at=None, delays=_last_delays(taken))
    taken.event.interludes.append(pause)


def _resume(taken: PendingStep) -> None:
    taken.event.interludes[-1].resumed_at = taken.stamp


def _end(taken: PendingStep) -> None:
    delays = _last_delays(taken)
    taken.event.ended_at = taken.start(delays)
    taken.event.ended_delays = delays


def _present_delays(event: Event) -> dict[str, Any]:
    delays = {str(channel.id): channel.delay_ms for channel in event.channels}
    slowest = max(delays.values(), default=0)
    return dict.fromkeys(delays, slowest) if event.one_delay else delays


def _last_delays(taken: PendingStep) -> dict[str, Any]:
    """The delays of the last round: what is between two rounds is seen as late as they were."""
    last = taken.times.last
    if last is None:
        return _present_delays(taken.event)
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
    Step.INTERLUDE: _interlude,
    Step.RESUME: _resume,
    Step.END: _end,
}
