"""What staff did, one row an act."""

from typing import Any, NamedTuple

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class Subject(NamedTuple):
    """To what something was done: "event va2020", "bank 3".

    An event is known by its key, whichever code it has by now.
    """

    words: str
    event_key: str | None = None


def to_subject(named: str | Subject) -> Subject:
    """The subject that is no event's, if it is only named."""
    return Subject(named) if isinstance(named, str) else named


class AuditEntry(Base):
    """Something that staff did: who, what, to which thing, when, and from which network.

    `subject` is as it was called then; `event_key` finds what was done to an event, whatever its
    code is now. Only ever added to, but for the network, which is forgotten after some weeks, and
    for what was done in a rehearsal, which goes with it.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject", "subject", "at"),
        Index("ix_audit_entry_event_key", "event_key", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    actor: Mapped[str] = mapped_column(String(255))
    act: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(120))
    event_key: Mapped[str | None] = mapped_column(String(32))
    network: Mapped[str | None] = mapped_column(String(64))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
