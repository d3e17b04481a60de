"""Tags, seconds and weight of many questions, written in one statement for all of a bank."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quiz.bank.actions import change_questions
from quiz.bank.bulk.base import (
    TWIN,
    Bulk,
    BulkOutcome,
    BulkWish,
    HeldQuestion,
    ReadyRow,
    tag_of,
    value_of,
)
from quiz.bank.comparison import QuestionChange
from quiz.bank.history.keeping import BankStep
from quiz.bank.imports import stored_row
from quiz.bank.kinds.registry import canonical, problems
from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of, fingerprints, get_questions
from quiz.bank.rules import Draft, fingerprint
from quiz.bank.translation import from_json
from quiz.extensions import db

WRITTEN_ANEW = frozenset({Bulk.ADD_TAG, Bulk.REMOVE_TAG, Bulk.SECONDS, Bulk.WEIGHT, Bulk.COPY})
OPPOSITE = {Bulk.ADD_TAG: Bulk.REMOVE_TAG, Bulk.REMOVE_TAG: Bulk.ADD_TAG}


def ready_rows(wish: BulkWish, numbers: Iterable[int]) -> dict[int, ReadyRow]:
    """The row of each question as `wish` makes it, judged; a copy begins at version 1."""
    if wish.change not in WRITTEN_ANEW:
        return {}
    return {row.id: _ready_row(row, wish) for row in get_questions([*numbers])}


def _ready_row(question: Question, wish: BulkWish) -> ReadyRow:
    before = canonical(draft_of(question))
    after = _rewritten(before, wish)
    wrong = [problem for problem in problems(after) if not problem.gap]
    mark = question.fingerprint if after == before else fingerprint(after)
    version = 1 if wish.change is Bulk.COPY else question.version + 1
    stored = stored_row(after, mark, version, from_json(question.outdated_texts))
    change = QuestionChange(0, question.id, question.version, before, after, mark, stored=stored)
    return ReadyRow(change, wrong[0].sentence if wrong else None)


def _rewritten(draft: Draft, wish: BulkWish) -> Draft:
    tag = tag_of(wish)
    if wish.change is Bulk.ADD_TAG:
        return draft if tag in draft.tags else replace(draft, tags=(*draft.tags, tag))
    if wish.change is Bulk.REMOVE_TAG:
        return replace(draft, tags=tuple(each for each in draft.tags if each != tag))
    if wish.change is Bulk.SECONDS:
        return replace(draft, seconds=int(wish.value))
    return replace(draft, weight=int(wish.value)) if wish.change is Bulk.WEIGHT else draft


def rewrite_held(
    wish: BulkWish,
    questions: Iterable[HeldQuestion],
    ready: Mapping[int, ReadyRow],
    outcome: BulkOutcome,
    step: BankStep,
) -> None:
    """Write the rows that were made ready; one that would be another's twin stays as it is."""
    taken: dict[int, set[str]] = {}
    changes: dict[int, list[QuestionChange]] = {}
    former: dict[str, list[int]] = {}
    for question in questions:
        if question.bank_id not in taken:
            taken[question.bank_id] = set(fingerprints(question.bank_id))
        change, wrong = ready[question.id].change, ready[question.id].wrong
        if change.after == change.before:
            outcome.already += 1
        elif wrong is not None or change.mark in taken[question.bank_id]:
            outcome.leave(question, wrong or TWIN)
        else:
            taken[question.bank_id].add(change.mark)
            changes.setdefault(question.bank_id, []).append(change)
            former.setdefault(value_of(question, wish.change), []).append(question.id)
            outcome.changed.append(question.id)
    for bank_id, own in changes.items():
        change_questions(db.session.get_one(Bank, bank_id), own, step)
    _keep_way_back(wish, former, outcome)


def _keep_way_back(wish: BulkWish, former: Mapping[str, list[int]], outcome: BulkOutcome) -> None:
    for value, numbers in former.items():
        if wish.change in OPPOSITE:
            outcome.way_back(OPPOSITE[wish.change], wish.value, numbers)
        else:
            outcome.way_back(wish.change, value, numbers, wish.value)
