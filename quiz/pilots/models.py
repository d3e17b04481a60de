"""The auto-pilot of an event that nobody leads, and the hours of its questions."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class Pilot(Base):
    """An event's auto-pilot: how long it leaves what is on, and what it does next.

    An answer stays for `answer_s` seconds, a board for `talk_s`; one that `ends` ends the event
    after the last question. It leads from `engaged_at` until `paused_at` (ms UTC), and `pause` says
    why it does not. `next_step` is to be taken, or worked out again, at the studio instant
    `next_at`.
    """

    __tablename__ = "pilot"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    answer_s: Mapped[int]
    talk_s: Mapped[int]
    ends: Mapped[bool]
    engaged_at: Mapped[int]
    paused_at: Mapped[int | None]
    pause: Mapped[str] = mapped_column(String(16), default="")
    next_step: Mapped[str | None] = mapped_column(String(16))
    next_at: Mapped[int | None]


class LaunchHour(Base):
    """The studio instant (ms UTC) at which a planned question is to be launched, never before."""

    __tablename__ = "launch_hour"

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[int]
