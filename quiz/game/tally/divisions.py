"""The tie-breaks of an event, read for a board, and what they make of it kept for its players."""

import json
from collections.abc import Collection, Mapping

from quiz.events.facts import RoundFacts
from quiz.game.rules import in_front
from quiz.game.tally.judging import sent
from quiz.game.ties import Division, TieBreak, divide, is_dividing, nearness, tiers
from quiz.statements import Book, read_json

TIE_BREAKS = """
SELECT id, number, content FROM round
WHERE event_id = ? AND number <= ? AND tie_break AND cancelled_at IS NULL
AND (voided_at IS NULL OR counts_again) AND (counted_at IS NOT NULL OR id = ?)
ORDER BY number
"""
RANKED = """
SELECT standing.player_id, standing.score
FROM standing JOIN player ON player.id = standing.player_id
WHERE standing.event_id = ? AND player.banned_at IS NULL AND player.unranked_at IS NULL
"""
GIVEN = "SELECT player_id, value FROM answer WHERE round_id = ?"
GAINED = """
SELECT player_id, points FROM answer WHERE round_id = ? AND player_id IN ({marks})
"""
FORGET = "DELETE FROM tie_place WHERE round_id = ?"
KEEP = """
INSERT INTO tie_place (round_id, player_id, behind)
SELECT ?, CAST(sent.value ->> 0 AS BIGINT), CAST(sent.value ->> 1 AS BIGINT) FROM {sent}
"""


def read_tie_breaks(
    book: Book, event_id: int, number: int, round_id: int, mended: RoundFacts | None = None
) -> list[TieBreak]:
    """Those that hold up to a number, in order; the round itself need not be counted yet.

    One that is `mended` is taken as the mend makes it.
    """
    contents = {} if mended is None else {mended.times.id: dict(mended.content)}
    void = () if mended is None or is_dividing(mended.times) else (mended.times.id,)
    return [
        TieBreak(at, its_number, nearness(contents.get(at, read_json(content)), _given(book, at)))
        for at, its_number, content in book.run(TIE_BREAKS, (event_id, number, round_id)).fetchall()
        if at not in void
    ]


def divide_now(book: Book, event_id: int, round_id: int, number: int) -> Division:
    """What the tie-breaks make of the board of the last counted round, or of one that is about
    to be.
    """
    tie_breaks = read_tie_breaks(book, event_id, number, round_id)
    scores = dict(book.run(RANKED, (event_id,)).fetchall()) if tie_breaks else {}
    return divide(scores, tie_breaks, round_id)


def named_apart(
    book: Book, round_id: int, division: Division, histogram: Mapping[int, int]
) -> list[tuple[int, int, int]]:
    """Who has a row on a board that is divided: number, score, points of the round."""
    ids = in_front(division.scores, division.behind, tiers(histogram, division.apart))
    marks = ", ".join("?" * len(ids)) or "NULL"
    gained = dict(book.run(GAINED.format(marks=marks), (round_id, *ids)).fetchall())
    return [(one, division.scores[one], gained.get(one, 0)) for one in ids]


def keep_places(book: Book, division: Division) -> None:
    """Let each player be told behind how many of the same score they stand."""
    if division.tie_break is not None:
        book.run(FORGET, (division.tie_break,))
        rows = json.dumps(list(division.behind.items()))
        book.run(KEEP.format(sent=sent(book)), (division.tie_break, rows))


def _given(book: Book, round_id: int) -> Collection[tuple[int, str]]:
    rows: Collection[tuple[int, str]] = book.run(GIVEN, (round_id,)).fetchall()
    return rows
