"""After a day nothing tells any more from which network a player joined."""

from quiz.game.clusters import KEPT_MS
from quiz.game.ledger.book import Book

# A few at a time: nobody who plays waits for it.
AT_ONCE = 500
OLD = """
SELECT id FROM player WHERE network_mark IS NOT NULL AND event_id IN (
  SELECT id FROM event WHERE starts_at < ?
) AND joined_at < ? LIMIT ?
"""


def forget_marks(book: Book, now: int) -> int:
    """Forget the marks of some of those who joined a day before `now` (ms UTC); of how many."""
    before = now - KEPT_MS
    old = [row[0] for row in book.run(OLD, (before, before, AT_ONCE)).fetchall()]
    if old:
        with book.transaction():
            for player_id in old:
                book.run(
                    "UPDATE player SET network_mark = NULL, agent_mark = NULL WHERE id = ?",
                    (player_id,),
                )
    return len(old)
