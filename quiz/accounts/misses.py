"""Wrong passwords: counted before they are looked at, so that whoever guesses has to wait."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import delete, func, select

from quiz.accounts.models import Miss
from quiz.accounts.rules import MISS_WINDOW, UNKNOWN_KEPT, hash_of, wait_ms
from quiz.audit.actions import STRANGER, record
from quiz.audit.queries import count_entries
from quiz.clock import clock
from quiz.database import is_sqlite
from quiz.extensions import db

UNKNOWN = "unknown account"


class Attempt(NamedTuple):
    """How long to wait (ms) before a password is looked at; else the misses it counts as so far."""

    wait: int
    misses: tuple[int, ...] = ()


def begin_attempt(account: str, limits: Mapping[str, int]) -> Attempt:
    """Count a wrong password under all of `limits`, before any is looked at; else say the wait.

    Of many at once only as many are let through as may miss, on all machines together: who comes
    at the same time for the same account, or from the same network, waits here until the one
    before is counted.
    """
    now = clock.now()
    if not is_sqlite(str(db.engine.url)):
        # In one order, so that two who want both never wait for one another.
        for key in sorted({int(hash_of(what)[:15], 16) for what in limits}):
            db.session.execute(select(func.pg_advisory_xact_lock(key)))
    if wait := longest_wait(limits, now):
        return Attempt(wait)
    db.session.execute(delete(Miss).where(Miss.at <= now - MISS_WINDOW))
    misses = [
        Miss(about_hash=hash_of(what), account_hash=hash_of(account), at=now) for what in limits
    ]
    db.session.add_all(misses)
    db.session.flush()
    return Attempt(0, tuple(miss.id for miss in misses))


def note_miss(staff_id: int) -> None:
    """Keep for ever that somebody gave a wrong password for that account."""
    record(STRANGER, "miss password", f"staff {staff_id}")


def note_unknown(mark: str) -> None:
    """Keep for ever that somebody tried an account that is not there, known by `mark` alone.

    Some a minute are kept, whoever they are of: guesses must not fill the disk.
    """
    if count_entries(UNKNOWN, clock.now() - MISS_WINDOW) < UNKNOWN_KEPT:
        record(STRANGER, "miss account", UNKNOWN, {"mark": mark})


def take_back(attempt: Attempt) -> None:
    """An attempt that was no miss."""
    db.session.execute(delete(Miss).where(Miss.id.in_(attempt.misses)))


def longest_wait(limits: Mapping[str, int], now: int) -> int:
    """How many ms to wait before a password is looked at that is counted under all of `limits`."""
    return max(
        wait_ms(_misses(hash_of(what), now), allowed, now) for what, allowed in limits.items()
    )


def _misses(about_hash: str, now: int) -> Sequence[int]:
    return db.session.scalars(
        select(Miss.at).where(Miss.about_hash == about_hash, Miss.at > now - MISS_WINDOW)
    ).all()
