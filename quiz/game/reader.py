"""Reads of players, answers and boards; the live ones on a few plain connections."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import cache
from queue import SimpleQueue
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.base import Kind
from quiz.bank.kinds.tally import Spread
from quiz.database import is_sqlite
from quiz.errors import Unavailable
from quiz.game.facts import AnswerFacts, MendedFacts, PlayerFacts, Wanted
from quiz.game.spread import SPREAD, asked, spread_from
from quiz.statements import Book, open_book, read_json
from quiz.waiting import BatchQueue, Ticket, settle

# One statement, hence one snapshot: a count that commits meanwhile is in all parts or in none.
MINE = """
SELECT player.id, player.nickname, player.language, player.unranked_at,
  result.value, result.elapsed_ms, result.credit, result.points, {given},
  COALESCE(standing.score, 0) - {hidden_points},
  COALESCE(standing.right_answers, 0) - {hidden_right},
  {mended}
FROM {rows}
"""
MENDED = "mended.mend_id, mended.points_before, mended.points"
GIVEN = "given.value, given.elapsed_ms, given.credit, given.points"
LOCALLY = """
json_each(?) AS asked JOIN player ON player.id = asked.value
LEFT JOIN standing ON standing.event_id = ? AND standing.player_id = player.id
LEFT JOIN answer AS result ON result.round_id = ? AND result.player_id = player.id
"""
GIVEN_LOCALLY = "LEFT JOIN answer AS given ON given.round_id = ? AND given.player_id = player.id"
# PostgreSQL plans by what it has seen, and of a new round it has seen nothing: it would go through
# all of its answers for each player. A single row that is looked up aside leaves it no choice.
REMOTELY = """
unnest(?::bigint[]) AS asked (value)
JOIN LATERAL (
  SELECT id, nickname, language, unranked_at FROM player WHERE id = asked.value LIMIT 1
) AS player ON TRUE
LEFT JOIN LATERAL (
  SELECT score, right_answers FROM standing WHERE event_id = ? AND player_id = player.id LIMIT 1
) AS standing ON TRUE
LEFT JOIN LATERAL (
  SELECT value, elapsed_ms, credit, points FROM answer
  WHERE round_id = ? AND player_id = player.id LIMIT 1
) AS result ON TRUE
"""
GIVEN_REMOTELY = """
LEFT JOIN LATERAL (
  SELECT value, elapsed_ms, credit, points FROM answer
  WHERE round_id = ? AND player_id = player.id LIMIT 1
) AS given ON TRUE
"""
MENDED_LOCALLY = """
LEFT JOIN mended_answer AS mended ON mended.player_id = player.id AND mended.mend_id = (
  SELECT MAX(own.mend_id) FROM mended_answer AS own
  WHERE own.player_id = player.id AND own.mend_id IN ({marks})
)
"""
MENDED_REMOTELY = """
LEFT JOIN LATERAL (
  SELECT mend_id, points_before, points FROM mended_answer
  WHERE player_id = player.id AND mend_id IN ({marks}) ORDER BY mend_id DESC LIMIT 1
) AS mended ON TRUE
"""
HIDDEN = """COALESCE((
  SELECT SUM({what}) FROM answer JOIN round ON round.id = answer.round_id
  WHERE answer.player_id = player.id AND answer.round_id IN ({marks})
  AND round.counted_at IS NOT NULL
), 0)"""
IS_RIGHT = """CASE
  WHEN answer.credit = '1' AND (round.voided_at IS NULL OR round.counts_again) THEN 1 ELSE 0
