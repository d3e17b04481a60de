"""What stands open in banks: what an editor would look at again, and has not left as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from sqlalchemy import ColumnElement, case, func, select

from quiz.bank.checks.choices import bank_flaws
from quiz.bank.checks.spelling import mended_draft
from quiz.bank.comparison import QuestionChange
from quiz.bank.imports import stored_row
from quiz.bank.kinds.registry import canonical, problems
from quiz.bank.models import Question
from quiz.bank.queries import draft_of, fingerprints, get_questions, outdated_in
from quiz.bank.rules import fingerprint
from quiz.extensions import db


@dataclass(frozen=True, slots=True)
class OpenFlaws:
    """How many flaws a bank's questions have, and a sentence for each of the whole bank."""

    of_questions: int = 0
    of_bank: tuple[LazyString, ...] = ()

    @property
    def count(self) -> int:
        """All of them."""
        return self.of_questions + len(self.of_bank)


def has_open_flaws() -> ColumnElement[bool]:
    """Whether a question has flaws that nobody has looked at in this version of it."""
    return (Question.flaws > 0) & (Question.checked_version != Question.version)


def has_settled_flaws() -> ColumnElement[bool]:
    """Whether a question has flaws that somebody has left as they are."""
    return (Question.flaws > 0) & (Question.checked_version == Question.version)


def open_flaws(bank_id: int) -> OpenFlaws:
    """What an editor should look at again in a bank."""
    return flaws_by_bank([bank_id]).get(bank_id, OpenFlaws())


def flaws_by_bank(bank_ids: Iterable[int]) -> dict[int, OpenFlaws]:
    """The same for several banks, by their numbers; one without questions is left out."""
    counted = func.count(), func.sum(case((has_open_flaws(), Question.flaws), else_=0))
    rows = db.session.execute(
        select(Question.bank_id, Question.right_traits, *counted)
        .where(Question.bank_id.in_(bank_ids), ~Question.archived)
        .group_by(Question.bank_id, Question.right_traits)
    )
    open_in: dict[int, int] = {}
    traits: dict[int, dict[str, int]] = {}
    for bank_id, kept, count, flaws in rows:
        open_in[bank_id] = open_in.get(bank_id, 0) + int(flaws)
        traits.setdefault(bank_id, {})[kept] = count
    return {
        bank_id: OpenFlaws(count, tuple(bank_flaws(traits[bank_id])))
        for bank_id, count in open_in.items()
    }


def spelling_mends(bank_id: int, versions: Mapping[int, int]) -> list[QuestionChange]:
    """What the signs of those questions of a bank become, ready to be written.

    One that has another version by now is left as it is, and one that would be the same as another
    question of its bank.
    """
    taken, mends = set(fingerprints(bank_id)), []
    for question in get_questions(list(versions)):
        before = draft_of(question)
        after = canonical(mended_draft(before))
        mark = fingerprint(after)
        is_seen = question.bank_id == bank_id and question.version == versions[question.id]
        if is_seen and mark not in taken and all(problem.gap for problem in problems(after)):
            taken.add(mark)
            facts = question.id, question.version, before, after, mark
            outdated = outdated_in(question, after)
            stored = stored_row(after, mark, question.version + 1, outdated)
            mends.append(QuestionChange(0, *facts, stored=stored))
    return mends
