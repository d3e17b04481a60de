"""What each worker says that it could do."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.extensions import Base


class WorkerCapacity(Base):
    """A process of `quiz serve` on the machine `node`, and what it could do: `rate` pulses/s.

    `at` is when it said so, in ms UTC: once a second. One that is silent is no more, and is
    forgotten within a minute. `least_capacity` is the least that it knew all machines to carry
    lately, in pulses/s: by that it told phones how often to ask. `line_ms` is for how long requests
    stand in line before it.
    """

    __tablename__ = "worker_capacity"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    node: Mapped[str] = mapped_column(String(32))
    at: Mapped[int]
    rate: Mapped[int]
    least_capacity: Mapped[int | None]
    line_ms: Mapped[int] = mapped_column(default=0, server_default="0")