END"""
NO_ROUND = 0
PATIENCE_S = 1.0
# Reads are short: this many keep the processors busy, and a crowd of them would only be in one
# another's way. PostgreSQL counts connections, SQLite keeps pages for each.
BOOKS = 4


class Absent(StrEnum):
    """Why there is nothing to say of a player: nobody has that number, or it is not known now."""

    UNKNOWN = "unknown"
    AWAY = "away"


Found = PlayerFacts | Absent
Asking = Ticket[tuple[int, Wanted], Found]


class Reader:
    """Point reads for the live paths, on connections that all threads share.

    One that is lost is opened again.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._line = BatchQueue[tuple[int, Wanted], Found]("reader", self._tell, Absent.AWAY)
        self._books: SimpleQueue[Book | None] = SimpleQueue()
        for _ in range(BOOKS):
            self._books.put(None)

    def start(self) -> None:
        """Begin to read for players together: one question for all who ask at the same time."""
        self._line.start()

    def end(self) -> None:
        """Answer who is waiting, then give every connection back."""
        self._line.end()
        self.close()

    def close(self) -> None:
        """Give every connection back; the reader may be used again."""
        for _ in range(BOOKS):
            book = self._books.get()
            self._books.put(None)
            if book is not None:
                book.close()

    async def player(self, player_id: int, wanted: Wanted) -> PlayerFacts | None:
        """What is stored of the player of that number, as of one instant."""
        found = await self._line.submit((player_id, wanted), PATIENCE_S)
        if found is Absent.AWAY:
            raise away()
        return found if isinstance(found, PlayerFacts) else None

    def answer(self, round_id: int, player_id: int) -> AnswerFacts | None:
        """What the player answered in the round."""
        row = self._one(
            "SELECT value, elapsed_ms, credit, points FROM answer"
            " WHERE round_id = ? AND player_id = ?",
            (round_id, player_id),
        )
        return None if row is None else AnswerFacts(*row)

    def players(self, event_id: int) -> int:
        """How many joined the event."""
        return int(self._one("SELECT COUNT(*) FROM player WHERE event_id = ?", (event_id,))[0])

    def answers(self, round_id: int) -> int:
        """How many answered the round so far."""
        return int(self._one("SELECT COUNT(*) FROM answer WHERE round_id = ?", (round_id,))[0])

    def answers_since(self, round_id: int, since: int) -> int:
        """How many answers to the round arrived after the instant `since`, in ms UTC."""
        sql = "SELECT COUNT(*) FROM answer WHERE round_id = ? AND arrived_at > ?"
        return int(self._one(sql, (round_id, since))[0])

    def spread(self, round_id: int, kind: Kind, most: int | None = None) -> Spread:
        """How the answers to a round of that kind spread so far, as far as it keeps them apart."""
        return spread_from(self._all(SPREAD, asked(round_id, kind, most)), kind, most)

    def players_by_channel(self, event_id: int) -> dict[int, int]:
        """How many players each channel has."""
        sql = "SELECT channel_id, COUNT(*) FROM player WHERE event_id = ? GROUP BY channel_id"
        return dict(self._all(sql, (event_id,)))

    def answers_by_channel(self, round_id: int) -> dict[int, int]:
        """How many answers to the round came from each channel."""
        sql = (
            "SELECT player.channel_id, COUNT(*) FROM answer"
            " JOIN player ON player.id = answer.player_id"
            " WHERE answer.round_id = ? GROUP BY player.channel_id"
        )
        return dict(self._all(sql, (round_id,)))

    def banned(self, event_id: int) -> frozenset[int]:
        """The numbers of the event's banned players."""
        sql = "SELECT id FROM player WHERE event_id = ? AND banned_at IS NOT NULL"
        return frozenset(row[0] for row in self._all(sql, (event_id,)))

    def moved(self, event_id: int) -> dict[int, int]:
        """The channel on which each player of the event sits who ever changed it."""
        sql = "SELECT id, channel_id FROM player WHERE event_id = ? AND moved_at IS NOT NULL"
        return dict(self._all(sql, (event_id,)))

    def board(self, round_id: int) -> tuple[Any, ...] | None:
        """A counted round's board: top, histogram, spread (as stored), players, answers."""
        sql = "SELECT top, histogram, spread, players, answers FROM board WHERE round_id = ?"
        row = self._one(sql, (round_id,))
        return None if row is None else (*(read_json(stored) for stored in row[:3]), row[3], row[4])

    def _tell(self, first: Asking, others: Iterator[Asking]) -> None:
        """Tell each what it asked; most of a crowd want the same of their players."""
        alike: dict[Wanted, list[Asking]] = {}
        for ticket in (first, *others):
            alike.setdefault(ticket.asked[1], []).append(ticket)
        for wanted, tickets in alike.items():
            try:
                found = self._players({ticket.asked[0] for ticket in tickets}, wanted)
            except Unavailable:
                settle(tickets, [Absent.AWAY] * len(tickets))
            else:
                settle(tickets, [found.get(ticket.asked[0], Absent.UNKNOWN) for ticket in tickets])

    def _players(self, players: Iterable[int], wanted: Wanted) -> dict[int, PlayerFacts]:
        local, asked = is_sqlite(self._url), [*players]
        # After a reveal the round that is on is the round that is shown: one row for both.
        same = wanted.given == wanted.result
        apart = wanted.given is not None and not same
        values = (
            *wanted.hidden,
            *wanted.hidden,
            json.dumps(asked) if local else asked,
            wanted.event_id,
            wanted.result or NO_ROUND,
            *([wanted.given] if apart else []),
            *wanted.mends,
        )
        rows = self._all(_mine(local, len(wanted.hidden), apart, len(wanted.mends)), values)
        return {row[0]: _player(row[1:], same) for row in rows}

    def _one(self, sql: str, values: Sequence[Any]) -> Any:
        return self._run(sql, values, "fetchone")

    def _all(self, sql: str, values: Sequence[Any]) -> Any:
        return self._run(sql, values, "fetchall")

    def _run(self, sql: str, values: Sequence[Any], fetch: str) -> Any:
        """Read; a lost connection is opened again once, then the reader is asked to come back."""
        book = self._books.get()
        try:
            for last in (False, True):
                try:
                    book = book or open_book(self._url)
                    return getattr(book.run(sql, values), fetch)()
                except Exception as error:
                    _drop(book)
                    book = None
                    if last:
                        raise away() from error
        finally:
            self._books.put(book)
        return None


