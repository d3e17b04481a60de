"""The machines that follow one database's clock."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class Node(Base):
    """One `quiz serve` with all its workers, beside others on the same PostgreSQL.

    `seen_at` is the database's own clock at the last measurement, `disagreement_ms` how far that
    was ahead of the node's; `offset_ms` is what its workers then added to their machine's wall,
    `goal_ms` what they come to. `apart` counts the measurements in a row that found the node away
    from the others.
    """

    __tablename__ = "node"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    seen_at: Mapped[int]
    offset_ms: Mapped[int]
    goal_ms: Mapped[int]
    disagreement_ms: Mapped[int]
    apart: Mapped[int]
