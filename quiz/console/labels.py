"""How each step is offered to a host, in words: its key, its labels, what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.events.clicks import VoidReason
from quiz.events.interludes import InterludeEffect
from quiz.events.rules import Step

# Said of a step that somebody else, or an earlier click, had taken.
DONE_BEFORE = _l("It was done already.")


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """What a host may answer where a step asks first: the step that follows, and in which words."""

    step: Step
    label: LazyString
    reason: VoidReason = VoidReason.UNSAID


@dataclass(frozen=True, slots=True)
class StepLabels:
    """How a step is offered: its key, its two labels, and what comes of it before and after.

    A label and the sentence once it is `done` may name a round; `consequence` is read before. What
    `asks` cannot be taken back, and is asked once more; what is `on_a_round` is meant for the one
    that the page shows. `before` is said where an earlier click had done it.
    """

    key: str
    label: Callable[[int | None], LazyString]
    short: LazyString
    consequence: LazyString
    done: Callable[[int | None], LazyString]
    asks: bool = False
    on_a_round: bool = False
    before: LazyString = DONE_BEFORE


def _always(sentence: LazyString) -> Callable[[int | None], LazyString]:
    return lambda _number: sentence


LABELS = {
    Step.LAUNCH: StepLabels(
        key="L",
        label=lambda number: _l("Launch round %(number)s", number=number),
        short=_l("Launch"),
        consequence=_l("The countdown begins on every screen, then the question opens."),
        done=lambda number: _l("Done: round %(number)s is launched.", number=number),
    ),
    Step.CLOSE: StepLabels(
        key="C",
        label=_always(_l("Close now")),
        short=_l("Close"),
        consequence=_l("Answers close in a few seconds; what was answered counts."),
        done=_always(_l("Done: the question closes.")),
        on_a_round=True,
    ),
    Step.EXTEND: StepLabels(
        key="T",
        label=_always(_l("Ten seconds more")),
        short=_l("+10 s"),
        consequence=_l("Answers close ten seconds later; points melt away as they would have."),
        done=_always(_l("Done: the question closes ten seconds later.")),
        on_a_round=True,
        before=_l("Nothing was added: the close had moved already."),
    ),
    Step.REVEAL: StepLabels(
        key="R",
        label=_always(_l("Reveal the answer")),
        short=_l("Reveal"),
        consequence=_l("The answer appears on every channel as soon as it is counted."),
        done=_always(_l("Done: the answer appears as soon as it is counted.")),
        on_a_round=True,
    ),
    Step.BOARD: StepLabels(
        key="B",
        label=_always(_l("Show the board")),
        short=_l("Board"),
        consequence=_l("The board follows, once the answer has been seen for eight seconds."),
        done=_always(_l("Done: the board is shown after the answer.")),
        on_a_round=True,
    ),
    Step.CANCEL: StepLabels(
        key="X",
        label=_always(_l("Cancel the countdown")),
        short=_l("Cancel"),
        consequence=_l("The countdown ends, and its question is next again."),
        done=_always(_l("Done: the countdown is cancelled, and its question is next again.")),
        on_a_round=True,
    ),
    Step.INTERLUDE: StepLabels(
        key="I",
        label=_always(_l("Start an interlude")),
        short=_l("Interlude"),
        consequence=_l("Every screen says that the quiz will soon be back."),
        done=_always(_l("Done: the interlude is on.")),
        on_a_round=True,
    ),
    Step.INTERLUDE_CLOSE: StepLabels(
        key="K",
        label=_always(_l("The question counts, and closes behind the interlude")),
        short=_l("Interlude, the question counts"),
        consequence=_l("Every screen says: back soon. What was answered counts."),
        done=_always(_l("Done: the interlude is on, and the question closes behind it.")),
        on_a_round=True,
    ),
    Step.RESUME: StepLabels(
        key="S",
        label=_always(_l("Resume")),
        short=_l("Resume"),
        consequence=_l("Screens show again what the interlude covers."),
        done=_always(_l("Done: the interlude is over.")),
    ),
    Step.VOID: StepLabels(
        key="V",
        label=lambda number: (
            _l("Void the round") if number is None else _l("Void round %(number)s", number=number)
        ),
        short=_l("Void"),
        consequence=_l("Its points become 0 for everybody, and every screen says so."),
        done=lambda number: _l("Done: round %(number)s is void.", number=number),
        asks=True,
        on_a_round=True,
    ),
    Step.AGAIN: StepLabels(
        key="G",
        label=lambda number: (
            _l("Ask the question again")
            if number is None
            else _l("Ask question %(number)s again", number=number)
        ),
        short=_l("Ask again"),
        consequence=_l("The void question is next in the run of show, under a number of its own."),
        done=_always(_l("Done: the question is next in the run of show.")),
        on_a_round=True,
        before=_l("Nothing was added: the question was put next already."),
    ),
    Step.END: StepLabels(
        key="E",
        label=_always(_l("End the event")),
        short=_l("End"),
        consequence=_l("The event is over for everybody; for ten seconds it can be undone."),
        done=_always(_l("Done: the event ends in ten seconds or a little more. Undo stops it.")),
        asks=True,
    ),
    Step.UNDO: StepLabels(
        key="U",
        label=_always(_l("Undo the end")),
        short=_l("Undo end"),
        consequence=_l("The event goes on as it was, and nothing is lost."),
        done=_always(_l("Done: the event goes on.")),
        before=_l("There is no end to undo: the event goes on."),
    ),
}

# What an interlude does besides, where a round is on.
INTERLUDES = {
    InterludeEffect.NONE: LABELS[Step.INTERLUDE].consequence,
    InterludeEffect.CANCELS: _l(
        "The countdown is cancelled, its question is next again, and every screen says: back soon."
    ),
    InterludeEffect.VOIDS: _l("A question is on. What becomes of it behind the interlude?"),
}
REASONS = {
    VoidReason.UNSAID: _l("Without a reason"),
    VoidReason.MISTAKE: _l("There is a mistake in the question"),
    VoidReason.INTERRUPTION: _l("The stream was interrupted"),
    VoidReason.GIVEN_AWAY: _l("The answer was given away"),
}


def answers_to(step: Step, effect: InterludeEffect) -> tuple[StepAnswer, ...]:
    """What may be answered where the step asks first; nothing where it is taken at once."""
    if step is Step.VOID:
        return tuple(StepAnswer(step, label, reason) for reason, label in REASONS.items())
    if step is Step.INTERLUDE and effect is InterludeEffect.VOIDS:
        voids = StepAnswer(step, _l("The question is void, and can be asked again"))
        return voids, StepAnswer(Step.INTERLUDE_CLOSE, LABELS[Step.INTERLUDE_CLOSE].label(None))
    return (StepAnswer(step, LABELS[step].label(None)),) if LABELS[step].asks else ()
