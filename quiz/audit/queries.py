"""What the record says: about one thing, or about everything, a page at a time."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select

from quiz.audit.models import AuditEntry, Subject, to_subject
from quiz.extensions import db
from quiz.pages import Page, read_page

ENTRIES_A_PAGE = 50


def is_about(about: str | Subject) -> ColumnElement[bool]:
    """What was done to a thing; to an event, under whichever code it had then."""
    subject = to_subject(about)
    named = AuditEntry.subject == subject.words
    if subject.event_key is None:
        return named
    nameless = AuditEntry.event_key.is_(None) & named
    return or_(AuditEntry.event_key == subject.event_key, nameless)


def entries_about(subject: str | Subject, limit: int = 200) -> Sequence[AuditEntry]:
    """What staff did to `subject`, the newest first."""
    newest = AuditEntry.at.desc(), AuditEntry.id.desc()
    return db.session.scalars(
        select(AuditEntry).where(is_about(subject)).order_by(*newest).limit(limit)
    ).all()


def last_entries(event_key: str, limit: int) -> Sequence[AuditEntry]:
    """What staff did last to the event of that key, the newest first; an index ends it there."""
    newest = AuditEntry.at.desc(), AuditEntry.id.desc()
    about = AuditEntry.event_key == event_key
    return db.session.scalars(select(AuditEntry).where(about).order_by(*newest).limit(limit)).all()


def last_done(subject: str | Subject, acts: Sequence[str]) -> int | None:
    """When something whose act begins with one of `acts` was last done to it (ms UTC), if ever."""
    begins = or_(*(AuditEntry.act.startswith(act, autoescape=True) for act in acts))
    return db.session.scalar(select(func.max(AuditEntry.at)).where(is_about(subject), begins))


def count_entries(subject: str, since: int, actor: str | None = None) -> int:
    """How often something was kept about `subject` from that instant on, perhaps by one person."""
    query = select(func.count()).where(AuditEntry.subject == subject, AuditEntry.at >= since)
    if actor is not None:
        query = query.where(AuditEntry.actor == actor)
    return db.session.scalar(query) or 0


def list_record(
    acts: Sequence[str], by: str | None, subject: str | None, page: int
) -> Page[AuditEntry]:
    """The entries whose act begins with one of `acts`, by or about somebody, a page at a time.

    No acts are all of them; neither `by` nor `subject` is everything.
    """
    conditions: list[ColumnElement[bool]] = []
    if acts:
        conditions.append(or_(*(AuditEntry.act.startswith(act, autoescape=True) for act in acts)))
    whose = [] if by is None else [AuditEntry.actor == by]
    whose += [] if subject is None else [AuditEntry.subject == subject]
    if whose:
        conditions.append(or_(*whose))
    found = db.session.scalar(select(func.count(AuditEntry.id)).where(*conditions)) or 0
    rows = select(AuditEntry).where(*conditions).order_by(AuditEntry.id.desc())
    return read_page(
        found,
        page,
        ENTRIES_A_PAGE,
        lambda offset: db.session.scalars(rows.limit(ENTRIES_A_PAGE).offset(offset)).all(),
    )
