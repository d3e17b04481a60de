"""How hard a question proved to be: a round is measured once, when its evening is over."""

from collections.abc import Callable, Sequence
from time import monotonic

from quiz.periodic import PeriodicTask
from quiz.statements import Book

HOUR_MS = 3_600_000
# An evening that nobody ended is over after so long.
OVER_MS = 6 * HOUR_MS
EVERY_S = 60.0
# How a rehearsal went says nothing of a question.
# Who ends an evening is told until then that it may be undone; nobody plays any more after it.
UNMEASURED = """
SELECT round.id, round.question_id, round.voided_at IS NOT NULL AND NOT round.counts_again
FROM round JOIN event ON event.id = round.event_id
WHERE round.counted_at IS NOT NULL AND round.cancelled_at IS NULL
AND round.question_id IS NOT NULL AND event.original_id IS NULL
AND (event.ended_at < ? OR round.counted_at < ?)
AND NOT EXISTS (SELECT 1 FROM round_measure WHERE round_measure.round_id = round.id)
ORDER BY round.id LIMIT 1
"""
# What is not scored has no credit, and is not counted.
ANSWERS = """
SELECT COUNT(credit), COALESCE(SUM(CASE WHEN credit = '1' THEN 1 ELSE 0 END), 0)
FROM answer WHERE round_id = ?
"""
KEEP = """
INSERT INTO round_measure (round_id, answers, right_answers) VALUES (?, ?, ?)
ON CONFLICT (round_id) DO NOTHING
"""
FORGET = "DELETE FROM round_measure WHERE round_id = ?"
ADD_UP = """
UPDATE question SET last_used_at = own.last_used_at, answers = own.answers,
  right_answers = own.right_answers
FROM (
  SELECT MAX(round.launched_at) AS last_used_at,
    COALESCE(SUM(round_measure.answers), 0) AS answers,
    COALESCE(SUM(round_measure.right_answers), 0) AS right_answers
  FROM round JOIN round_measure ON round_measure.round_id = round.id WHERE round.question_id = ?
) AS own
WHERE question.id = ?
"""


def add_up(book: Book, question_ids: Sequence[int]) -> None:
    """Count anew how those questions proved to be, once some of their rounds are gone."""
    for question_id in question_ids:
        book.run(ADD_UP, (question_id, question_id))


class Measuring(PeriodicTask):
    """Measures rounds of evenings that are over, one at a time, and looks again each minute."""

    def __init__(self, open_book: Callable[[], Book], now: Callable[[], int]) -> None:
        super().__init__("measuring", open_book, self._measure)
        self._now = now
        self._due = 0.0

    def _measure(self, book: Book) -> None:
        if monotonic() >= self._due and not measure_next(book, self._now()):
            self._due = monotonic() + EVERY_S


def measure_next(book: Book, now: int) -> bool:
    """Measure one round whose evening is over at `now` (ms UTC); false if none is left.

    Its question then has when it was last used, how often it was answered, how often rightly.
    """
    row = book.run(UNMEASURED, (now - HOUR_MS, now - OVER_MS)).fetchone()
    if row is None:
        return False
    round_id, question_id, void = row
    numbers = (0, 0) if void else book.run(ANSWERS, (round_id,)).fetchone()
    with book.transaction():
        book.run(KEEP, (round_id, *numbers))
        book.run(ADD_UP, (question_id, question_id))
    return True
