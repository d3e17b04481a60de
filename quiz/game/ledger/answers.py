"""The answers of one batch: the first of a player and round is kept, if its door is open."""

import json
from collections.abc import Mapping, Sequence

from quiz.game.ledger.entries import AnswerEntry, Fate, Kept, Moved, Outcome
from quiz.statements import Book

Key = tuple[int, int]  # round, player
STORED_FIELDS = AnswerEntry._fields[:-1]  # The channel is the player's.
COLUMNS = ", ".join(STORED_FIELDS)
SENT_COLUMNS = ", ".join(f"sent.{name}" for name in STORED_FIELDS)
PLACES = ", ".join(f"sent.value ->> {place}" for place in range(1, len(STORED_FIELDS)))
CHANNEL = f"sent.value ->> {len(STORED_FIELDS)}"
# Those who ever moved are few, and have an index of their own: no player's row is read.
SITS_ELSEWHERE = """
FROM player {index} WHERE player.moved_at IS NOT NULL AND player.event_id = round.event_id
AND player.id = {player} AND player.channel_id <> {channel}
"""
ELSEWHERE = SITS_ELSEWHERE.format(
    index="INDEXED BY ix_player_moved", player="sent.value ->> 1", channel=CHANNEL
)
ELSEWHERE_REMOTELY = SITS_ELSEWHERE.format(
    index="", player="sent.player_id", channel="sent.channel_id"
)
# At each statement SQLite lets the other threads of the process go on, and a crowd of them makes
# the ledger wait before it may. So mostly this one, which is a transaction by itself, is all: a
# round whose door is shut has no number here, which the table refuses, and nothing is written. So
# it is with an answer on another channel's time than that of its player.
KEEP_AT_ONCE = f"""
INSERT INTO answer ({COLUMNS})
SELECT CASE WHEN round.shut_at IS NULL AND NOT EXISTS (SELECT 1 {ELSEWHERE})
  THEN sent.value ->> 0 END, {PLACES}
FROM json_each(?) AS sent LEFT JOIN round ON round.id = sent.value ->> 0
"""  # noqa: S608 (constants)
KEEP = f"""
INSERT INTO answer ({COLUMNS}) SELECT sent.value ->> 0, {PLACES} FROM json_each(?) AS sent
"""  # noqa: S608 (constants)
MOVED = f"""
SELECT json_group_array(json_array(sent.value ->> 0, sent.value ->> 1))
FROM json_each(?) AS sent JOIN round ON round.id = sent.value ->> 0
WHERE EXISTS (SELECT 1 {ELSEWHERE})
"""  # noqa: S608 (constants)
THERE = """
SELECT json_group_array(json_array(answer.round_id, answer.player_id))
FROM json_each(?) AS sent JOIN answer
ON answer.round_id = sent.value ->> 0 AND answer.player_id = sent.value ->> 1
"""
# The row of the round is locked by the very statement that inserts: a check before it could be
# overtaken by the shutting of the door, and an acknowledged answer would not be counted. What
# nobody waits for any more is left out by the time at which that lock was had.
KEEP_LOCKED = f"""
WITH open AS MATERIALIZED (
  SELECT id, event_id FROM round WHERE id = ANY(%s) AND shut_at IS NULL FOR SHARE
), had AS MATERIALIZED (
  SELECT id, event_id, EXTRACT(EPOCH FROM clock_timestamp() - now()) AS seconds FROM open
)
INSERT INTO answer ({COLUMNS})
SELECT {SENT_COLUMNS} FROM unnest(
  %s::bigint[], %s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::bigint[],
  %s::bigint[], %s::float8[]
) AS sent ({COLUMNS}, channel_id, patience)
JOIN had AS round ON round.id = sent.round_id AND round.seconds < sent.patience
WHERE NOT EXISTS (SELECT 1 {ELSEWHERE_REMOTELY})
ON CONFLICT DO NOTHING RETURNING round_id, player_id
"""  # noqa: S608 (constants)
STORED = "SELECT value, elapsed_ms FROM answer WHERE round_id = ? AND player_id = ?"
SEAT = "SELECT channel_id FROM player WHERE id = ? AND moved_at IS NOT NULL AND channel_id <> ?"


def keep_at_once(book: Book, answers: Sequence[AnswerEntry]) -> list[Outcome] | None:
    """SQLite: write the answers if each is the first of its player, in a round that is open.

    Otherwise, and while somebody else writes, it is None, and nothing is written.
    """
    if not book.run_whole(KEEP_AT_ONCE, (json.dumps(answers),)):
        return None
    return [Kept(True, answer.value, answer.elapsed_ms) for answer in answers]


def keep(book: Book, answers: Sequence[AnswerEntry], patience: Sequence[float]) -> list[Outcome]:
    """Write the answers within a transaction; what became of each, in their order.

    `patience` is how many seconds each is waited for, from when the transaction began.
    """
    first: dict[Key, tuple[AnswerEntry, float]] = {}
    for answer, seconds in zip(answers, patience, strict=True):
        first.setdefault(answer[:2], (answer, seconds))
    written = _write_locally(book, first) if book.sqlite else _write_remotely(book, first)
    return [
        Kept(True, answer.value, answer.elapsed_ms)
        if answer[:2] in written and first[answer[:2]][0] is answer
        else _kept_before(book, answer)
        for answer in answers
    ]


def find_answer(book: Book, round_id: int, player_id: int) -> Kept | Fate:
    """What is on disk for this player and round; without it, the door was shut."""
    row = book.run(STORED, (round_id, player_id)).fetchone()
    return Fate.SHUT if row is None else Kept(False, row[0], row[1])


def _write_locally(book: Book, first: Mapping[Key, tuple[AnswerEntry, float]]) -> set[Key]:
    """SQLite: the transaction already keeps everybody else from writing, and from the door."""
    there = book.run(THERE, (json.dumps(list(first)),)).fetchone()[0]
    known = {(round_id, player_id) for round_id, player_id in json.loads(there)}
    shut = {round_id for round_id in {key[0] for key in first} if _is_shut(book, round_id)}
    sent = json.dumps([answer for answer, _seconds in first.values()])
    moved = {(row[0], row[1]) for row in json.loads(book.run(MOVED, (sent,)).fetchone()[0])}
    written = {key for key in first if key not in known | moved and key[0] not in shut}
    book.run(KEEP, (json.dumps([first[key][0] for key in first if key in written]),))
    return written


def _write_remotely(book: Book, first: Mapping[Key, tuple[AnswerEntry, float]]) -> set[Key]:
    """PostgreSQL: in the order of the key, so that two processes never deadlock."""
    ordered = [(*first[key][0], first[key][1]) for key in sorted(first)]
    columns = [list(column) for column in zip(*ordered, strict=True)]
    rounds = sorted({key[0] for key in first})
    return set(book.connection.execute(KEEP_LOCKED, [rounds, *columns]).fetchall())


def _kept_before(book: Book, answer: AnswerEntry) -> Outcome:
    stored = find_answer(book, answer.round_id, answer.player_id)
    if stored is not Fate.SHUT or _is_shut(book, answer.round_id):
        return stored
    seat = book.run(SEAT, (answer.player_id, answer.channel_id)).fetchone()
    # One that nobody waited for any more was not shut out: the same answer may be sent again.
    return Fate.AWAY if seat is None else Moved(seat[0])


def _is_shut(book: Book, round_id: int) -> bool:
    row = book.run("SELECT shut_at FROM round WHERE id = ?", (round_id,)).fetchone()
    return row is None or row[0] is not None
