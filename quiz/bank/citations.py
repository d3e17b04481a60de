"""The questions that cite an object: which they are, and how they come by its new words."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from quiz.audit.actions import record
from quiz.bank.actions import lock_bank
from quiz.bank.citation import Citation, words_cited
from quiz.bank.edits import keep_outdated
from quiz.bank.facts import facts_of
from quiz.bank.history.keeping import keep_after, keep_before, new_step
from quiz.bank.kinds.registry import canonical
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, fingerprints, outdated_in
from quiz.bank.rules import fingerprint
from quiz.bin import WITH_BINNED
from quiz.errors import Conflict
from quiz.extensions import db


def count_citing(object_ids: Iterable[int]) -> dict[int, int]:
    """How many questions cite each of these objects; those that none cites are not named."""
    counted = select(Question.object_id, func.count()).where(Question.object_id.in_(object_ids))
    rows = db.session.execute(counted.group_by(Question.object_id))
    return {number: count for number, count in rows if number is not None}


def questions_citing(object_id: int) -> list[Question]:
    """The questions that cite an object, with their banks, in the banks' order."""
    chosen = select(Question).where(Question.object_id == object_id)
    ordered = chosen.order_by(Question.bank_id, Question.position, Question.id)
    return list(db.session.scalars(ordered.options(joinedload(Question.bank))))


def cite_anew(object_id: int, citation: Citation, source: tuple[str, str], actor: str) -> int:
    """Give all questions that cite an object its words as they are now; how many it changed.

    `source` is the object's page, before and now: a question that gave the old one as its source
    gives the new one. Rounds already launched keep their frozen copy. Conflict where a question
    would then be the same as another one of its bank.
    """
    found = select(Question.bank_id).where(Question.object_id == object_id).distinct()
    changed = 0
    # Everybody takes them in this order, so that nobody waits for somebody who waits.
    for bank_id in sorted(db.session.scalars(found.execution_options(**WITH_BINNED))):
        lock_bank(bank_id)
        of_bank = Question.object_id == object_id, Question.bank_id == bank_id
        keep_before(*of_bank)
        cited = [
            question.id
            for question in _held(object_id, bank_id)
            if _recite(question, citation, source)
        ]
        if cited:
            changed += len(cited)
            keep_after(new_step("question.cite", actor), Question.id.in_(cited))
            record(actor, "question.cite", f"bank {bank_id}", {"changed": cited})
    db.session.flush()
    return changed


def _held(object_id: int, bank_id: int) -> list[Question]:
    chosen = select(Question).where(Question.object_id == object_id, Question.bank_id == bank_id)
    return list(db.session.scalars(chosen.execution_options(populate_existing=True, **WITH_BINNED)))


def _recite(question: Question, citation: Citation, source: tuple[str, str]) -> bool:
    """Write the words into the question; whether anything is other than before."""
    before, (old_page, page) = draft_of(question), source
    own = page if before.source_url == old_page else before.source_url
    after = canonical(replace(before, source_url=own, **words_cited(citation)))
    if after == canonical(before):
        return False
    mark = fingerprint(after)
    if fingerprints(question.bank_id).get(mark, question.id) != question.id:
        raise Conflict(
            _l(
                "“%(question)s” would then be the same as another question of its bank.",
                question=before.prompt.in_("fr"),
            )
        )
    keep_outdated(question, outdated_in(question, after))
    for name, value in (*words_cited(citation).items(), *asdict(facts_of(after)).items()):
        setattr(question, name, getattr(after, name, value))
    question.source_url, question.fingerprint = own, mark
    question.version += 1
    db.session.flush()
    return True


def objects_cited(bank_id: int) -> set[int]:
    """The numbers of the objects that the questions of a bank cite."""
    cited = select(Question.object_id).where(Question.bank_id == bank_id).distinct()
    return {number for number in db.session.scalars(cited) if number is not None}


def cite_filed(bank_id: int, marks: Mapping[str, int]) -> None:
    """Let those questions of a bank that cite no object cite these, by their fingerprints."""
    if not marks:
        return
    own = (Question.bank_id == bank_id, Question.object_id.is_(None))
    chosen = select(Question.id, Question.fingerprint).where(*own, Question.fingerprint.in_(marks))
    found = db.session.execute(chosen).all()
    if found:
        rows = [{"id": row.id, "object_id": marks[row.fingerprint]} for row in found]
        db.session.execute(update(Question), rows)
