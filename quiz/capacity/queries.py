"""What all machines carry together, by what their workers last said."""

from sqlalchemy import func, select

from quiz.capacity.models import WorkerCapacity
from quiz.capacity.rules import LATELY_MS, WorkerRate, capacity_of
from quiz.extensions import db


def read_capacity(bound: int | None) -> int:
    """How many pulses a second phones may ask for, of all machines together; at most `bound`."""
    rows = db.session.execute(select(WorkerCapacity.at, WorkerCapacity.rate))
    return capacity_of((WorkerRate(at, rate) for at, rate in rows), bound)


def read_least_capacity(bound: int | None) -> int:
    """The least that any process has lately known them to carry, in pulses/s, or knows now."""
    newest = select(func.max(WorkerCapacity.at)).scalar_subquery()
    lately = WorkerCapacity.at >= newest - LATELY_MS
    least = db.session.scalar(select(func.min(WorkerCapacity.least_capacity)).where(lately))
    now = read_capacity(bound)
    return now if least is None else min(least, now)
