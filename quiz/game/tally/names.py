"""The names of those on a board, as the rule has them for the instant at which it was counted."""

from collections.abc import Collection

from quiz.game.facts import NameFacts
from quiz.game.rules import board_name
from quiz.statements import Book

NAMES = """
SELECT id, nickname, language, own_nickname IS NOT NULL, unseen_since, is_doubtful
FROM player WHERE id IN ({marks})
"""


def read_board_names(book: Book, player_ids: Collection[int], counted_at: int) -> dict[int, str]:
    """How the board of a round that was counted then calls those players, by number."""
    marks = ", ".join("?" * len(player_ids)) or "NULL"
    rows = book.run(NAMES.format(marks=marks), tuple(player_ids)).fetchall()
    return {
        player_id: board_name(player_id, NameFacts(*name), counted_at) for player_id, *name in rows
    }
