"""The simulated crowd of a rehearsal, kept where every machine sees it."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class RehearsalCrowd(Base):
    """What was wished for, and what became of it: the last crowd of a rehearsal, of one process.

    Its `key` tells it from the one before, whose process may still live. The process said last at
    `beat_at` how many have `joined`, and how many `answered` the round `round_number`; once there
    is an `ended_at` it leaves. All instants are ms UTC.
    """

    __tablename__ = "crowd"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(16))
    players: Mapped[int]
    chinese: Mapped[int]
    pace: Mapped[str] = mapped_column(String(16))
    started_at: Mapped[int]
    started_by: Mapped[str] = mapped_column(String(255))
    beat_at: Mapped[int | None]
    joined: Mapped[int] = mapped_column(default=0)
    answered: Mapped[int] = mapped_column(default=0)
    round_number: Mapped[int | None]
    ended_at: Mapped[int | None]
    ending: Mapped[str | None] = mapped_column(String(16))
