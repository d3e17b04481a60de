"""Mends that wait are carried out here, one after the other, by whichever process claims them."""

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from quiz.events.facts import RoundFacts
from quiz.events.mends import Change, after_change, change_from, inverse_of
from quiz.game.mend.boards import RemadeBoard, board_values, remade_boards
from quiz.game.tally.divisions import keep_places
from quiz.game.tally.early import SETTLE, waiting_mends
from quiz.game.tally.judging import SLICE, Rejudged, read_round, rejudge, sent
from quiz.game.tally.measure import FORGET
from quiz.periodic import PeriodicTask
from quiz.statements import Book, read_json

# Who works at a mend says so more often than this; after it, another process takes over.
LEASE_MS = 10_000
# While a later question is on, its players are not to be disturbed: it is counted first.
NEXT = """
SELECT mend.id FROM mend JOIN round ON round.id = mend.round_id
WHERE mend.done_at IS NULL AND round.counted_at IS NOT NULL
AND (mend.claimed_at IS NULL OR mend.claimed_at < ?)
AND NOT EXISTS (
  SELECT 1 FROM round AS other WHERE other.event_id = round.event_id
  AND other.counted_at IS NULL AND other.cancelled_at IS NULL
) AND NOT EXISTS (
  SELECT 1 FROM mend AS earlier JOIN round AS its ON its.id = earlier.round_id
  WHERE its.event_id = round.event_id AND earlier.done_at IS NULL AND earlier.id < mend.id
) ORDER BY mend.id LIMIT 1
"""
CLAIM = """
UPDATE mend SET claimed_at = ?, percent = 0
WHERE id = ? AND done_at IS NULL AND (claimed_at IS NULL OR claimed_at < ?)
"""
READ = """
SELECT mend.change, round.id, round.event_id, event.version
FROM mend JOIN round ON round.id = mend.round_id JOIN event ON event.id = round.event_id
WHERE mend.id = ? AND mend.done_at IS NULL
"""
KEEP = """
INSERT INTO mended_answer (mend_id, player_id, points_before, credit, points, right_gain)
SELECT ?, CAST(sent.value ->> 0 AS BIGINT), CAST(sent.value ->> 1 AS BIGINT), sent.value ->> 2,
  CAST(sent.value ->> 3 AS BIGINT), CAST(sent.value ->> 4 AS BIGINT)
FROM {sent}
"""
STILL = """
SELECT 1 FROM event WHERE id = ? AND version = ?
AND EXISTS (SELECT 1 FROM mend WHERE id = ? AND done_at IS NULL)
"""
SWITCH_STANDINGS = """
UPDATE standing SET score = standing.score + own.points - own.points_before,
  right_answers = standing.right_answers + own.right_gain
FROM mended_answer AS own
WHERE own.mend_id = ? AND standing.event_id = ? AND standing.player_id = own.player_id
"""
SWITCH_ANSWERS = """
UPDATE answer SET credit = own.credit, points = own.points
FROM mended_answer AS own
WHERE own.mend_id = ? AND answer.round_id = ? AND answer.player_id = own.player_id
"""
SWITCH_BOARD = """
UPDATE board SET top = ?, histogram = ?, apart = ?, players = ? WHERE round_id = ?
"""
SWITCH_ROUND = "UPDATE round SET content = ?, weight = ?, revision = revision + 1 WHERE id = ?"
NEW_VERSION = "UPDATE event SET version = version + 1 WHERE id = ?"
# How much of the work is done, in percent, once answers are judged, and once they are kept aside.
JUDGED, KEPT = 60, 80


class MendWork(NamedTuple):
    """A mend that is being carried out; `version` is the event's when it was begun."""

    id: int
    change: Change
    round_id: int
    event_id: int
    version: int


class Mending(PeriodicTask):
    """Carries out what is to be mended; counting goes on beside it."""

    def __init__(self, open_book: Callable[[], Book], now: Callable[[], int]) -> None:
        super().__init__("mending", open_book, lambda book: mend_all(book, now))


def mend_all(book: Book, now: Callable[[], int]) -> None:
    """Carry out every mend that can be; those that must wait are left."""
    while mend_next(book, now):
        pass


