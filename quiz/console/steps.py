"""The host's steps as the console offers them: what comes next, what is possible, why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.console.evening import Evening
from quiz.events.rules import Step, StepOutcome, is_settled, judge_step
from quiz.events.timeline import STAMP_MS, EventTimes, RoundTimes

# The course of every round, and what is beside it: each button keeps its place all evening.
COURSE = (Step.LAUNCH, Step.CLOSE, Step.REVEAL, Step.BOARD)
BESIDE = (Step.CANCEL, Step.INTERLUDE, Step.VOID, Step.END)


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a step is offered: its key, its two labels, and the sentence once it is done.

    A label and the sentence may name a round. What `asks` cannot be taken back, and is asked once
    more; what is `on_a_round` is meant for the one that the page shows.
    """

    key: str
    label: Callable[[int | None], LazyString]
    short: LazyString
    done: Callable[[int | None], LazyString]
    asks: bool = False
    on_a_round: bool = False


def _always(sentence: LazyString) -> Callable[[int | None], LazyString]:
    return lambda _number: sentence


WORDS = {
    Step.LAUNCH: StepWords(
        key="L",
        label=lambda number: _l("Launch round %(number)s", number=number),
        short=_l("Launch"),
        done=lambda number: _l("Done: round %(number)s is launched.", number=number),
    ),
    Step.CLOSE: StepWords(
        key="C",
        label=_always(_l("Close now")),
        short=_l("Close"),
        done=_always(_l("Done: the question closes.")),
        on_a_round=True,
    ),
    Step.REVEAL: StepWords(
        key="R",
        label=_always(_l("Reveal the answer")),
        short=_l("Reveal"),
        done=_always(_l("Done: the answer appears as soon as it is counted.")),
        on_a_round=True,
    ),
    Step.BOARD: StepWords(
        key="B",
        label=_always(_l("Show the board")),
        short=_l("Board"),
        done=_always(_l("Done: the board is shown after the answer.")),
        on_a_round=True,
    ),
    Step.CANCEL: StepWords(
        key="X",
        label=_always(_l("Cancel the countdown")),
        short=_l("Cancel"),
        done=_always(_l("Done: the countdown is cancelled, and its question is next again.")),
        on_a_round=True,
    ),
    Step.INTERLUDE: StepWords(
        key="I",
        label=_always(_l("Start an interlude")),
        short=_l("Interlude"),
        done=_always(_l("Done: the interlude is on.")),
    ),
    Step.RESUME: StepWords(
        key="S",
        label=_always(_l("Resume")),
        short=_l("Resume"),
        done=_always(_l("Done: the interlude is over.")),
    ),
    Step.VOID: StepWords(
        key="V",
        label=lambda number: (
            _l("Void the round") if number is None else _l("Void round %(number)s", number=number)
        ),
        short=_l("Void"),
        done=lambda number: _l("Done: round %(number)s is void.", number=number),
        asks=True,
        on_a_round=True,
    ),
    Step.END: StepWords(
        key="E",
        label=_always(_l("End the event")),
        short=_l("End"),
        done=_always(_l("Done: the event ends once the answer has been seen.")),
        asks=True,
    ),
}
# Said of a step that somebody else, or an earlier click, had taken.
DONE_BEFORE = _l("It was done already.")
ALREADY = _l("This is done already.")


@dataclass(frozen=True, slots=True)
class StepView:
    """A step's button: what it says, its key, the round it is meant for, and whether it can be."""

    step: Step
    label: LazyString
    short: LazyString
    key: str
    number: int | None
    possible: bool
    already: bool
    reason: object
    asks: bool


def offer(evening: Evening) -> dict[Step, StepView]:
    """Every step, as possible now or not."""
    return {step: _view(evening, step) for step in WORDS}


def beside(times: EventTimes) -> tuple[Step, ...]:
    """The steps beside the course; during an interlude, its end stands in its place."""
    return tuple(
        Step.RESUME if times.is_paused and step is Step.INTERLUDE else step for step in BESIDE
    )


def coming_number(times: EventTimes) -> int:
    """The number that the next launched round will have."""
    return 1 if times.last is None else times.last.number + 1


def _view(evening: Evening, step: Step) -> StepView:
    words, number = WORDS[step], _number(evening.facts.times, step)
    answered = _answer(evening, step, number)
    return StepView(
        step=step,
        label=words.label(number),
        short=words.short,
        key=words.key,
        number=number,
        possible=answered.possible and not answered.already,
        already=answered.already,
        reason=ALREADY if answered.already else answered.reason,
        asks=words.asks,
    )


def _number(times: EventTimes, step: Step) -> int | None:
    if step is Step.LAUNCH:
        return coming_number(times)
    if step is Step.CANCEL and times.rounds:
        return times.rounds[-1].number
    return times.last.number if WORDS[step].on_a_round and times.last is not None else None


def _answer(evening: Evening, step: Step, number: int | None) -> StepOutcome:
    answered = judge_step(step, evening.facts.times, evening.now, number)
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
    return Step.LAUNCH if evening.entries else Step.END


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
        return str(DONE_BEFORE)
    last = None if times.last is None else times.last.number
    return str(WORDS[step].done(last if number is None else number))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What happens by itself next, and when in ms UTC."""

    what: str
    until: int


def waiting(evening: Evening) -> Waiting | None:
    """What the studio's timeline does by itself next in the round that is on."""
    last, now, ended = evening.facts.times.last, evening.now, evening.facts.times.ended_at
    if ended is not None:
        return Waiting("over", ended) if now < ended - STAMP_MS else None
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
        }
        for step, view in offered.items()
    }
