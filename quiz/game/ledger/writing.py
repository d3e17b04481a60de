"""The entries of one batch, written inside one transaction of a book, or looked for in another."""

from collections.abc import Sequence
from time import monotonic

from quiz.game.ledger.answers import find_answer, keep, keep_at_once
from quiz.game.ledger.entries import AnswerEntry, Fate, JoinEntry, LateEntry, Outcome, Written
from quiz.game.ledger.joins import seat, seat_at_once
from quiz.statements import Book

# Looking waits for whoever writes to the round, but never for long, as it can be asked again; and
# not for the disk, as it leaves nothing there.
LOOK_SOON = """
SELECT set_config('lock_timeout', '300ms', true), set_config('synchronous_commit', 'off', true)
"""
# A round that is shut is written to by nobody; who counts it is not waited for.
HOLD = """
SELECT id FROM round WHERE id = ANY(%s) AND shut_at IS NULL ORDER BY id FOR NO KEY UPDATE
"""


def write_batch(book: Book, entries: Sequence[Written], until: Sequence[float]) -> list[Outcome]:
    """Write all entries, in one transaction; what became of each, in their order.

    Somebody waits for each `until` an instant of the monotonic clock. What had to wait longer than
    that for the database is not written, and AWAY.
    """
    with book.turn():
        return _write_at_once(book, entries, until) or _write_with_care(book, entries, until)


def _write_at_once(
    book: Book, entries: Sequence[Written], until: Sequence[float]
) -> list[Outcome] | None:
    """SQLite: most batches are of answers alone, or of joins; None for others, nothing written."""
    if not book.sqlite or book.inside or min(until) <= monotonic():
        return None
    answers = [entry for entry in entries if isinstance(entry, AnswerEntry)]
    joins = [entry for entry in entries if isinstance(entry, JoinEntry)]
    if answers and joins:
        return None
    return keep_at_once(book, answers) if answers else seat_at_once(book, joins)


def _write_with_care(
    book: Book, entries: Sequence[Written], until: Sequence[float]
) -> list[Outcome]:
    outcomes: list[Outcome] = [Fate.AWAY] * len(entries)
    with book.transaction():
        now = monotonic()
        waited = [place for place, instant in enumerate(until) if instant > now]
        joins = {p: j for p in waited if isinstance(j := entries[p], JoinEntry)}
        answers = {p: a for p in waited if isinstance(a := entries[p], AnswerEntry)}
        if joins:
            for place, outcome in zip(joins, seat(book, list(joins.values())), strict=True):
                outcomes[place] = outcome
        if answers:
            patience = [until[place] - now for place in answers]
            kept = keep(book, list(answers.values()), patience)
            for place, outcome in zip(answers, kept, strict=True):
                outcomes[place] = outcome
    return outcomes


def look_for(book: Book, entries: Sequence[LateEntry]) -> list[Outcome]:
    """What is on disk for each, once every write of its round that was under way has ended.

    It is a transaction of its own: two processes that have written to a round, and then want it
    for themselves, would wait for each other.
    """
    with book.transaction():
        if not book.sqlite:
            book.run(LOOK_SOON)
            book.connection.execute(HOLD, [sorted({entry.round_id for entry in entries})])
        return [find_answer(book, entry.round_id, entry.player_id) for entry in entries]
