"""After a day nothing tells any more from which network a player joined."""

from quiz.game.clusters import KEPT_MS
from quiz.statements import Book

# A few at a time: nobody who plays waits for it.
AT_ONCE = 500
EVERY_MARKS_S = 60.0
# Only those who still have marks are in that index; SQLite would read everybody who ever joined.
OLD = "SELECT id FROM player {index} WHERE network_mark IS NOT NULL AND joined_at < ? LIMIT ?"
FORGET = "UPDATE player SET network_mark = NULL, agent_mark = NULL WHERE id = ?"


def forget_marks(book: Book, now: int) -> int:
    """Forget the marks of some of those who joined a day before `now` (ms UTC); of how many.

    There may be more if it was AT_ONCE.
    """
    sql = OLD.format(index="INDEXED BY ix_player_marks" if book.sqlite else "")
    old = [row[0] for row in book.run(sql, (now - KEPT_MS, AT_ONCE)).fetchall()]
    if old:
        with book.transaction():
            for player_id in old:
                book.run(FORGET, (player_id,))
    return len(old)
