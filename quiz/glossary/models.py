"""The museum's own words, each in both languages."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class GlossaryTerm(Base):
    """A term; `fr_folded` and `zh_folded` together are what tells it from another."""

    __tablename__ = "glossary_term"
    __table_args__ = (UniqueConstraint("fr_folded", "zh_folded"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    fr: Mapped[str] = mapped_column(String(120))
    zh: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(String(500), default="")
    fr_folded: Mapped[str] = mapped_column(String(480))
    zh_folded: Mapped[str] = mapped_column(String(480))
