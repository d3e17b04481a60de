"""What is to be mended in a round before it is counted: the count finds it done."""

import json
from dataclasses import dataclass

from quiz.events.facts import RoundFacts
from quiz.events.mends import Change, after_change, change_from, inverse_of
from quiz.game.tally.judging import read_round, rejudge, rewrite
from quiz.statements import Book, read_json

WAITING = "SELECT id, change FROM mend WHERE round_id = ? AND done_at IS NULL ORDER BY id"
SETTLE = "UPDATE mend SET inverse = ?, changed = ?, percent = 100, done_at = ? WHERE id = ?"
SWITCH_ROUND = "UPDATE round SET content = ?, weight = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class EarlyMends:
    """A round whose answers are judged by what is to be mended: which mends, and what undoes each.

    `changed` is how many answers are worth something else for it.
    """

    mends: dict[int, Change]
    inverses: dict[int, Change]
    after: RoundFacts | None
    changed: int


def waiting_mends(book: Book, round_id: int) -> dict[int, Change]:
    """What is to be mended in the round, by number, in order."""
    rows = book.run(WAITING, (round_id,)).fetchall()
    return {mend_id: change_from(read_json(change)) for mend_id, change in rows}


def judge_early(book: Book, round_id: int) -> EarlyMends:
    """Judge the answers of a round that is shut by what is to be mended; nothing is seen of it yet.

    Done twice it changes nothing more.
    """
    mends = waiting_mends(book, round_id)
    if not mends:
        return EarlyMends({}, {}, None, 0)
    after, inverses = read_round(book, round_id), {}
    for mend_id, change in mends.items():
        inverses[mend_id] = inverse_of(after, change)
        after = after_change(after, change)
    changed = rejudge(book, after, after, lambda _seen: None)
    rewrite(book, round_id, changed)
    return EarlyMends(mends, inverses, after, len(changed))


def settle_mends(book: Book, prepared: EarlyMends, now: int) -> None:
    """Keep, within the count's transaction, that these mends are done."""
    if prepared.after is None:
        return
    after = prepared.after
    content = json.dumps(after.content, ensure_ascii=False)
    book.run(SWITCH_ROUND, (content, after.weight, after.times.id))
    for mend_id, inverse in prepared.inverses.items():
        book.run(SETTLE, (json.dumps(inverse.to_json()), prepared.changed, now, mend_id))
