"""What a phone that is a remote shows and may do: a few steps, and neither key nor names."""

from dataclasses import dataclass

from quiz.bank.kinds.registry import prompt_of
from quiz.console.evening import Evening
from quiz.console.steps import StepView, Waiting, next_step, offer, waiting
from quiz.events.facts import RoundFacts
from quiz.events.phases import Phase
from quiz.events.rules import Step
from quiz.events.timeline import OVERLAY
from quiz.i18n.localized import Localized

# Beside the large button; what ends an interlude stands in its place.
SMALL = (Step.CLOSE, Step.CANCEL)
PAUSE = (Step.INTERLUDE, Step.INTERLUDE_CLOSE, Step.RESUME)
REMOTE_STEPS = frozenset((Step.LAUNCH, Step.REVEAL, Step.BOARD, *SMALL, *PAUSE))


@dataclass(frozen=True, slots=True)
class RemoteView:
    """What is on, the step that is next, and those beside it.

    `prompt` is there once a public channel may read it. `next` is None while the timeline goes on
    by itself, and where what is next is not for a remote (`is_elsewhere`).
    """

    phase: Phase
    number: int | None
    rounds: int
    prompt: Localized | None
    next: StepView | None
    is_elsewhere: bool
    small: tuple[StepView, ...]
    waiting: Waiting | None


def remote_view(evening: Evening) -> RemoteView:
    """The remote of an event at that instant."""
    offered, coming, last = offer(evening), next_step(evening), evening.last
    pause = Step.RESUME if evening.facts.times.is_paused else Step.INTERLUDE
    return RemoteView(
        phase=evening.present.phase,
        number=None if last is None else last.times.number,
        rounds=evening.facts.rounds_in_all,
        prompt=None if last is None or not _is_read(evening, last) else prompt_of(last.content),
        next=offered[coming] if coming in REMOTE_STEPS else None,
        is_elsewhere=coming is not None and coming not in REMOTE_STEPS,
        small=tuple(offered[step] for step in (*SMALL, pause)),
        waiting=waiting(evening),
    )


def _is_read(evening: Evening, played: RoundFacts) -> bool:
    """Whether the question is open on a public channel by now, or was."""
    ids = [channel.id for channel in evening.facts.channels] or [OVERLAY]
    return any(played.times.opens + played.times.delay(id_) <= evening.now for id_ in ids)
