"""The names on kept boards, when a player is called otherwise, read by a host, or forgotten."""

from collections.abc import Collection

from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.models import Board
from quiz.game.queries import session_book
from quiz.game.tally.names import read_board_names


def renew_names(event: Event, player_ids: Collection[int]) -> bool:
    """Have every kept board call those players as it would now; whether that changed any.

    Only screens that show such a name are made anew: anybody may go at any time.
    """
    changed = False
    for played in event.rounds:
        board = db.session.get(Board, played.id)
        if board is None:
            continue
        there = [row[0] for row in board.top["rows"] if row[0] in player_ids]
        names = read_board_names(session_book(), there, played.counted_at or 0) if there else {}
        rows = [[row[0], names.get(row[0], row[1]), *row[2:]] for row in board.top["rows"]]
        if rows == board.top["rows"]:
            continue
        board.top = {"rows": rows}
        played.revision += 1
        changed = True
    return changed
