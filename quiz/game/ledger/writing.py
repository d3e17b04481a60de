"""The entries of one batch, written inside one transaction of a book, or looked for in another."""

from collections.abc import Sequence
from time import monotonic

from quiz.game.ledger.answers import find, keep
from quiz.game.ledger.book import Book
from quiz.game.ledger.entries import AnswerEntry, Fate, JoinEntry, LateEntry, Outcome, Written
from quiz.game.ledger.joins import seat

# Looking waits for whoever writes to the round, but never for long, as it can be asked again; and
# not for the disk, as it leaves nothing there.
LOOK_SOON = """
SELECT set_config('lock_timeout', '300ms', true), set_config('synchronous_commit', 'off', true)
"""
# A round that is shut is written to by nobody; who counts it is not waited for.
HOLD = """
SELECT id FROM round WHERE id = ANY(%s) AND shut_at IS NULL ORDER BY id FOR NO KEY UPDATE
"""


def write(book: Book, entries: Sequence[Written], until: Sequence[float]) -> list[Outcome]:
    """Write all entries, in one transaction; what became of each, in their order.

    Somebody waits for each `until` an instant of the monotonic clock. What had to wait longer than
    that for the database is not written, and AWAY.
    """
    outcomes: list[Outcome] = [Fate.AWAY] * len(entries)
    with book.transaction():
        now = monotonic()
        joins: dict[int, JoinEntry] = {}
        answers: dict[int, AnswerEntry] = {}
        for index, entry in enumerate(entries):
            if until[index] > now:
                if isinstance(entry, JoinEntry):
                    joins[index] = entry
                else:
                    answers[index] = entry
        if joins:
            for index, seated in zip(joins, seat(book, list(joins.values())), strict=True):
                outcomes[index] = seated
        if answers:
            patience = [until[index] - now for index in answers]
            kept = keep(book, list(answers.values()), patience)
            for index, outcome in zip(answers, kept, strict=True):
                outcomes[index] = outcome
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
        return [find(book, entry.round_id, entry.player_id) for entry in entries]