def mend_next(book: Book, now: Callable[[], int]) -> bool:
    """Carry out the first mend that waits; false if none can be, or somebody else has it."""
    row = book.run(NEXT, (now() - LEASE_MS,)).fetchone()
    if row is None or not _is_claimed(book, row[0], now()):
        return False
    work = _begin(book, row[0])
    return work is not None and _carry_out(book, work, now)


def before_and_after(book: Book, work: MendWork) -> tuple[RoundFacts, RoundFacts]:
    """The round as it was counted, and as the change makes it.

    Whether it is void stands in its row as soon as that is asked for, since screens say so; each
    such mend that waits is one that the sums do not know of yet.
    """
    before = read_round(book, work.round_id)
    if before.times.voided_at is not None:
        waiting = waiting_mends(book, work.round_id).items()
        unknown = sum(c.void is not None for mend_id, c in waiting if mend_id >= work.id)
        before = after_change(before, Change(void=before.times.is_void != bool(unknown % 2)))
    return before, after_change(before, work.change)


def _is_claimed(book: Book, mend_id: int, now: int) -> bool:
    with book.transaction():
        claimed = book.run(CLAIM, (now, mend_id, now - LEASE_MS)).rowcount
    return bool(claimed == 1)


def _begin(book: Book, mend_id: int) -> MendWork | None:
    row = book.run(READ, (mend_id,)).fetchone()
    if row is None:
        return None
    change, *place = row
    return MendWork(mend_id, change_from(read_json(change)), *place)


def _carry_out(book: Book, work: MendWork, now: Callable[[], int]) -> bool:
    """False where the event changed meanwhile: then it is tried again from the beginning."""
    before, after = before_and_after(book, work)
    total = book.run("SELECT answers FROM board WHERE round_id = ?", (work.round_id,)).fetchone()[0]

    def judged(seen: int) -> None:
        _tell(book, work, JUDGED * seen // max(total, 1), now())

    changed = rejudge(book, before, after, judged)
    _keep(book, work, changed, now)
    boards = remade_boards(book, work.event_id, after, changed)
    inverse = inverse_of(before, work.change)
    if _is_switched(book, work, after, boards, (inverse, len(changed)), now()):
        return True
    _release(book, work)
    return False


def _keep(book: Book, work: MendWork, changed: Sequence[Rejudged], now: Callable[[], int]) -> None:
    """Write the changes aside, slice by slice; what an earlier attempt left there goes first."""
    with book.transaction():
        book.run("DELETE FROM mended_answer WHERE mend_id = ?", (work.id,))
    sql = KEEP.format(sent=sent(book))
    for begin in range(0, len(changed), SLICE):
        with book.transaction():
            book.run(sql, (work.id, json.dumps(changed[begin : begin + SLICE])))
        _tell(book, work, JUDGED + (KEPT - JUDGED) * begin // len(changed), now())


def _is_switched(
    book: Book,
    work: MendWork,
    after: RoundFacts,
    boards: Sequence[RemadeBoard],
    outcome: tuple[Change, int],
    now: int,
) -> bool:
    """Let everything be otherwise at once, if the event is as it was when the work began."""
    inverse, changed = outcome
    with book.transaction():
        held = "SELECT id FROM event WHERE id = ?"
        book.run(book.for_update(held), (work.event_id,))
        if book.run(STILL, (work.event_id, work.version, work.id)).fetchone() is None:
            return False
        book.run(SWITCH_STANDINGS, (work.id, work.event_id))
        book.run(SWITCH_ANSWERS, (work.id, work.round_id))
        for board in boards:
            book.run(SWITCH_BOARD, board_values(board))
            keep_places(book, board.division)
        content = json.dumps(after.content, ensure_ascii=False)
        book.run(SWITCH_ROUND, (content, after.weight, work.round_id))
        book.run(FORGET, (work.round_id,))
        book.run(SETTLE, (json.dumps(inverse.to_json()), changed, now, work.id))
        book.run(NEW_VERSION, (work.event_id,))
    return True


def _tell(book: Book, work: MendWork, percent: int, now: int) -> None:
    """Say how far it is, and that somebody still works at it."""
    with book.transaction():
        book.run(
            "UPDATE mend SET percent = ?, claimed_at = ? WHERE id = ?", (percent, now, work.id)
        )


def _release(book: Book, work: MendWork) -> None:
    with book.transaction():
        book.run("UPDATE mend SET claimed_at = NULL WHERE id = ?", (work.id,))