@cache
def _mine(local: bool, hidden: int, apart: bool, mends: int) -> str:
    """The statement, where so many rounds are hidden, and the round that is on is one `apart`.

    Mostly none is hidden and nothing is added up; mostly nothing was mended.
    """
    marks = ", ".join("?" * hidden)
    rows, given = (LOCALLY, GIVEN_LOCALLY) if local else (REMOTELY, GIVEN_REMOTELY)
    mended = MENDED_LOCALLY if local else MENDED_REMOTELY
    own = mended.format(marks=", ".join("?" * mends)) if mends else ""
    return MINE.format(
        rows=f"{rows}{given if apart else ''}{own}",
        mended=MENDED if mends else "NULL, NULL, NULL",
        given=GIVEN if apart else "NULL, NULL, NULL, NULL",
        hidden_points=HIDDEN.format(what="answer.points", marks=marks) if hidden else "0",
        hidden_right=HIDDEN.format(what=IS_RIGHT, marks=marks) if hidden else "0",
    )


def _player(row: Sequence[Any], same: bool) -> PlayerFacts:
    """`same`: the round that is on is the one whose result is shown."""
    nickname, language, unranked_at, *answers, score, right = row[:-3]
    mended = None if row[-3] is None else MendedFacts(*row[-3:])
    result = None if answers[0] is None else AnswerFacts(*answers[:4])
    given = None if answers[4] is None else AnswerFacts(*answers[4:])
    own_answer, ranked = result if same else given, unranked_at is None
    return PlayerFacts(
        nickname or "", language, ranked, own_answer, result, int(score), int(right), mended
    )


def away() -> Unavailable:
    """What is said while the database is away."""
    return Unavailable(_l("The quiz is catching its breath; ask again."))


def _drop(book: Book | None) -> None:
    """Give a connection that failed back, as far as that can be."""
    if book is not None:
        with suppress(Exception):
            book.close()
