"""Rows by the hundred thousand, written in one go: what was there before anything is measured."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

from quiz.database import connect_raw, is_sqlite

PLAYER = (
    *("id", "event_id", "pass_hash", "nickname", "nickname_key"),
    *("channel_id", "language", "joined_at"),
)
ANSWER = ("round_id", "player_id", "value", "arrived_at", "elapsed_ms", "credit", "points")


def write_rows(
    url: str, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """All rows in one transaction; they are made while they are written, and never all there."""
    named = ", ".join(columns)
    connection = connect_raw(url)
    try:
        if is_sqlite(url):
            marks = ", ".join("?" * len(columns))
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)
            connection.execute("COMMIT")
        else:
            with connection.cursor().copy(f"COPY {table} ({named}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    finally:
        connection.close()


def players(event_id: int, channel_id: int, number: int, now: int) -> Iterator[tuple[Any, ...]]:
    """Players' rows; their numbers are spread as random ones are."""
    rng = Random(event_id)
    for index in range(number):
        player, hashed = rng.getrandbits(62) + 1, f"{rng.getrandbits(256):064x}"
        names = (f"Vase {index}", f"vase {index}")
        yield (player, event_id, hashed, *names, channel_id, "fr", now)


def answers(
    round_id: int, player_ids: Iterable[int], value: str, opens: int
) -> Iterator[tuple[Any, ...]]:
    """The same answer of every player, early or late, hence worth more or less."""
    for player in sorted(player_ids):
        elapsed = 1_000 + player % 9_000
        points = 1_000 - player % 20 * 10
        yield (round_id, player, value, opens + elapsed, elapsed, "1", points)


def settle(url: str) -> None:
    """Do now what either database would do by itself later, in the middle of a measurement."""
    connection = connect_raw(url)
    try:
        if is_sqlite(url):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        else:
            connection.execute("VACUUM (ANALYZE)")
            connection.execute("CHECKPOINT")
    finally:
        connection.close()
