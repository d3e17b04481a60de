"""The names on kept boards, when a player is called otherwise, or forgotten."""

from collections.abc import Mapping

from quiz.events.models import Event
from quiz.extensions import db
from quiz.game.models import Board


def rename_on_boards(event: Event, names: Mapping[int, str]) -> bool:
    """Give players, by number, another name on every kept board; whether any board had one.

    Only screens that show such a name are made anew: anybody may go at any time.
    """
    named = False
    for played in event.rounds:
        board = db.session.get(Board, played.id)
        if board is None or not any(row[0] in names for row in board.top["rows"]):
            continue
        rows = [[row[0], names.get(row[0], row[1]), *row[2:]] for row in board.top["rows"]]
        board.top = {"rows": rows}
        played.revision += 1
        named = True
    return named
