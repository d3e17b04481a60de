"""The host's steps as the console offers them: what comes next, what is possible, why not."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.console.evening import Evening
from quiz.console.labels import INTERLUDES, LABELS, StepAnswer, answers_to
from quiz.events.clicks import Click
from quiz.events.interludes import interlude_effect
from quiz.events.rules import Step, StepOutcome, is_settled, judge_step
from quiz.events.timeline import STAMP_MS, EventTimes, RoundTimes

# The course of every round, and what is beside it: each button keeps its place all evening.
COURSE = (Step.LAUNCH, Step.CLOSE, Step.EXTEND, Step.REVEAL, Step.BOARD)
BESIDE = (Step.CANCEL, Step.INTERLUDE, Step.VOID, Step.AGAIN, Step.END)


ALREADY = _l("This is done already.")


@dataclass(frozen=True, slots=True)
class StepView:
    """A step's button: what it says, its key, and whether it can be; what comes of it.

    `number` is the round that it is meant for, `closes_at` the close that it would move (ms UTC).
    One that asks first is taken by one of its `answers`.
    """

    step: Step
    label: LazyString
    short: LazyString
    consequence: LazyString
    key: str
    number: int | None
    closes_at: int | None
    possible: bool
    already: bool
    reason: object
    answers: tuple[StepAnswer, ...]

    @property
    def asks(self) -> bool:
        """Whether it is asked once more."""
        return bool(self.answers)


def offer(evening: Evening) -> dict[Step, StepView]:
    """Every step, as possible now or not."""
    return {step: _view(evening, step) for step in LABELS}


def beside(evening: Evening) -> tuple[Step, ...]:
    """The steps beside the course: what ends an interlude stands in its place, and so does undo."""
    times, instead = evening.facts.times, {}
    if times.is_paused:
        instead[Step.INTERLUDE] = Step.RESUME
    if times.is_ending(evening.now):
        instead[Step.END] = Step.UNDO
    return tuple(instead.get(step, step) for step in BESIDE)


def coming_number(times: EventTimes) -> int:
    """The number that the next launched round will have."""
    return 1 if times.last is None else times.last.number + 1


def _view(evening: Evening, step: Step) -> StepView:
    labels, number = LABELS[step], _number(evening.facts.times, step)
    times, last = evening.facts.times, evening.facts.times.last
    effect = interlude_effect(times, evening.now)
    answered = _answer(evening, step, number)
    return StepView(
        step=step,
        label=labels.label(number),
        short=labels.short,
        consequence=INTERLUDES[effect] if step is Step.INTERLUDE else labels.consequence,
        key=labels.key,
        number=number,
        closes_at=last.closes if step is Step.EXTEND and last is not None else None,
        possible=answered.possible and not answered.already,
        already=answered.already,
        reason=ALREADY if answered.already else answered.reason,
        answers=answers_to(step, effect),
    )


def _number(times: EventTimes, step: Step) -> int | None:
    if step is Step.LAUNCH:
        return coming_number(times)
    if step is Step.CANCEL and times.rounds:
        return times.rounds[-1].number
    return times.last.number if LABELS[step].on_a_round and times.last is not None else None


def _answer(evening: Evening, step: Step, number: int | None) -> StepOutcome:
    answered = judge_step(
        step, evening.facts.times, evening.now, Click(number, poll_ms=evening.poll_ms)
    )
    if step is not Step.LAUNCH or not answered.possible:
        return answered
    if not evening.entries:
        return _no(_l("There is no question left in the run of show."))
    problems = evening.entries[0].problems
    return _no(problems[0].sentence) if problems else answered


def _no(reason: object) -> StepOutcome:
    return StepOutcome(possible=False, reason=reason)


def next_step(evening: Evening) -> Step | None:
    """What the host does next; None while the timeline goes on by itself, or when all is over."""
    times, last = evening.facts.times, evening.facts.times.last
    if times.ended_at is not None:
        return None
    if times.is_paused:
        return Step.RESUME
    if last is None:
        return Step.LAUNCH
    step = _within(last, evening.now)
    if step is not None or not _is_through(last):
        return step
    is_last = last.tie_break and not last.is_void
    return Step.LAUNCH if evening.entries and not is_last else Step.END


def _within(last: RoundTimes, now: int) -> Step | None:
    """The next step inside a round that is on."""
    if now < last.opens or last.is_void:
        return None
    if last.reveal_click_at is None:
        return Step.REVEAL
    if last.reveal is None or now < last.reveal:
        return None
    return Step.BOARD if last.board_click_at is None else None


def _is_through(last: RoundTimes) -> bool:
    """Whether nothing of the round is still to come."""
    if last.is_void:
        return is_settled(last)
    return last.board_click_at is not None and last.reveal is not None


def done_sentence(step: Step, answered: StepOutcome, times: EventTimes, number: int | None) -> str:
    """What became of a step that was possible; `times` are those after it."""
    if answered.already:
        return str(LABELS[step].before)
    last = None if times.last is None else times.last.number
    return str(LABELS[step].done(last if number is None else number))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What happens by itself next, and when in ms UTC."""

    what: str
    until: int


def waiting(evening: Evening) -> Waiting | None:
    """What the studio's timeline does by itself next in the round that is on."""
    times, now = evening.facts.times, evening.now
    last, ended = times.last, times.ended_at
    if ended is not None:
        return Waiting("over", ended) if times.is_ending(now) else None
    if last is None:
        return None
    if now < last.launched_at - STAMP_MS:
        return Waiting("launched", last.launched_at)
    if now < last.opens:
        return Waiting("opens", last.opens)
    if now < last.closes:
        return Waiting("closes", last.closes)
    if last.counted_at is None:
        asked = last.reveal_click_at is not None and not last.is_void
        return Waiting("answer" if asked else "counted", last.shuts)
    if last.reveal is not None and now < last.reveal and not last.is_void:
        return Waiting("answer", last.reveal)
    if last.board is not None and now < last.board - STAMP_MS:
        return Waiting("board", last.board)
    return None


def steps_as_json(offered: Mapping[Step, StepView]) -> dict[str, dict[str, object]]:
    """The steps for a script: possible, done already, or the reason why not."""
    return {
        str(step): {
            "possible": view.possible,
            "already": view.already,
            "reason": str(view.reason),
            "number": view.number,
            "closes_at": view.closes_at,
        }
        for step, view in offered.items()
    }
