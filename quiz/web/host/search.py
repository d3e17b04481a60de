"""What the loader finds in the banks, and which of it the event has already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import LazyString
from sqlalchemy import select

from quiz.bank.kinds.registry import label_of
from quiz.bank.models import Question
from quiz.bank.search import Search, find_first
from quiz.bank.translation import behind
from quiz.console.evening import EntryFacts
from quiz.events.facts import EventFacts
from quiz.events.models import Entry, Round
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.web.values import whole_number

MOST = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A question of a bank; `planned` or `played` where the event has it already.

    `behind` has a sentence for each language whose translation is out of date.
    """

    id: int
    prompt: Localized
    kind: Any
    seconds: int
    bank: str
    planned: bool
    played: bool
    behind: tuple[LazyString, ...]


def found_questions(facts: EventFacts, entries: Sequence[EntryFacts]) -> dict[str, Any]:
    """What the search fields of this request find, and what they were."""
    text = request.args.get("q", "")[:200]
    bank_id = request.args.get("bank", type=whole_number)
    planned = {entry.question_id for entry in entries}
    played = played_questions(facts.id)
    found = find_first(Search(text, bank_id), MOST + 1)
    return {
        "sought": text,
        "sought_bank": bank_id,
        "found": [_found(question, planned, played) for question in found[:MOST]],
        "more": len(found) > MOST,
    }


def played_questions(event_id: int) -> set[int]:
    """The questions that the event has launched, without cancelled rounds."""
    rows = db.session.scalars(
        select(Round.question_id).where(
            Round.event_id == event_id, Round.cancelled_at.is_(None), Round.question_id.is_not(None)
        )
    )
    return {number for number in rows if number is not None}


def planned_questions(event_id: int) -> set[int]:
    """The questions that are in the event's run of show."""
    return set(db.session.scalars(select(Entry.question_id).where(Entry.event_id == event_id)))


def _found(question: Question, planned: set[int], played: set[int]) -> Found:
    return Found(
        id=question.id,
        prompt=question.prompt,
        kind=label_of(question.kind),
        seconds=question.seconds,
        bank=question.bank.name,
        planned=question.id in planned,
        played=question.id in played,
        behind=behind(question.outdated),
    )
