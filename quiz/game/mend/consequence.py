"""What a mend would change, found by the same code that would carry it out."""

from dataclasses import dataclass

from quiz.events.facts import RoundFacts
from quiz.events.mends import Change, after_change
from quiz.game.mend.boards import remade_boards
from quiz.game.tally.judging import rejudge
from quiz.statements import Book, read_json

LAST_BOARD = """
SELECT board.top FROM board JOIN round ON round.id = board.round_id
WHERE round.event_id = ? AND round.cancelled_at IS NULL ORDER BY round.number DESC LIMIT 1
"""
# The host is told whose place it is, whatever the screens call them.
NAME = "SELECT nickname FROM player WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Consequence:
    """How many answers would bring more points and how many less, and whose is the first place.

    Before the count, when no point is seen yet, `is_counted` is false and nobody has a place.
    """

    is_counted: bool
    gain: int
    lose: int
    first_before: str
    first_after: str


def foresee(book: Book, event_id: int, played: RoundFacts, change: Change) -> Consequence:
    """What the change would do to the round, as it will be once everything that waits is done."""
    after = after_change(played, change)
    changed = rejudge(book, played, after, lambda _seen: None)
    gain = sum(row.points > row.points_before for row in changed)
    lose = sum(row.points < row.points_before for row in changed)
    if played.times.counted_at is None:
        return Consequence(False, gain, lose, "", "")
    last = book.run(LAST_BOARD, (event_id,)).fetchone()
    before = [row[0] for row in read_json(last[0])["rows"]]
    after_it = [row[0] for row in remade_boards(book, event_id, after, changed)[-1].rows]
    return Consequence(True, gain, lose, _first(book, before), _first(book, after_it))


def _first(book: Book, player_ids: list[int]) -> str:
    found = book.run(NAME, (player_ids[0],)).fetchone() if player_ids else None
    return "" if found is None else found[0] or ""
