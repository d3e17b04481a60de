"""What all machines carry together, by what their workers last said."""

from sqlalchemy import func, select

from quiz.capacity.models import WorkerCapacity
from quiz.capacity.rules import LATELY_MS, Load, WorkerRate, load_of
from quiz.extensions import db


def read_load(bound: int | None) -> Load:
    """What all machines carry together, at most `bound` pulses a second, and their strain."""
    known = WorkerCapacity.at, WorkerCapacity.rate, WorkerCapacity.line_ms
    return load_of((WorkerRate(*row) for row in db.session.execute(select(*known))), bound)


def read_least_capacity(load: Load) -> int:
    """The least by which any process has lately told phones how often to ask, or does by `load`."""
    newest = select(func.max(WorkerCapacity.at)).scalar_subquery()
    lately = WorkerCapacity.at >= newest - LATELY_MS
    least = db.session.scalar(select(func.min(WorkerCapacity.least_capacity)).where(lately))
    return load.polled if least is None else min(least, load.polled)
