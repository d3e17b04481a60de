"""What all machines carry together, by what their workers last said."""

from sqlalchemy import select

from quiz.capacity.models import WorkerCapacity
from quiz.capacity.rules import WorkerRate, capacity_of
from quiz.extensions import db


def read_capacity(bound: int | None) -> int:
    """How many pulses a second phones may ask for, of all machines together; at most `bound`."""
    rows = db.session.execute(select(WorkerCapacity.at, WorkerCapacity.rate))
    return capacity_of((WorkerRate(at, rate) for at, rate in rows), bound)
