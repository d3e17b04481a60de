"""The joins of one batch: each browser has one seat, each name one player."""

import json
from collections.abc import Sequence
from dataclasses import replace

from quiz.game.ledger.entries import Fate, JoinEntry, Outcome, Seated
from quiz.statements import Book

COLUMNS = (
    "id, event_id, pass_hash, nickname, nickname_key, channel_id, language, joined_at, "
    "network_mark, agent_mark, rehearses, unseen_since, is_doubtful"
)
PLACES = ", ".join(f"sent.value ->> {place}" for place in range(13))
# Whether newcomers are ranked is read by the statement that seats them: nobody slips in between.
UNRANKED = """
(SELECT {joined} FROM event WHERE event.id = {event} AND event.ranking_closed_at <= {joined})
"""
HERE = UNRANKED.format(joined="sent.value ->> 7", event="sent.value ->> 1")
THERE = UNRANKED.format(joined="sent.joined_at", event="sent.event_id")
# One statement for all joins, for the reason that answers have.
SEAT_AT_ONCE = f"""
INSERT INTO player ({COLUMNS}, unranked_at) SELECT {PLACES}, {HERE} FROM json_each(?) AS sent
"""  # noqa: S608 (constants)
SEAT_ALL = f"{SEAT_AT_ONCE} WHERE true ON CONFLICT DO NOTHING"
WHO_SITS = """
SELECT json_group_array(id) FROM player WHERE id IN (SELECT value ->> 0 FROM json_each(?))
"""
SEAT_ALL_REMOTELY = f"""
INSERT INTO player ({COLUMNS}, unranked_at) SELECT sent.*, {THERE} FROM unnest(
  %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::bigint[], %s::text[],
  %s::bigint[], %s::text[], %s::text[], %s::boolean[], %s::bigint[], %s::boolean[]
) AS sent ({COLUMNS}) ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608 (constants)
SEAT = f"""
INSERT INTO player ({COLUMNS}, unranked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (
  SELECT ranking_closed_at FROM event WHERE id = ? AND ranking_closed_at <= ?
)) ON CONFLICT DO NOTHING
"""  # noqa: S608 (constants)
SEATED = """
SELECT id, nickname, nickname_key, channel_id, own_nickname, banned_at, joined_at
FROM player WHERE event_id = ? AND pass_hash = ?
"""
TAKEN = "SELECT 1 FROM player WHERE event_id = ? AND nickname_key = ? AND id <> ?"
RESEAT = """
UPDATE player SET nickname = ?, nickname_key = ?, language = ?,
  moved_at = CASE WHEN channel_id = ? THEN moved_at ELSE ? END, channel_id = ?,
  unseen_since = CASE WHEN nickname = ? THEN unseen_since ELSE ? END,
  is_doubtful = CASE WHEN nickname = ? THEN is_doubtful ELSE ? END
WHERE id = ?
"""


def seat_at_once(book: Book, joins: Sequence[JoinEntry]) -> list[Outcome] | None:
    """SQLite: seat the browsers if all are new here and each wants a name that is free.

    Otherwise, and while somebody else writes, it is None, and nothing is written.
    """
    if any(join.is_full for join in joins):
        return None
    if not book.run_whole(SEAT_AT_ONCE, _sent(joins)):
        return None
    return [_new(join) for join in joins]


def seat(book: Book, joins: Sequence[JoinEntry]) -> list[Outcome]:
    """Seat the browsers within a transaction; what became of each, in their order.

    Most come for the first time and with a name that is free; the others are seated one by one.
    """
    free = [join for join in joins if not join.is_full]
    new: set[int] = set()
    if free:
        new = _seat_locally(book, free) if book.sqlite else _seat_remotely(book, free)
    return [_new(join) if join.player_id in new else _seat(book, join) for join in joins]


def _new(join: JoinEntry) -> Seated:
    return Seated(True, join.player_id, join.first[0], join.channel_id)


def _sent(joins: Sequence[JoinEntry]) -> tuple[str]:
    return (json.dumps([_row(join, *join.first) for join in joins], ensure_ascii=False),)


def _row(join: JoinEntry, nickname: str, key: str) -> tuple[object, ...]:
    who = (join.player_id, join.event_id, join.pass_hash, nickname, key)
    seat = (join.channel_id, join.language, join.joined_at)
    marks = (join.network_mark, join.agent_mark, join.rehearses)
    return (*who, *seat, *marks, join.unseen_since, join.is_doubtful)


def _seat_locally(book: Book, joins: Sequence[JoinEntry]) -> set[int]:
    sent = _sent(joins)
    book.run(SEAT_ALL, sent)
    return set(json.loads(book.run(WHO_SITS, sent).fetchone()[0]))


def _seat_remotely(book: Book, joins: Sequence[JoinEntry]) -> set[int]:
    # By name, so that two processes which want the same names never deadlock.
    ordered = sorted(joins, key=lambda join: join.first[1])
    rows = [_row(join, *join.first) for join in ordered]
    columns = [list(column) for column in zip(*rows, strict=True)]
    seated = book.connection.execute(SEAT_ALL_REMOTELY, columns)
    return {row[0] for row in seated.fetchall()}


def _seat(book: Book, join: JoinEntry) -> Outcome:
    """The player of this browser, made, renamed or moved as the entry asks; a banned one stays."""
    there = book.run(SEATED, (join.event_id, join.pass_hash)).fetchone()
    if there is not None:
        *seat, own_nickname, banned_at, joined_at = there
        if joined_at < join.since:
            return Fate.EXPIRED
        if banned_at is not None:
            return Seated(False, there[0], there[1] or "", there[3])
        # Whom staff have given another name keeps it.
        asked = join if own_nickname is None else replace(join, renames=False)
        return _reseat(book, asked, *seat)
    if join.is_full:
        return Fate.FULL
    for nickname, key in join.others():
        values = (*_row(join, nickname, key), join.event_id, join.joined_at)
        if book.run(SEAT, values).rowcount == 1:
            return Seated(True, join.player_id, nickname, join.channel_id)
    # Another process may have seated the same browser since the first look.
    there = book.run(SEATED, (join.event_id, join.pass_hash)).fetchone()
    return Fate.AWAY if there is None else Seated(False, there[0], there[1] or "", there[3])


def _reseat(
    book: Book, join: JoinEntry, player: int, nickname: str | None, key: str | None, channel: int
) -> Outcome:
    name, name_key = nickname or "", key
    if join.renames and join.first[1] != key:
        name, name_key = _free_name(book, join, player) or (name, name_key)
    elif join.renames:
        name = join.first[0]
    seat = join.channel_id if join.may_move else channel
    look = (name, join.unseen_since, name, join.is_doubtful)
    values = (name, name_key, join.language, seat, join.joined_at, seat, *look, player)
    book.run(RESEAT, values)
    return Seated(False, player, name, seat)


def _free_name(book: Book, join: JoinEntry, player: int) -> tuple[str, str] | None:
    for nickname, key in join.names():
        if book.run(TAKEN, (join.event_id, key, player)).fetchone() is None:
            return nickname, key
    return None
