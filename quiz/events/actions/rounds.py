"""What the host's steps write of rounds: dealt from a question, void, next once more."""

from random import Random
from typing import Any

from sqlalchemy import select

from quiz.bank.models import Question
from quiz.bank.rules import Draft
from quiz.events.clicks import VoidReason
from quiz.events.models import Entry, Event, Round
from quiz.events.pace import Pace
from quiz.events.queries import frozen_copy, next_entry, round_times
from quiz.extensions import db
from quiz.scoring.rules import speed_weight


def deal_round(event: Event, entry: Entry, draft: Draft, pace: Pace, rng: Random) -> Round:
    """A round of that question, at that pace; it has no number and no instant yet."""
    return Round(
        event_id=event.id,
        question_id=entry.question_id,
        key=f"{rng.getrandbits(128):032x}",
        content=frozen_copy(draft, rng),
        seconds=pace.seconds,
        weight=draft.weight,
        speed_weight=str(speed_weight(event.preset)),
        lead_ms=pace.lead_ms,
        spread_ms=pace.spread_ms,
        plateau_ms=pace.plateau_ms,
    )


def plan_first(event: Event, question_id: int) -> None:
    """Put a question next in the run of show."""
    first = next_entry(event.id)
    position = first.position - 1 if first is not None else 0
    event.entries.append(Entry(question_id=question_id, position=position))


def is_in_bank(question_id: int) -> bool:
    """Whether the question is there, and not in the bin: only then anybody sees it planned."""
    return db.session.scalar(select(Question.id).where(Question.id == question_id)) is not None


def make_void(played: Round, at: int, reason: VoidReason = VoidReason.UNSAID) -> None:
    """Have a round be worth nothing; if it never was before, from the studio instant `at` on."""
    answer = round_times(played).answer_shown
    if played.voided_at is None:
        played.voided_at = at
    elif answer is not None and answer < at:
        # It counted again meanwhile, and its answer was seen.
        played.shown_at = answer
    played.counts_again = False
    played.void_reason = reason
    played.revision += 1


def present_delays(event: Event) -> dict[str, Any]:
    """How late (ms) each channel's viewers see what is launched now, by its id."""
    delays = {str(channel.id): channel.delay_ms for channel in event.channels}
    slowest = max(delays.values(), default=0)
    return dict.fromkeys(delays, slowest) if event.one_delay else delays
