"""Joins and answers of one batch, written inside one transaction of a book."""

from collections.abc import Sequence

from quiz.game.ledger.book import Book
from quiz.game.ledger.entries import AnswerEntry, Entry, Fate, JoinEntry, Kept, Outcome, Seated

ANSWER_COLUMNS = "round_id, player_id, value, arrived_at, elapsed_ms, credit, points"
KEEP = f"INSERT INTO answer ({ANSWER_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"  # noqa: S608 (a constant)
# The row of the round is locked by the very statement that inserts: a check before it could be
# overtaken by the shutting of the door, and an acknowledged answer would not be counted.
KEEP_LOCKED = f"""
WITH open AS MATERIALIZED (
  SELECT id FROM round WHERE id = ANY(%s) AND shut_at IS NULL FOR SHARE
)
INSERT INTO answer ({ANSWER_COLUMNS})
SELECT sent.* FROM unnest(
  %s::bigint[], %s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::bigint[]
) AS sent ({ANSWER_COLUMNS})
JOIN open ON open.id = sent.round_id
ON CONFLICT DO NOTHING RETURNING round_id, player_id
"""  # noqa: S608 (constants)
STORED = "SELECT value, elapsed_ms FROM answer WHERE round_id = ? AND player_id = ?"
SEAT = """
INSERT INTO player
  (id, event_id, pass_hash, nickname, nickname_key, channel_id, language, joined_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
SEATED = """
SELECT id, nickname, nickname_key, channel_id FROM player WHERE event_id = ? AND pass_hash = ?
"""
TAKEN = "SELECT 1 FROM player WHERE event_id = ? AND nickname_key = ? AND id <> ?"
RESEAT = """
UPDATE player SET nickname = ?, nickname_key = ?, channel_id = ?, language = ? WHERE id = ?
"""


def write(book: Book, entries: Sequence[Entry]) -> list[Outcome]:
    """Write all entries, in one transaction; what became of each, in their order."""
    outcomes: dict[int, Outcome] = {}
    with book.transaction():
        answers: list[tuple[int, AnswerEntry]] = []
        for index, entry in enumerate(entries):
            if isinstance(entry, JoinEntry):
                outcomes[index] = _seat(book, entry)
            else:
                answers.append((index, entry))
        if answers:
            keep = _keep_each if book.sqlite else _keep_all
            kept = keep(book, [entry for _, entry in answers])
            outcomes |= {index: out for (index, _), out in zip(answers, kept, strict=True)}
    return [outcomes[index] for index in range(len(entries))]


def _keep_each(book: Book, answers: Sequence[AnswerEntry]) -> list[Outcome]:
    """SQLite: the transaction already keeps everybody else from shutting the door."""
    shut = {round_id: _is_shut(book, round_id) for round_id in {a.round_id for a in answers}}
    return [_keep_one(book, answer, shut=shut[answer.round_id]) for answer in answers]


def _keep_one(book: Book, answer: AnswerEntry, *, shut: bool) -> Outcome:
    if not shut and book.run(KEEP, _row(answer)).rowcount == 1:
        return Kept(True, answer.value, answer.elapsed_ms)
    return _stored(book, answer)


def _keep_all(book: Book, answers: Sequence[AnswerEntry]) -> list[Outcome]:
    """PostgreSQL: one statement, in the order of the key so that two processes never deadlock."""
    first: dict[tuple[int, int], AnswerEntry] = {}
    for answer in answers:
        first.setdefault((answer.round_id, answer.player_id), answer)
    ordered = [_row(first[key]) for key in sorted(first)]
    columns = [list(column) for column in zip(*ordered, strict=True)]
    rounds = sorted({answer.round_id for answer in answers})
    written = set(book.connection.execute(KEEP_LOCKED, [rounds, *columns]).fetchall())
    return [_kept(book, answer, first, written) for answer in answers]


def _kept(
    book: Book,
    answer: AnswerEntry,
    first: dict[tuple[int, int], AnswerEntry],
    written: set[tuple[int, int]],
) -> Outcome:
    key = (answer.round_id, answer.player_id)
    if key in written and first[key] is answer:
        return Kept(True, answer.value, answer.elapsed_ms)
    return _stored(book, answer)


def _stored(book: Book, answer: AnswerEntry) -> Outcome:
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
    """The player of this browser, made, renamed or moved as the entry asks."""
    there = book.run(SEATED, (join.event_id, join.pass_hash)).fetchone()
    if there is not None:
        return _reseat(book, join, *there)
    for nickname, key in join.names:
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
    if join.renames and join.names[0][1] != key:
        shown, shown_key = _free_name(book, join, player) or (shown, shown_key)
    elif join.renames:
        shown = join.names[0][0]
    seat = join.channel_id if join.may_move else channel
    book.run(RESEAT, (shown, shown_key, seat, join.language, player))
    return Seated(False, player, shown, seat)


def _free_name(book: Book, join: JoinEntry, player: int) -> tuple[str, str] | None:
    for nickname, key in join.names:
        if book.run(TAKEN, (join.event_id, key, player)).fetchone() is None:
            return nickname, key
    return None
