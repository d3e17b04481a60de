"""Measurements of how late an event's channels are: three flashes, and who tapped when."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class DelayMeasurement(Base):
    """What was begun last for an event, under a secret that lets phones tap; instants in ms UTC.

    The flashes follow from `started_at`, the beginning of their last series, if there was one.
    """

    __tablename__ = "delay_measurement"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), unique=True)
    secret: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[int]
    made_by: Mapped[str] = mapped_column(String(255))
    started_at: Mapped[int | None]
    ended_at: Mapped[int | None]


class DelayTap(Base):
    """That one phone saw a flash of a series on a channel, so long (ms) after the studio."""

    __tablename__ = "delay_tap"
    __table_args__ = (
        UniqueConstraint("measurement_id", "channel_id", "tapper", "started_at", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    measurement_id: Mapped[int] = mapped_column(
        ForeignKey("delay_measurement.id", ondelete="CASCADE")
    )
    channel_id: Mapped[int] = mapped_column(
        ForeignKey("channel.id", ondelete="CASCADE"), index=True
    )
    tapper: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[int]
    number: Mapped[int]
    delay_ms: Mapped[int]
