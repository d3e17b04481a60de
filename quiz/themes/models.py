"""The look that a museum gives to an event's screens."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class Theme(Base):
    """Three colours as `#rrggbb`; the key of the picture that is the mark, or nothing."""

    __tablename__ = "theme"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    panel: Mapped[str] = mapped_column(String(7))
    words: Mapped[str] = mapped_column(String(7))
    accent: Mapped[str] = mapped_column(String(7))
    mark: Mapped[str] = mapped_column(String(32), default="")
