"""Joins and answers of one batch, written inside one transaction of a book."""

from collections.abc import Sequence
from time import monotonic

from quiz.game.ledger.book import Book
from quiz.game.ledger.entries import (
    AnswerEntry,
    Fate,
    JoinEntry,
    Kept,
    LateEntry,
    Outcome,
    Seated,
    Written,
)

ANSWER_COLUMNS = "round_id, player_id, value, arrived_at, elapsed_ms, credit, points"
SENT_COLUMNS = ", ".join(f"sent.{name}" for name in ANSWER_COLUMNS.split(", "))
KEEP = f"INSERT INTO answer ({ANSWER_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"  # noqa: S608 (a constant)
# The row of the round is locked by the very statement that inserts: a check before it could be
# overtaken by the shutting of the door, and an acknowledged answer would not be counted. What
# nobody waits for any more is left out by the time at which that lock was had.
KEEP_LOCKED = f"""
WITH open AS MATERIALIZED (
  SELECT id FROM round WHERE id = ANY(%s) AND shut_at IS NULL FOR SHARE
), had AS MATERIALIZED (
  SELECT id, EXTRACT(EPOCH FROM clock_timestamp() - now()) AS seconds FROM open
)
INSERT INTO answer ({ANSWER_COLUMNS})
SELECT {SENT_COLUMNS} FROM unnest(
  %s::bigint[], %s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::bigint[],
  %s::float8[]
) AS sent ({ANSWER_COLUMNS}, patience)
JOIN had ON had.id = sent.round_id AND had.seconds < sent.patience
ON CONFLICT DO NOTHING RETURNING round_id, player_id
"""  # noqa: S608 (constants)
# Looking waits for whoever writes to the round, but never for long, as it can be asked again; and
# not for the disk, as it leaves nothing there.
LOOK_SOON = """
SELECT set_config('lock_timeout', '300ms', true), set_config('synchronous_commit', 'off', true)
"""
# A round that is shut is written to by nobody; who counts it is not waited for.
HOLD = """
SELECT id FROM round WHERE id = ANY(%s) AND shut_at IS NULL ORDER BY id FOR NO KEY UPDATE
"""
STORED = "SELECT value, elapsed_ms FROM answer WHERE round_id = ? AND player_id = ?"
SEAT = """
INSERT INTO player
  (id, event_id, pass_hash, nickname, nickname_key, channel_id, language, joined_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
SEATED = """
SELECT id, nickname, nickname_key, channel_id, banned_at
FROM player WHERE event_id = ? AND pass_hash = ?
"""
TAKEN = "SELECT 1 FROM player WHERE event_id = ? AND nickname_key = ? AND id <> ?"
RESEAT = """
UPDATE player SET nickname = ?, nickname_key = ?, channel_id = ?, language = ? WHERE id = ?
"""


def write(book: Book, entries: Sequence[Written], until: Sequence[float]) -> list[Outcome]:
    """Write all entries, in one transaction; what became of each, in their order.

    Somebody waits for each `until` an instant of the monotonic clock. What had to wait longer than
    that for the database is not written, and AWAY.
    """
    outcomes: dict[int, Outcome] = dict.fromkeys(range(len(entries)), Fate.AWAY)
    answers: dict[int, AnswerEntry] = {}
    with book.transaction():
        now = monotonic()
        for index, entry in enumerate(entries):
            if until[index] <= now:
                continue
            if isinstance(entry, JoinEntry):
                outcomes[index] = _seat(book, entry)
            else:
                answers[index] = entry
        if answers:
            keep = _keep_each if book.sqlite else _keep_all
            kept = keep(book, list(answers.values()), [until[index] - now for index in answers])
            outcomes |= zip(answers, kept, strict=True)
    return [outcomes[index] for index in range(len(entries))]


def look_for(book: Book, entries: Sequence[LateEntry]) -> list[Outcome]:
    """What is on disk for each, once every write of its round that was under way has ended.

    It is a transaction of its own: two processes that have written to a round, and then want it
    for themselves, would wait for each other.
    """
    with book.transaction():
        if not book.sqlite:
            book.run(LOOK_SOON)
            book.connection.execute(HOLD, [sorted({entry.round_id for entry in entries})])
        return [_stored(book, entry) for entry in entries]


def _keep_each(
    book: Book, answers: Sequence[AnswerEntry], _patience: Sequence[float]
) -> list[Outcome]:
    """SQLite: the transaction already keeps everybody else from shutting the door."""
    shut = {round_id: _is_shut(book, round_id) for round_id in {a.round_id for a in answers}}
    return [_keep_one(book, answer, shut=shut[answer.round_id]) for answer in answers]


def _keep_one(book: Book, answer: AnswerEntry, *, shut: bool) -> Outcome:
    if not shut and book.run(KEEP, _row(answer)).rowcount == 1:
        return Kept(True, answer.value, answer.elapsed_ms)
    return _stored(book, answer)


def _keep_all(
    book: Book, answers: Sequence[AnswerEntry], patience: Sequence[float]
) -> list[Outcome]:
    """PostgreSQL: one statement, in the order of the key so that two processes never deadlock.

    `patience` is how many seconds each is waited for, from when the transaction began.
    """
    first: dict[tuple[int, int], tuple[AnswerEntry, float]] = {}
    for answer, seconds in zip(answers, patience, strict=True):
        first.setdefault((answer.round_id, answer.player_id), (answer, seconds))
    ordered = [(*_row(first[key][0]), first[key][1]) for key in sorted(first)]
    columns = [list(column) for column in zip(*ordered, strict=True)]
    rounds = sorted({answer.round_id for answer in answers})
    written = set(book.connection.execute(KEEP_LOCKED, [rounds, *columns]).fetchall())
    return [_kept(book, answer, first, written) for answer in answers]


def _kept(
    book: Book,
    answer: AnswerEntry,
    first: dict[tuple[int, int], tuple[AnswerEntry, float]],
    written: set[tuple[int, int]],
) -> Outcome:
    key = (answer.round_id, answer.player_id)
    if key in written and first[key][0] is answer:
        return Kept(True, answer.value, answer.elapsed_ms)
    stored = _stored(book, answer)
    # One that nobody waited for any more was not shut out: the same answer may be sent again.
    waits = stored is Fate.SHUT and not _is_shut(book, answer.round_id)
    return Fate.AWAY if waits else stored


def _stored(book: Book, answer: AnswerEntry | LateEntry) -> Outcome:
    """What is on disk for this player and round; without it, the door was shut."""
    row = book.run(STORED, (answer.round_id, answer.player_id)).fetchone()
    return Fate.SHUT if row is None else Kept(False, row[0], row[1])


def _is_shut(book: Book, round_id: int) -> bool:
    row = book.run("SELECT shut_at FROM round WHERE id = ?", (round_id,)).fetchone()
    return row is None or row[0] is not None


def _row(answer: AnswerEntry) -> tuple[object, ...]:
    return (
        answer.round_id,
        answer.player_id,
        answer.value,
        answer.arrived_at,
        answer.elapsed_ms,
        answer.credit,
        answer.points,
    )


def _seat(book: Book, join: JoinEntry) -> Outcome:
    """The player of this browser, made, renamed or moved as the entry asks; a banned one stays."""
    there = book.run(SEATED, (join.event_id, join.pass_hash)).fetchone()
    if there is not None:
        *seat, banned_at = there
        if banned_at is not None:
            return Seated(False, there[0], there[1] or "", there[3])
        return _reseat(book, join, *seat)
    for nickname, key in join.names():
        row = (join.player_id, join.event_id, join.pass_hash, nickname, key, join.channel_id)
        if book.run(SEAT, (*row, join.language, join.joined_at)).rowcount == 1:
            return Seated(True, join.player_id, nickname, join.channel_id)
    # Another process may have seated the same browser since the first look.
    there = book.run(SEATED, (join.event_id, join.pass_hash)).fetchone()
    return Fate.AWAY if there is None else Seated(False, there[0], there[1] or "", there[3])


def _reseat(
    book: Book, join: JoinEntry, player: int, nickname: str | None, key: str | None, channel: int
) -> Outcome:
    shown, shown_key = nickname or "", key
    if join.renames and join.first[1] != key:
        shown, shown_key = _free_name(book, join, player) or (shown, shown_key)
    elif join.renames:
        shown = join.first[0]
    seat = join.channel_id if join.may_move else channel
    book.run(RESEAT, (shown, shown_key, seat, join.language, player))
    return Seated(False, player, shown, seat)


def _free_name(book: Book, join: JoinEntry, player: int) -> tuple[str, str] | None:
    for nickname, key in join.names():
        if book.run(TAKEN, (join.event_id, key, player)).fetchone() is None:
            return nickname, key
    return None
