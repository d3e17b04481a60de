"""What changes one question. Its bank's row is locked first, so nobody collides."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from quiz.audit.actions import record
from quiz.bank.actions import last_position, lock_bank
from quiz.bank.citation import citation_of
from quiz.bank.facts import EDITION, facts_of
from quiz.bank.history.keeping import keep_after, keep_before, new_step, settle_version
from quiz.bank.kinds.registry import canonical, problems
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, get_question, outdated_in
from quiz.bank.rules import Changed, Draft, Unfit, fingerprint
from quiz.bank.translation import OutdatedTexts, languages_of, to_json
from quiz.bin import WITH_BINNED
from quiz.errors import Conflict, NotFound
from quiz.extensions import db

NO_DETAILS: Mapping[str, Any] = MappingProxyType({})
# Nothing's number: a question then keeps its object as long as it says the same of it.
AS_BEFORE = 0


def add_question(bank_id: int, draft: Draft, actor: str, object_id: int | None = None) -> Question:
    """Write a question at the end of a bank; it may still have gaps, but nothing wrong.

    `object_id` is the object that it cites, whose words the draft has.
    """
    bank = lock_bank(bank_id)
    fit = _fit(draft)
    _refuse_twin(bank_id, fit)
    question = Question(bank_id=bank.id, position=last_position(bank) + 1)
    _fill(question, fit)
    question.object_id = object_id
    db.session.add(question)
    db.session.flush()
    step = new_step("question.make", actor)
    keep_after(step, Question.id == question.id, is_first=True)
    record(actor, step.act, f"bank {bank.id}", {"question": question.id})
    db.session.expire(bank, ["questions"])
    return question


def edit_question(
    question_id: int, draft: Draft, version: int, actor: str, object_id: int | None = AS_BEFORE
) -> Question:
    """Replace what a question says, if it still has the `version` that was seen.

    Rounds already launched keep their frozen copy. `object_id` is the object whose words it
    has from now on, None if it is nobody's.
    """
    question = lock_question(question_id, version)
    write_question(question, draft, "question.edit", actor, object_id=object_id)
    return question


def write_question(
    question: Question,
    draft: Draft,
    act: str,
    actor: str,
    details: Mapping[str, Any] = NO_DETAILS,
    object_id: int | None = AS_BEFORE,
    outdated: OutdatedTexts | None = None,
) -> None:
    """Have a locked question say something else, by that act, of which the record has `details`.

    Which texts are out of date by then follows from what it said before, unless it is known.
    """
    fit = _fit(draft)
    _refuse_twin(question.bank_id, fit, question.id)
    keep_before(Question.id == question.id)
    keep_outdated(question, outdated_in(question, fit) if outdated is None else outdated)
    cited = citation_of(draft_of(question)), question.object_id
    changed = _fill(question, fit)
    own = cited[1] if cited[0] == citation_of(fit) else None
    question.object_id = own if object_id == AS_BEFORE else object_id
    question.version += 1
    keep_after(new_step(act, actor), Question.id == question.id)
    known = {"question": question.id, "version": question.version, "fields": changed}
    record(actor, act, f"bank {question.bank_id}", {**known, **details})


def renew_facts() -> int:
    """Keep anew what an earlier program kept of questions, or never did; of how many."""
    earlier = select(Question).where(Question.facts_edition != EDITION)
    stale = db.session.scalars(earlier.execution_options(**WITH_BINNED)).all()
    kept = [_renewed(question) for question in stale]
    if kept:
        db.session.execute(update(Question), kept)
    return len(kept)


def translate_question(
    question_id: int, draft: Draft, language: str, version: int, actor: str
) -> Question:
    """As `edit_question`, by who looked at everything that the question says in `language`."""
    question = lock_question(question_id, version)
    found = outdated_in(question, canonical(draft))
    left = {name: state for name, state in found.items() if state.language != language}
    write_question(question, draft, "question.edit", actor, outdated=left)
    return question


def _renewed(question: Question) -> dict[str, Any]:
    """What is kept of a question now; more flaws than were settled stand open again."""
    facts = facts_of(draft_of(question))
    settled = question.checked_version if facts.flaws <= question.flaws else 0
    return {"id": question.id, "checked_version": settled, **asdict(facts)}


def confirm_translation(question_id: int, version: int, actor: str) -> None:
    """Both languages say the same again, says who saw that `version`; twice is the same success."""
    question = lock_question(question_id, version)
    if question.outdated:
        keep_outdated(question, {})
        settle_version(question.id, question.version)
        record(actor, "question.confirm", f"bank {question.bank_id}", {"question": question_id})


def settle_flaws(question_id: int, version: int, actor: str, *, settled: bool = True) -> None:
    """What an editor would look at again is right as it is, says who saw that `version`.

    It stands open again in the next version, or where that is taken back.
    """
    question = lock_question(question_id, version)
    question.checked_version = version if settled else 0
    act = "question.settle" if settled else "question.reopen"
    record(actor, act, f"bank {question.bank_id}", {"question": question_id})


def keep_outdated(question: Question, outdated: OutdatedTexts) -> None:
    """Keep which of its texts are behind their other language."""
    question.outdated, question.outdated_texts = languages_of(outdated), to_json(outdated)


def lock_question(question_id: int, version: int) -> Question:
    """The question, its bank held until the transaction ends; Changed if it has another version."""
    bank = lock_bank(get_question(question_id).bank_id)
    question = db.session.scalar(
        select(Question).where(Question.id == question_id).execution_options(populate_existing=True)
    )
    if question is None:
        raise NotFound(_l("There is no such question."))
    if question.version != version:
        raise Changed(_l("Somebody changed this question meanwhile; look at it again."), question)
    db.session.expire(bank, ["questions"])
    return question


def _fit(draft: Draft) -> Draft:
    fit = canonical(draft)
    wrong = tuple(problem for problem in problems(fit) if not problem.gap)
    if wrong:
        raise Unfit(wrong)
    return fit


def _refuse_twin(bank_id: int, draft: Draft, besides: int = 0) -> None:
    twin = db.session.scalar(
        select(Question.id).where(
            Question.bank_id == bank_id,
            Question.fingerprint == fingerprint(draft),
            Question.id != besides,
        )
    )
    if twin is not None:
        raise Conflict(_l("This question is already in the bank."))


def _fill(question: Question, draft: Draft) -> list[str]:
    """Write the draft; the names of its parts that are other than before."""
    written = {part.name: getattr(draft, part.name) for part in fields(draft)}
    written |= {"key": dict(draft.key), "tags": list(draft.tags)}
    changed = [name for name, value in written.items() if getattr(question, name) != value]
    for name, value in (*written.items(), *asdict(facts_of(draft)).items()):
        setattr(question, name, value)
    question.fingerprint = fingerprint(draft)
    return changed
