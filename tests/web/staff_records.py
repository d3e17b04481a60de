"""What a form of staff leaves behind: the record's entries, and a version of what it wrote."""

from dataclasses import dataclass

from sqlalchemy import func, select

from quiz.audit.labels import ACTS
from quiz.audit.models import AuditEntry
from quiz.bank.formats.json_drafts import draft_of_json
from quiz.bank.models import Question, QuestionVersion
from quiz.bank.queries import draft_of
from quiz.extensions import db

Said = dict[int, tuple[int, str]]


@dataclass(frozen=True)
class Before:
    """The record's last entry, and what every question said, before a form was sent."""

    entry: int
    said: Said

    def check(self) -> None:
        """The record has what was done in words that it knows; what was written has its version."""
        kept = db.session.scalars(select(AuditEntry).where(AuditEntry.id > self.entry)).all()
        assert kept
        assert {entry.act for entry in kept} <= ACTS.keys()
        assert {entry.network for entry in kept} == {"127.0.0.1"}
        assert questions().items() - self.said.items() <= last_versions().items()


def before() -> Before:
    """How it stands now."""
    found = Before(db.session.scalar(select(func.max(AuditEntry.id))) or 0, questions())
    db.session.rollback()
    return found


def questions() -> Said:
    """The version of each question, and what it says."""
    rows = db.session.scalars(select(Question))
    return {row.id: (row.version, repr(draft_of(row))) for row in rows}


def last_versions() -> Said:
    """The same, as the history has it."""
    rows = db.session.scalars(select(QuestionVersion).order_by(QuestionVersion.number))
    return {row.question_id: (row.number, repr(draft_of_json(row.content))) for row in rows}
